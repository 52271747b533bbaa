"""Whoever may not see it does not find it, by any road of search."""

import pytest
from django.db import transaction
from hypothesis import given

from kith.community.models import Community, Reading
from kith.graph.actions import block, follow, mute
from kith.people.actions.accounts import change_handle
from kith.people.actions.states import deactivate
from kith.people.models import Profile, State
from kith.posts.models import Post
from kith.search import finding, index
from kith.search.query import read
from tests.posts.test_visibility_property import LOOKING, MEMBERS_THERE, World, build, worlds
from tests.search.conftest import found_people, found_posts, found_tags


def sees_member(world: World, viewer: int | None, other: int) -> bool:
    """Whom a viewer may know of, in words."""
    if viewer is None:
        return world.anyone_reads and world.states[other] in LOOKING
    if world.states[viewer] not in LOOKING:
        return False
    return viewer == other or (world.states[other] in LOOKING and not world.blocked(viewer, other))


@pytest.mark.django_db
@given(worlds())
def test_search_shows_what_the_rule_says_and_nobody_more(world):
    with transaction.atomic():
        build(world)
        Post.objects.update(text="apple")
        index.reindex()
        for viewer in [None, *range(MEMBERS_THERE)]:
            profile = None if viewer is None else world.profiles[viewer]
            tops = [thing for thing in world.written if thing.under is None]
            expected = {thing.pk for thing in tops if world.sees(viewer, thing)}
            assert set(found_posts("apple", profile)) == expected
            assert len(finding.best_posts(read("apple"), profile, size=20)) == len(expected)
            known = {f"member{other}" for other in range(MEMBERS_THERE) if sees_member(world, viewer, other)}
            assert set(found_people("member", profile)) == known
        transaction.set_rollback(True)


def test_a_hashtag_of_posts_that_one_may_not_see_is_not_even_named(cast, write):
    write("Only for friends #surprise", audience=3)
    assert found_tags("surpr", cast.ana) == ["surprise"]
    assert found_tags("surpr", cast.ben) == found_tags("surpr", cast.cyd) == found_tags("surpr", None) == []


def test_from_shows_one_members_posts_and_no_more_than_one_may_see(cast, write, run_tasks):
    wide, close = write("Apples"), write("More apples", audience=2)
    other = write("Apples too", author=cast.cyd)
    assert found_posts("apples from:ana", cast.ben) == [close.pk, wide.pk]
    assert found_posts("from:@ANA", cast.cyd) == [wide.pk]
    assert found_posts("apples", cast.cyd) == [other.pk, wide.pk]
    block(actor=cast.ana, target=cast.cyd)
    assert found_posts("from:ana", cast.cyd) == found_posts("from:nobody", cast.cyd) == []
    assert found_posts("apples", cast.cyd) == [other.pk]


def test_from_a_handle_given_up_leads_to_the_member(cast, write):
    post = write("Apples")
    change_handle(member=cast.ana, handle="anna")
    assert found_posts("from:ana apples", cast.ben) == found_posts("from:anna", cast.ben) == [post.pk]


def test_who_is_blocked_finds_nobody_and_nobody_finds_them(cast, run_tasks):
    index.reindex()
    assert found_people("ana", cast.cyd) == ["ana"]
    block(actor=cast.ana, target=cast.cyd)
    assert found_people("ana", cast.cyd) == found_people("cyd", cast.ana) == []
    assert found_people("ana", cast.ben) == ["ana"]


def test_who_is_not_there_is_not_found(cast):
    index.reindex()
    deactivate(member=cast.cyd)
    Profile.objects.filter(pk=cast.ben.pk).update(state=State.SUSPENDED)
    assert found_people("cyd", cast.ana) == found_people("ben", cast.ana) == []
    assert found_people("mo", cast.ana) == ["mo"]


def test_strangers_find_what_is_for_everyone_where_the_community_lets_them(cast, write):
    post = write("Apples #pie", audience=0)
    write("Members' apples #crumble")
    index.reindex()
    assert found_posts("apples", None) == found_people("ana", None) == found_tags("pie", None) == []
    Community.objects.update(reading=Reading.ANYONE)
    assert found_posts("apples", None) == [post.pk]
    assert found_people("ana", None) == ["ana"]
    assert found_tags("pie", None) == ["pie"]
    assert found_tags("crumble", None) == []


def test_muted_authors_are_left_out_but_can_be_looked_up(cast, write):
    write("Apples", author=cast.cyd)
    index.reindex()
    mute(actor=cast.ana, target=cast.cyd)
    assert found_posts("apples", cast.ana) == []
    assert finding.best_posts(read("apples"), cast.ana) == []
    assert found_people("cyd", cast.ana) == ["cyd"]


def test_the_very_handle_stands_first_then_whom_one_follows_then_who_has_followers(cast, called):
    for member in (cast.ana, cast.cyd, cast.mo, cast.olu):
        called(member, "Robin")
    Profile.objects.filter(pk=cast.mo.pk).update(follower_count=9)
    follow(follower=cast.ben, followed=cast.olu)
    assert found_people("robin", cast.ben)[2:] == ["mo", "cyd"]
    assert set(found_people("robin", cast.ben)[:2]) == {"ana", "olu"}
    called(cast.cyd, "Ana Robin")
    assert found_people("ana", cast.mo)[0] == "ana"
