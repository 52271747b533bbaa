"""Ben follows Ana and comes to her post by every road; what closes which road to him."""

import pytest

from kith.feed.models import Entry
from kith.graph.actions import block, follow, mute, unfollow
from kith.people.models import Profile, State
from kith.posts.actions.editing import edit_post
from kith.posts.actions.sharing import share_post
from kith.posts.actions.withholding import withhold_post
from kith.posts.models import Post, PostState
from tests.feed.conftest import LISTS, roads_to, shows

ALL = {*LISTS, "profile", "permalink"}


def test_every_road_leads_there_before_anything_is_closed(river, shelved, as_member):
    assert roads_to(as_member(shelved.ben), river) == ALL


def test_who_does_not_follow_finds_it_everywhere_but_in_following(river, shelved, as_member):
    assert roads_to(as_member(shelved.cyd), river) == {
        "community", "newer in community", "hashtag", "profile", "permalink"
    }  # fmt: skip


def test_a_stranger_finds_nothing(river, as_member):
    assert roads_to(as_member(None), river) == set()


def test_a_stranger_finds_what_is_for_everyone_where_the_community_lets_anyone_read(river, community, as_member):
    community.reading = "anyone"
    community.save()
    assert roads_to(as_member(None), river) == set()
    Post.objects.filter(pk=river.pk).update(audience=0)
    assert roads_to(as_member(None), river) == {"community", "hashtag", "profile", "permalink"}


@pytest.mark.parametrize("by", ["ana", "ben"])
def test_a_block_closes_every_road_whoever_blocked(river, shelved, as_member, by):
    actor, target = (shelved.ana, shelved.ben) if by == "ana" else (shelved.ben, shelved.ana)
    block(actor=actor, target=target)
    assert roads_to(as_member(shelved.ben), river) == set()
    assert Entry.objects.filter(reader=shelved.ben, post=river).exists()  # the guard holds before anything is cleaned


def test_a_mute_closes_lists_and_leaves_the_address(river, shelved, as_member):
    mute(actor=shelved.ben, target=shelved.ana)
    assert roads_to(as_member(shelved.ben), river) == {"saved", "profile", "permalink"}


def test_a_mute_closes_lists_to_what_others_share_of_the_muted(river, shelved, as_member, run_tasks):
    share = share_post(author=shelved.cyd, original=river, text="Look", audience=1)
    run_tasks()
    assert shows(as_member(shelved.ben), "/?tab=community", share)
    mute(actor=shelved.ben, target=shelved.ana)
    assert not shows(as_member(shelved.ben), "/?tab=community", share)
    assert shows(as_member(shelved.ben), "/@cyd", share)


@pytest.mark.parametrize("state", [State.SUSPENDED, State.DEACTIVATED, State.LEAVING])
def test_an_author_who_is_not_there_is_nowhere(river, shelved, as_member, state):
    Profile.objects.filter(pk=shelved.ana.pk).update(state=state)
    assert roads_to(as_member(shelved.ben), river) == set()


def test_a_private_account_is_closed_to_who_no_longer_follows(river, shelved, as_member):
    Profile.objects.filter(pk=shelved.ana.pk).update(is_private=True)
    open_to_followers = ALL - {"community", "newer in community"}
    assert roads_to(as_member(shelved.ben), river) == open_to_followers
    unfollow(follower=shelved.ben, followed=shelved.ana)
    assert roads_to(as_member(shelved.ben), river) == set()


def test_a_narrower_audience_closes_every_road(river, shelved, as_member):
    edit_post(actor=shelved.ana, post=river, text=river.text, audience=4)
    assert roads_to(as_member(shelved.ben), river) == set()
    assert "profile" in roads_to(as_member(shelved.ana), river)


def test_what_is_held_shows_to_its_author_alone_and_says_so(river, shelved, as_member):
    withhold_post(actor=shelved.mo, post=river, state=PostState.HIDDEN, reason="Rule 3")
    assert roads_to(as_member(shelved.ben), river) == set()
    page = as_member(shelved.ana).get("/@ana").text
    assert f'id="post-{river.pk}"' in page
    assert "Rule 3" in page


def test_the_original_in_a_share_shows_only_to_who_may_see_it(river, shelved, as_member, run_tasks):
    follow(follower=shelved.mo, followed=shelved.ana)
    share = share_post(author=shelved.cyd, original=river, text="Look", audience=1)
    edit_post(actor=shelved.ana, post=river, text=river.text, audience=2)
    run_tasks()
    address = f"/@cyd/{share.pk}"
    assert "A swim in the" in as_member(shelved.ben).get(address).text
    # The same card, kept by the page before, for someone else:
    assert "A swim in the" not in as_member(shelved.olu).get(address).text
    assert "A swim in the" in as_member(shelved.mo).get(address).text
