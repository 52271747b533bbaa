"""No page, error or letter shows a text that can't be translated, nor one that the catalogues leave out."""

import ast
import copy
import zipfile
from pathlib import Path
from tempfile import TemporaryFile

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.shortcuts import render
from django.test import Client, RequestFactory
from django.utils import translation

from kith.front import refusal
from kith.kernel import limits
from kith.mail.composing import compose
from kith.media.models import MediaItem
from kith.people.archive import write_archive
from kith.people.models import Profile
from tests.house.furnished import WORDS, make_furnished_world
from tests.house.matrix import ROUTES
from tests.house.pseudo import plain, pseudo_language
from tests.house.test_matrix import address
from tests.people.fresh import sign_in_afresh

ROOT = Path(__file__).resolve().parents[2]
WHO = ["signed out", "author", "friend", "stranger", "read-only", "awaiting", "suspended", "leaving", "owner"]
UNSHOWN = "No %s matches the given query."  # why Django answers 404; the page has words of its own
WRITE = {"signed out", "author", "owner"}
ERROR_PAGES = ("400.html", "403.html", "404.html", "429.html", "500.html", "503.html", "ui/expired.html")


@pytest.fixture
def seen():
    """Within the test every message is in brackets; what was asked for is collected here."""
    messages: set[tuple[str | None, str]] = set()
    with pseudo_language(messages):
        yield messages


def untranslated(messages: set[tuple[str | None, str]]) -> list[str]:
    """What a language of ours does not say in its own words."""
    left, names = [], {*dict(settings.LANGUAGES).values(), UNSHOWN}
    for language in dict(settings.LANGUAGES):
        catalogue = translation.trans_real.translation(language)._catalog
        for context, message in messages:
            if language == "en" or message in {"", *names}:
                continue
            key = f"{context}\x04{message}" if context else message
            if key not in catalogue and (key, 0) not in catalogue:
                left.append(f"{language}: {message!r}")
    return sorted(left)


@pytest.mark.parametrize("persona", WHO)
def test_pages_and_answers_to_forms_are_translated(persona, db, seen, monkeypatch):
    monkeypatch.setattr(limits, "over", lambda what, rate: 0)
    world = make_furnished_world()
    client = world.client(persona)
    if persona != "signed out":
        sign_in_afresh(client)
    left = {}
    cookies = copy.deepcopy(client.cookies)
    for pattern, row in ROUTES.items():
        path = address(pattern, world)
        for ask in ways_to_ask(client, path, row, writes=persona in WRITE):
            client.cookies = copy.deepcopy(cookies)
            if found := [text for text in answer_of(ask) if text not in row.data.values()]:  # what was typed comes back
                left[path] = found
    assert left == {}
    assert untranslated(seen) == []


def ways_to_ask(client: Client, path: str, row, *, writes: bool) -> list:
    """By address and by form: with nothing in it, with nonsense, as it should be; and each as a script asks."""
    htmx = {"HX-Request": "true"}
    nonsense = dict.fromkeys(row.data, "\x00") | {"text": "\x00", "email": "@", "password": "-", "handle": "-"}
    data = row.data | {name: WORDS for name in ("text", "reason") if name in row.data}
    asks = [lambda: client.get(path)] if row.get else []
    if row.get and writes:
        asks.append(lambda: client.get(path, headers=htmx))
    if row.post and writes:
        asks += [lambda: client.post(path, {}), lambda: client.post(path, nonsense)]
        asks += [lambda: client.post(path, data, headers=htmx), lambda: client.post(path, data, follow=True)]
    return asks


def answer_of(ask) -> list[str]:
    """The plain texts of an answer; what asking changed is undone."""
    cache.clear()
    before = transaction.savepoint_create()
    try:
        response = ask()
        html = response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming
        return plain(response.text) if html else []
    finally:
        transaction.savepoint_rollback(before)


@pytest.mark.parametrize("template", ERROR_PAGES)
def test_error_pages_are_translated(template, db, seen):
    make_furnished_world()
    request = RequestFactory().get("/")
    context = {"message": limits.message(60), "text": WORDS, "typed": WORDS}
    assert plain(render(request, template, context).text) == []
    assert untranslated(seen) == []


def test_what_the_front_refuses_is_translated(seen):
    pages = refusal.Refusals().pages.values()
    assert len(pages) > len(refusal.REASONS)
    assert [left for page in pages if (left := plain(page.decode()))] == []
    assert untranslated(seen) == []


def letters() -> list[str]:
    """Every letter that Kith or the sign-in library can send."""
    packages = Path(translation.__file__).parents[3]
    ours = ROOT.glob("kith/*/templates/**/*_message.txt")
    library = packages.glob("allauth/templates/**/email/*_message.txt")
    paths = [path.as_posix() for path in (*ours, *library)]
    names = {path.split("/templates/")[1].removesuffix("_message.txt") for path in paths}
    return sorted(name for name in names if not any(word in name for word in ("base", "code", "socialaccount")))


