"""What pages say of themselves is read from any page, however it is written, broken or meant."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.posts.links.oembed import read_oembed
from kith.posts.links.reading import DESCRIPTION_LENGTH, TITLE_LENGTH, Said, read_page

AT = "https://news.example/2026/river"


def read(html, charset="utf-8"):
    return read_page(html if isinstance(html, bytes) else html.encode(), charset, AT)


def test_open_graph_comes_first_then_cards_of_x_then_plain_html():
    plain = '<title>Plain</title><meta name=description content="Of the page">'
    card = '<meta name="twitter:title" content="Card"><meta name="twitter:image" content="/card.png">'
    graph = (
        '<meta property="og:title" content="Graph"><meta property="og:description" content="Of the graph">'
        '<meta property="og:image" content="/graph.png"><meta property="og:site_name" content="The News">'
    )
    assert read(plain) == Said("Plain", "Of the page")
    assert read(plain + card) == Said("Card", "Of the page", picture="https://news.example/card.png")
    assert read(plain + card + graph) == Said("Graph", "Of the graph", "The News", "https://news.example/graph.png")


@pytest.mark.parametrize(
    "html",
    [
        "<META CONTENT='River' PROPERTY=OG:TITLE>",
        '<meta property = "og:title"\n content =\n"River" />',
        "<meta content=River property=og:title",
        '<meta property="og:title" content="River"content="Sea">',
        '<meta property="og:title" content=""><meta property="og:title" content="River">',
        "<head><body></html><div><b><meta property=og:title content=River>",
        "<TITLE lang=en>\n River </TITLE>",
        "<title>River",
        "<title>River</title><svg><title>Icon</title></svg>",
        "<!-- <title>No</title> --><title>River</title>",
        "<script>var a = '<title>No</title>'</script><title>River</title>",
        "<style><title>No</title></style><textarea><title>No</title></textarea><title>River</title>",
        '<a title="<title>No</title>"><title>River</title>',
        '<meta property="og:title" content="R&#105;ver&ZeroWidthSpace;">',
    ],
)
def test_titles_are_found_in_html_as_people_write_it(html):
    assert read(html).title == "River"


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<title>Tea &amp; cake &lt;b&gt;</title>", "Tea & cake <b>"),
        ("<title>a\n\t  b\0c</title>", "a bc"),
        ("<title>Bank\u202egnp.exe\u2066x\u200f</title>", "Bankgnp.exex"),
        ("<title>Z" + "\u0301" * 500 + "</title>", "Ź" + "\u0301" * 7),
        ("<title>" + "&#" + "9" * 10_000 + ";</title>", ""),
        ("<title>می\u200cخواهم</title>", "می\u200cخواهم"),
    ],
)
def test_titles_are_tamed(html, title):
    assert read(html).title == title


def test_long_words_are_cut_at_a_word():
    said = read(f"<title>{'river ' * 5000}</title><meta name=description content='{'x' * 5000}'>")
    assert said.title.endswith("river…")
    assert len(said.title) <= TITLE_LENGTH
    assert said.description == "x" * (DESCRIPTION_LENGTH - 1) + "…"


@pytest.mark.parametrize(
    ("body", "charset", "title"),
    [
        ("<title>Река</title>".encode("cp1251"), "windows-1251", "Река"),
        ("<meta charset='Windows-1251'><title>Река</title>".encode("cp1251"), "", "Река"),
        (
            "<meta http-equiv=Content-Type content='text/html; charset=shift_jis'><title>川</title>".encode("cp932"),
            "",
            "川",
        ),
        ("<title>Rivière</title>".encode("cp1252"), "iso-8859-1", "Rivière"),
        ("<title>“Rivière”</title>".encode("cp1252"), "", "“Rivière”"),
        ("<title>Rivière</title>".encode(), "", "Rivière"),
        ("<title>Rivière</title>é".encode()[:-1], "", "Rivière"),
        ("\ufeff<title>نهر</title>".encode("utf-16-le"), "utf-8", "نهر"),
        ("<meta charset=utf-16><title>نهر</title>".encode(), "", "نهر"),
        ("<title>نهر</title>".encode(), "zip", "نهر"),
        ("<meta charset=idna><title>نهر</title>".encode(), "unicode_escape", "نهر"),
        ("<title>河</title>".encode("gb18030"), "gb2312", "河"),
        ("<title>a\xffb</title>".encode("latin-1"), "utf-8", "ab"),
    ],
)
def test_every_encoding_of_the_web_is_read_and_no_other(body, charset, title):
    assert read(body, charset).title == title


@pytest.mark.parametrize(
    ("address", "picture"),
    [
        ("/a.png", "https://news.example/a.png"),
        ("a.png?x=1&amp;y=2", "https://news.example/2026/a.png?x=1&y=2"),
        ("//cdn.example/a.png", "https://cdn.example/a.png"),
        ("javascript:alert(1)", ""),
        ("data:image/png;base64,AAAA", ""),
        ("file:///etc/passwd", ""),
        ("https://bank.example@evil.example/a.png", ""),
        ("http://[", ""),
        ("   ", ""),
    ],
)
def test_pictures_are_addresses_of_the_web(address, picture):
    assert read(f'<meta property="og:image" content="{address}">').picture == picture


def test_addresses_follow_the_base_of_the_page():
    assert read("<base href=/b/><link rel=image_src href=a.png>").picture == "https://news.example/b/a.png"
    assert read("<base href=javascript:x><link rel=image_src href=/a.png>").picture == "https://news.example/a.png"


def test_oembed_is_found_and_read():
    html = "<link rel='alternate' type='application/json+oembed' href='/oembed?u=1&amp;f=json'>"
    assert read(html).oembed == "https://news.example/oembed?u=1&f=json"
    answer = {"title": "Film\u202e", "author_name": "Ana", "provider_name": "Tube", "thumbnail_url": "/t.jpg"}
    body = json.dumps(answer | {"html": "<script>alert(1)</script>"}).encode()
    assert read_oembed(body, AT) == Said("Film", "Ana", "Tube", "https://news.example/t.jpg")


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b"[" * 100_000, b"\xff\xfe", b'{"title": ["x"]}', b'{"title": ' + b"9" * 9000 + b"}"]
)
def test_oembed_that_says_nothing_says_nothing(body):
    assert read_oembed(body, AT) == Said()


BOMBS = ["<", "<!--", "<!", "<a ", "<a b='", '<a b="', "</a", "<title>", "<div>", "&#", "<a\t", "<meta charset", "\0"]


@pytest.mark.parametrize("piece", BOMBS)
def test_half_a_megabyte_of_anything_is_read_in_one_walk(piece):
    read(piece * (500_000 // len(piece)))


PIECES = [
    "<",
    ">",
    "</",
    "/>",
    "<!--",
    "-->",
    "<meta",
    "<title>",
    "</title>",
    "<script>",
    "</script>",
    "<link",
    "<base",
    "property=og:title",
    "name=description",
    "content=",
    "content='",
    "href=",
    "rel=alternate",
    "type=application/json+oembed",
    "charset=utf-16",
    '"',
    "'",
    "=",
    "/",
    "&amp;",
    "&#x202e;",
    "&#1114112;",
    "&#0;",
    "javascript:x",
    "//h/p",
]


@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=60).map("".join),
    st.sampled_from(["", "utf-8", "utf-16", "shift_jis", "gbk", "hex"]),
)
def test_any_page_gives_short_words_on_one_line_and_addresses_of_the_web(html, charset):
    said = read(html.encode("utf-8", "replace"), charset)
    assert len(said.title) <= TITLE_LENGTH
    assert len(said.description) <= DESCRIPTION_LENGTH
    for words in (said.title, said.description, said.site):
        assert words == " ".join(words.split())
        assert not any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in words)
        assert not set(words) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069")
    for address in (said.picture, said.oembed):
        assert not address or address.startswith(("http://", "https://"))


@given(st.binary(max_size=400), st.sampled_from(["", "utf-8", "utf-16", "iso-2022-jp", "big5"]))
def test_any_bytes_are_read(body, charset):
    read(body, charset)
    read_oembed(body, AT)
