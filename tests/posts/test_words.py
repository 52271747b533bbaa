from html.parser import HTMLParser

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from kith.posts.words import Kind, named, parts, render


def of_kind(kind: Kind, text: str) -> list[str]:
    return [part.value for part in parts(text) if part.kind is kind]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("I like #Coffee and #tea_time.", ["Coffee", "tea_time"]),
        ("#Çağrı #IĞDIR", ["Çağrı", "IĞDIR"]),
        ("صباح #القهوة_العربية!", ["القهوة_العربية"]),
        ("#ꦲꦏ꧀ꦱꦫꦗꦮ ꦧꦱ", ["ꦲꦏ꧀ꦱꦫꦗꦮ"]),
        ("#ประเทศไทย #हिन्दी #日本語", ["ประเทศไทย", "हिन्दी", "日本語"]),
        ("＃全角", ["全角"]),
        ("we are #1, #2024 and #2024goals", ["2024goals"]),
        ("a#b &#x27; /#c ##d #️⃣ #", []),
        ("#" + "x" * 101, []),
        ("https://example.org/page#part", []),
    ],
)
def test_hashtags_in_every_script(text, tags):
    assert of_kind(Kind.TAG, text) == tags


@pytest.mark.parametrize(
    ("text", "handles"),
    [
        ("@ana and @Ben.", ["ana", "ben"]),
        ("(@ana_b.c)", ["ana_b.c"]),
        ("مرحبا @ana، كيف", ["ana"]),
        ("ana@example.org @ab @ana@elsewhere.example /@ana @@ana", []),
        ("@" + "a" * 31, []),
        ("https://example.org/@ana", []),
    ],
)
def test_mentions(text, handles):
    assert of_kind(Kind.MENTION, text) == handles


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("see https://example.org/a_(b).", ["https://example.org/a_(b)"]),
        ("www.example.org, yes", ["http://www.example.org"]),
        ("HTTPS://Example.ORG/Path", ["https://example.org/Path"]),
        ("http://пример.рф/", ["http://xn--e1afmkfd.xn--p1ai/"]),
        ("javascript:alert(1) data:text/html,x ftp://example.org mailto:a@example.org //example.org", []),
        ("https://bank.example@evil.example/", []),
        ("http://[::1", []),
        ("http://example.org:99999999/", []),
    ],
)
def test_links(text, addresses):
    assert of_kind(Kind.LINK, text) == addresses


def test_a_host_that_passes_for_another_shows_in_plain_letters():
    assert ">http://xn--80ak6aa92e.com/</a>" in render("http://аррӏе.com/")
    assert ">http://münchen.de/</a>" in render("http://münchen.de/")
    assert ">http://пример.рф/</a>" in render("http://пример.рф/")


def test_a_link_takes_no_credit_and_no_referrer():
    assert 'rel="nofollow noopener ugc"' in render("https://example.org")


def test_only_members_that_exist_are_linked():
    html = render("@ana and @nobody", {"ana"})
    assert '<a class="mention" href="/@ana">@ana</a>' in html
    assert "@nobody" in html
    assert "/@nobody" not in html


def test_a_tag_leads_to_one_page_for_all_its_spellings():
    assert 'href="/tags/cagri"' in render("#Çağrı").replace("%C3%A7", "?")


def test_lines_and_paragraphs_find_their_own_direction():
    assert render("one\ntwo\n\nثلاثة") == '<p dir="auto">one<br>two</p><p dir="auto">ثلاثة</p>'


def test_markup_shows_as_it_was_typed():
    assert render('<b onclick="x">&amp;</b>') == (
        '<p dir="auto">&lt;b onclick=&quot;x&quot;&gt;&amp;amp;&lt;/b&gt;</p>'
    )


def test_a_tag_is_counted_once_by_its_folded_name():
    assert named("#Kaffee #KAFFEE").tags == {"kaffee": "Kaffee"}


@pytest.mark.parametrize(("text", "code"), [("@member%d ", "mentions"), ("#tag%d ", "tags")])
def test_crowds_of_names_are_refused(text, code):
    with pytest.raises(ValidationError) as caught:
        named("".join(text % number for number in range(60)))
    assert caught.value.code == code


class Strict(HTMLParser):
    """Notes every element and attribute, and whether elements are closed in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.seen: list[tuple[str, tuple[str, ...]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, tuple(name for name, _ in attrs)))
        for name, value in attrs:
            assert name != "href" or (value or "").startswith(("http://", "https://", "/@", "/tags/"))
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


ALLOWED = {
    ("p", ("dir",)),
    ("br", ()),
    ("a", ("href", "rel", "dir")),
    ("a", ("class", "href")),
}
MARKUP = ["<script>", "</p>", '"', "'", "&", "&lt;", "-->", "<a href=", "javascript:", "%00", "\\", "\u202e"]
WORDS = [
    "@ana",
    "#tag",
    "#ꦗꦮ",
    "https://",
    "example.org",
    '/?a=b&c="d',
    "http://аррӏе.com/",
    "\n",
    "\n\n",
    " ",
    "[",
    ")",
]
PIECES = st.sampled_from(MARKUP + WORDS)


@given(st.lists(PIECES | st.text(max_size=8), max_size=25).map("".join))
def test_whatever_is_typed_comes_out_well_formed_and_harmless(text):
    text = "".join(letter for letter in text if not "\ud800" <= letter <= "\udfff")
    parser = Strict()
    parser.feed(render(text, {"ana"}))
    parser.close()
    assert parser.open == []
    assert set(parser.seen) <= ALLOWED
    assert "".join(part.text for part in parts(text)) == text