def test_letters_are_translated(db, seen):
    make_furnished_world()
    names = ("handle", "answer", "ip", "user_agent", "timestamp", "from_email", "to_email", "activate_url", "username")
    context = dict.fromkeys(names, WORDS)
    left = {}
    for name in letters():
        letter = compose("ana@example.org", name, context, "en")
        found = plain(letter.subject) + plain(letter.body) + plain(str(letter.alternatives[0].content))
        if found:
            left[name] = found
    assert left == {}
    assert untranslated(seen) == []


def test_what_members_take_along_is_translated(db, seen):
    member = make_furnished_world().members["author"]
    own = {*Profile.objects.values_list("handle", flat=True), *MediaItem.objects.values_list("key", flat=True), "UTC"}
    with TemporaryFile() as file:
        write_archive(member, file)
        with zipfile.ZipFile(file) as archive:
            pages = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".html")}
    assert len(pages) > 5
    left = {name: set(plain(page)) - own for name, page in pages.items()}
    assert {name: texts for name, texts in left.items() if texts} == {}
    assert untranslated(seen) == []


SAYING = {"ValidationError", "BadMedia", "success", "info", "warning", "error", "add_error", "format_html"}
# What speaks to operators, to developers, to the database or to other code.
OTHERS = {"cli", "bench", "demo", "migrations", "composing.py", "styleguide.py"}
LABELS = {"label", "help_text", "empty_label", "verbose_name", "title", "message"}


def said_plainly(source: str) -> list[str]:
    """Texts in Python that reach members as they stand."""
    found = []
    for call in ast.walk(ast.parse(source)):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        logs = ast.unparse(call.func).startswith(("logger", "log.", "logging"))
        given = [*call.args[:2]] if name in SAYING and not logs else []
        given += [keyword.value for keyword in call.keywords if keyword.arg in LABELS]
        texts = [each.value for each in given if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        found += [text for text in texts if " " in text.strip() and plain(text)]
    return found


def test_python_says_nothing_plainly():
    files = [path for path in ROOT.glob("kith/**/*.py") if not OTHERS & {*path.parts, path.name}]
    assert len(files) > 100
    left = {str(path.relative_to(ROOT)): said_plainly(path.read_text()) for path in files}
    assert {path: texts for path, texts in left.items() if texts} == {}


# The checks themselves.


@pytest.mark.parametrize(
    "html",
    [
        "<p>⟦Said⟧ plainly</p>",
        "<p>⟦Said⟧</p><p>plainly</p>",
        '<img alt="A tree">',
        '<input placeholder="Your name">',
        '<input type="submit" value="Send">',
        '<button aria-label="Close">×</button>',
        '<div data-lost="No connection"></div>',
        "<title>Home · ✦</title>",
        "<p>⟦⟦Inner⟧ outer⟧ left</p>",
        "<p>قال</p>",
    ],
)
def test_a_planted_text_is_found(html):
    assert plain(html)


@pytest.mark.parametrize(
    "html",
    [
        "<p>⟦Said by <b>☆ 7</b> of ⟦Everyone⟧⟧ 12:30</p>",
        "<p>@ana · ana@example.org · https://example.org/path</p>",
        '<input type="hidden" value="key"><script>let text = "plain"</script>',
        '<div data-draft="compose" class="big red"></div>',
        '<button lang="nl" translate="no">Nederlands</button>',
    ],
)
def test_what_is_translated_or_a_members_own_is_left(html):
    assert plain(html) == []


def test_a_message_that_is_cut_off_is_found():
    with pytest.raises(AssertionError):
        plain("<p>⟦Said…</p>")


def test_a_planted_error_is_found():
    assert said_plainly('raise ValidationError("Too long, sorry.")') == ["Too long, sorry."]
    assert said_plainly('raise ValidationError(_("Too long, sorry."))') == []
    assert said_plainly('forms.CharField(label="Your name")') == ["Your name"]


def test_a_planted_message_without_translation_is_found():
    others = sorted(set(dict(settings.LANGUAGES)) - {"en"})
    planted = {(None, "Nobody has translated this.")}
    assert untranslated(planted) == [f"{code}: 'Nobody has translated this.'" for code in others]
    assert untranslated({(None, "Sign in")}) == []


def test_a_page_that_is_not_translated_is_found(db):
    client = make_furnished_world().client("author")
    with pseudo_language(set()):
        assert plain(client.get("/saved/").text) == []
    assert len(plain(client.get("/saved/").text)) > 5
