"""Older by cursor, newer by arrival."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kith.feed import fanout
from kith.feed.models import Entry
from kith.graph.audiences import Audience
from kith.posts.actions.publishing import publish_post
from kith.posts.models import Post

TABS = ("following", "community")


def posts_by(author, number):
    posts = [Post.objects.create(author=author, text=f"Post {count}", audience=1) for count in range(number)]
    for post in posts:
        fanout.deliver(post.pk)
    return [post.pk for post in posts]


def found_in(html):
    return [int(pk) for pk in re.findall(r'<article class="card post" id="post-(\d+)"', html)]


def older_link(html):
    link = re.search(r'<a class="button" href="([^"]+)" rel="next"', html)
    return link and link[1].replace("&amp;", "&")


@pytest.mark.parametrize("tab", TABS)
def test_walking_on_finds_each_post_once_though_posts_arrive_meanwhile(shelved, as_member, tab):
    posts = posts_by(shelved.ana, 50)
    browser = as_member(shelved.ben)
    found, address = [], f"/?tab={tab}"
    while address:
        page = browser.get(address).text
        found += found_in(page)
        address = older_link(page)
        posts_by(shelved.ana, 2)
    assert found == posts[::-1]


@pytest.mark.parametrize("tab", TABS)
def test_the_fragment_for_scripts_holds_the_cards_of_the_plain_page(shelved, as_member, tab):
    posts_by(shelved.ana, 25)
    browser = as_member(shelved.ben)
    address = older_link(browser.get(f"/?tab={tab}").text)
    plain, fragment = browser.get(address).text, browser.get(address, headers={"HX-Request": "true"}).text
    assert fragment in plain
    assert len(found_in(fragment)) == 5
    assert "<html" not in fragment


@pytest.mark.parametrize("cursor", ["-1", "9" * 19, "9" * 5000, "x", "", "١٢"])
def test_a_forged_cursor_is_not_found(shelved, as_member, cursor):
    assert as_member(shelved.ben).get("/", {"tab": "community", "before": cursor}).status_code == 404


def test_a_cursor_that_was_never_a_post_leads_to_what_is_older(shelved, as_member):
    posts_by(shelved.ana, 1)
    browser = as_member(shelved.ben)
    assert found_in(browser.get("/?tab=community&before=1").text) == []
    assert len(found_in(browser.get(f"/?tab=community&before={(1 << 63) - 1}").text)) == 1


def poll_address(html):
    return re.search(r'id="newer"[^>]* hx-get="([^"]+)"', html)[1].replace("&amp;", "&")


@pytest.mark.parametrize("tab", TABS)
def test_the_number_of_new_posts_is_right(shelved, as_member, tab):
    posts_by(shelved.ana, 3)
    browser = as_member(shelved.ben)
    poll = poll_address(browser.get(f"/?tab={tab}").text)
    assert browser.get(poll).status_code == 204
    new = posts_by(shelved.ana, 2)
    posts_by(shelved.ben, 1)  # one's own are no news
    answer = browser.get(poll).text
    assert "2 new posts" in answer
    shown = browser.get(re.search(r'class="button newer-link"[^>]* hx-get="([^"]+)"', answer)[1].replace("&amp;", "&"))
    assert found_in(shown.text) == new[::-1]
    assert browser.get(poll_address(shown.text)).status_code == 204


def test_what_a_reader_may_not_see_is_not_counted(shelved, as_member):
    browser = as_member(shelved.ben)
    poll = poll_address(browser.get("/?tab=following").text)
    post = Post.objects.create(author=shelved.ana, text="For friends", audience=Audience.FRIENDS)
    Entry.objects.create(reader=shelved.ben, post=post)
    assert browser.get(poll).status_code == 204


def test_home_asks_the_database_four_times_and_once_for_the_right_column(shelved, as_member, run_tasks):
    posts_by(shelved.ana, 25)
    browser = as_member(shelved.ben)
    for address in ("/?tab=following", "/?tab=community"):
        browser.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert len(found_in(browser.get(address).text)) == 20
        assert len(queries) <= 5, [query["sql"][:80] for query in queries]


def test_a_short_feed_asks_the_database_no_more_often(shelved, as_member, run_tasks):
    publish_post(author=shelved.ana, text="One", audience=1)
    run_tasks()
    browser = as_member(shelved.ben)
    browser.get("/?tab=following")
    with CaptureQueriesContext(connection) as queries:
        assert len(found_in(browser.get("/?tab=following").text)) == 1
    assert len(queries) <= 5
