"""What people find who are not signed in: what this community is, the ways in, and what they may see of it."""

import pytest

from kith.community import current
from kith.community.models import Community
from kith.graph.audiences import Audience
from kith.posts.models import Post


def community_with(**policies: str) -> None:
    Community.objects.update(**policies, stamp=2)
    current.forget()


def test_it_says_what_the_community_is_and_opens_two_doors(client, cast):
    page = client.get("/").text
    assert "Riverside" in page
    assert "Neighbours by the river" in page
    assert 'action="/accounts/login/"' in page
    assert 'action="/accounts/signup/"' in page


def test_the_doors_let_in(client, cast):
    given = {"username": "dee", "password1": "correct horse battery", "invitation": ""}
    assert client.post("/accounts/signup/", given)["Location"] == "/"
    assert "@dee" in client.get("/").text


@pytest.mark.parametrize("policy", ["invitation", "closed"])
def test_who_may_not_just_sign_up_finds_no_form_for_it(client, cast, policy):
    assert 'action="/accounts/signup/"' in client.get("/").text
    community_with(joining=policy)
    page = client.get("/").text
    assert 'action="/accounts/signup/"' not in page
    assert 'action="/accounts/login/"' in page
    assert 'href="/contact/"' in page


def test_where_newcomers_are_looked_at_they_may_say_who_they_are(client, cast):
    assert 'name="words"' not in client.get("/").text
    community_with(joining="approval")
    assert 'name="words"' in client.get("/").text


def test_strangers_look_around_only_where_anyone_reads(client, cast):
    Post.objects.create(author=cast.ana, text="Hello world", audience=Audience.EVERYONE)
    Post.objects.create(author=cast.ana, text="Hello members", audience=Audience.MEMBERS)
    page = client.get("/?tab=community").text
    assert "Hello world" not in page
    assert "Look around" not in client.get("/").text
    community_with(reading="anyone")
    assert 'href="/?tab=community"' in client.get("/").text
    page = client.get("/?tab=community").text
    assert "Hello world" in page
    assert "Hello members" not in page


def test_a_name_with_markup_is_shown_as_text(client, cast):
    community_with(name="<b>River</b>", tagline='"><script>alert(1)</script>', operator="<i>Ana</i>")
    page = client.get("/").text
    assert "&lt;b&gt;River&lt;/b&gt;" in page
    assert "<script>alert" not in page
    assert "<i>Ana</i>" not in page
