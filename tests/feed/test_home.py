import pytest

from kith.feed import fanout, following
from kith.feed.models import Shelf
from kith.graph.audiences import Audience
from kith.posts.models import Post


@pytest.fixture
def post(cast):
    return Post.objects.create(author=cast.ana, text="Hello river", audience=Audience.MEMBERS)


def test_the_community_tab_shows_what_all_members_may_see(cast, as_member, post):
    secret = Post.objects.create(author=cast.ana, text="For friends", audience=Audience.FRIENDS)
    page = as_member(cast.cyd).get("/?tab=community")
    assert "Hello river" in page.text
    assert secret.text not in page.text


def test_following_shows_those_whom_the_reader_follows(cast, as_member, post):
    assert "Hello river" in as_member(cast.ben).get("/?tab=following").text
    assert "Hello river" not in as_member(cast.cyd).get("/?tab=following").text


def test_a_feed_that_is_filled_while_it_is_read_is_not_empty(cast, post, monkeypatch):
    Shelf.objects.create(reader=cast.ben)
    about = following._about

    def filled_just_before(reader):
        fanout.rebuild(reader)
        return about(reader)

    monkeypatch.setattr(following, "_about", filled_just_before)
    page, _begins = following.following(cast.ben)
    assert [b"Hello river" in card for card in page.cards] == [True]


def test_a_stranger_gets_the_front_page(cast, as_member, post):
    page = as_member(None).get("/")
    assert "Riverside" in page.text
    assert "Hello river" not in page.text


def test_a_profile_shows_what_the_viewer_may_see(cast, as_member, post):
    Post.objects.create(author=cast.ana, text="For followers", audience=Audience.FOLLOWERS)
    assert "For followers" in as_member(cast.ben).get("/@ana").text
    page = as_member(cast.cyd).get("/@ana").text
    assert "Hello river" in page
    assert "For followers" not in page
