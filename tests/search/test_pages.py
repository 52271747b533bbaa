"""The page of results and the suggestions, over HTTP."""

from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kith.community.models import Community, Reading
from kith.graph.actions import block
from kith.search import index


def asked(client, text, **more):
    return client.get("/search/", {"q": text, **more})


@pytest.fixture
def filled(cast, write):
    """Ana's apples, and everyone by name."""
    write("Apples from the #orchard")
    index.reindex()
    return cast


def test_the_page_shows_people_hashtags_and_posts(filled, as_member):
    ben = as_member(filled.ben)
    assert "Apples from the" in asked(ben, "apples").text
    assert 'href="/@ana"' in asked(ben, "an", tab="people").text
    assert 'href="/tags/orchard"' in asked(ben, "orch", tab="tags").text
    assert 'id="post-' in asked(ben, "#orchard", tab="posts").text
    top = asked(ben, "orchard").text
    assert 'href="/tags/orchard"' in top
    assert 'id="post-' in top


def test_who_is_blocked_finds_nothing_on_any_tab(filled, as_member):
    block(actor=filled.ana, target=filled.cyd)
    cyd = as_member(filled.cyd)
    for tab in ("top", "people", "posts", "tags"):
        for text in ("ana", "apples", "orchard", "from:ana"):
            page = asked(cyd, text, tab=tab).text
            assert "Nothing found" in page, (tab, text)
            assert "Apples from" not in page
    assert 'href="/@ana"' not in cyd.get("/search/suggestions", {"q": "ana"}).text


def test_suggestions_are_people_and_hashtags_and_all_that_has_the_words(filled, as_member):
    ben = as_member(filled.ben)
    assert 'href="/@ana"' in ben.get("/search/suggestions", {"q": "an"}).text
    suggested = ben.get("/search/suggestions", {"q": "#orc"}).text
    assert 'href="/tags/orchard"' in suggested
    assert 'href="/search/?q=%23orc"' in suggested
    assert ben.get("/search/suggestions", {"q": "…"}).text.strip() == ""


BAD = {
    "ten thousand characters": "a" * 10_000,
    "only signs": "!?()*&|~^\"'",
    "operators": "apples AND OR NOT NEAR(",
    "an open quote": '"apples',
    "NUL": "app\0les",
    "emoji": "🍏👩‍👩‍👧",
    "both directions": "apples تفاح \u202e\u2066",
    "a lone surrogate": "\ud800",
    "marks": "a" + "\u0301" * 100,
    "percent": "%",
    "nothing": "",
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
@pytest.mark.parametrize("tab", ["top", "people", "posts", "tags"])
def test_whatever_is_asked_gets_a_clear_answer(filled, as_member, text, tab):
    ben = as_member(filled.ben)
    address = f"/search/?tab={tab}&q={quote(text, errors='surrogatepass')}"
    page = ben.get(address)
    assert page.status_code == 200
    assert 'class="notice' in page.text or 'class="empty' in page.text or "search-help" in page.text or "apples" in text
    assert ben.get(address.replace("/search/", "/search/suggestions")).status_code == 200


def test_what_is_too_long_is_said_and_nothing_is_looked_for(filled, as_member):
    page = asked(as_member(filled.ben), "a" * 10_000).text
    assert "9800 characters too long" in page.replace(",", "")


def test_what_was_typed_comes_back_escaped(filled, as_member):
    page = asked(as_member(filled.ben), '"><script>alert(1)</script>').text
    assert "<script>alert" not in page
    assert "&quot;&gt;&lt;script&gt;" in page


@pytest.mark.parametrize("query", ["tab=all", "tab=people&page=21", "tab=people&page=x", "tab=posts&before=x"])
def test_an_address_that_was_never_given_out_is_missing(filled, as_member, query):
    assert as_member(filled.ben).get(f"/search/?q=ana&{query}").status_code == 404


def test_lists_are_paged_with_and_without_scripts(cast, make_many, as_member, write):
    make_many(25)
    for number in range(23):
        write(f"Apple number {number}", author=cast.ana if number % 2 else cast.cyd)
    index.reindex()
    ben = as_member(cast.ben)
    for tab, text, each in (("people", "many", 'class="list-row"'), ("posts", "apple", "<article")):
        first = asked(ben, text, tab=tab).text
        assert first.count(each) == 20
        address = first.split('class="older"')[1].split('href="')[1].split('"')[0].replace("&amp;", "&")
        second, more = ben.get(address).text, ben.get(address, headers={"HX-Request": "true"}).text
        assert second.count(each) == more.count(each) == (5 if tab == "people" else 3)
        assert "<html" in second
        assert "<html" not in more


def test_strangers_are_asked_to_sign_in_unless_the_community_lets_anyone_read(filled, as_member):
    stranger = as_member(None)
    assert asked(stranger, "ana").headers["Location"].startswith("/accounts/login/")
    assert stranger.get("/search/suggestions?q=ana").status_code == 302
    Community.objects.update(reading=Reading.ANYONE, stamp=9)
    assert 'href="/@ana"' in asked(stranger, "ana", tab="people").text


def test_a_page_costs_few_queries(filled, as_member):
    ben = as_member(filled.ben)
    asked(ben, "apples")
    with CaptureQueriesContext(connection) as captured:
        asked(ben, "apples")
    assert len(captured) <= 10, [each["sql"][:100] for each in captured]
