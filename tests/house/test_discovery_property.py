"""Suggestions, the directory, trends and popular posts show nobody and nothing that the rule keeps from a viewer.

The random communities and the rule in words are those of `tests/posts/test_visibility_property.py`.
"""

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kith.feed import pages, popular, trending
from kith.graph.beside import beside
from kith.graph.directory import directory, newcomers
from kith.graph.models import Follow, Suggestion
from kith.graph.suggesting import suggest
from kith.people.models import Profile
from kith.posts.models import Post, PostTag, Reaction, Tag
from tests.posts.test_visibility_property import LOOKING, MEMBERS_THERE, World, build, worlds

WIDE = 1  # for all members, or for everyone


def meets(world: World, viewer: int | None, other: int) -> bool:
    """Whether a viewer may know of a member at all, in words."""
    if viewer is None:
        return world.anyone_reads and world.states[other] in LOOKING
    if world.states[viewer] not in LOOKING:
        return False
    return viewer == other or (world.states[other] in LOOKING and not world.blocked(viewer, other))


def listed(world: World, unlisted: set[int], viewer: int | None) -> set[int]:
    return {one for one in range(MEMBERS_THERE) if one not in unlisted and meets(world, viewer, one)}


def places(world: World, ids: list[int]) -> set[int]:
    numbers = {profile.pk: number for number, profile in enumerate(world.profiles)}
    return {numbers[pk] for pk in ids}


def make(world: World, unlisted: set[int]) -> None:
    """The community, with all tasks done: everything has one hashtag and a reaction of everybody."""
    build(world)
    Profile.objects.update(last_seen_at=timezone.now(), following_count=1)
    Profile.objects.filter(pk__in=[world.profiles[one].pk for one in unlisted]).update(is_listed=False)
    world.profiles = [Profile.objects.get(pk=profile.pk) for profile in world.profiles]
    tag = Tag.objects.create(name="river", shown="river")
    PostTag.objects.bulk_create(PostTag(tag=tag, post_id=thing.pk) for thing in world.written)
    Reaction.objects.bulk_create(
        Reaction(post_id=thing.pk, member=member, kind=1) for thing in world.written for member in world.profiles
    )
    suggest([profile.pk for profile in world.profiles])
    # Also what no task would write: what holds must hold when a page is made.
    made = set(Suggestion.objects.values_list("member", "suggested"))
    Suggestion.objects.bulk_create(
        Suggestion(member=one, suggested=other, through=through, shared=1, score=0)
        for one, other, through in zip(world.profiles, world.profiles[1:], world.profiles[2:], strict=False)
        if (one.pk, other.pk) not in made
    )
    popular.recompute()
    trending.forget()
    trending.recompute()


def check_people(world: World, unlisted: set[int], viewer: int | None) -> None:
    profile = None if viewer is None else world.profiles[viewer]
    seen = listed(world, unlisted, viewer)
    assert places(world, [person.profile.pk for person in directory(profile).rows]) == seen
    assert places(world, [person.profile.pk for person in newcomers(profile, 20)]) == seen - {viewer}


def check_suggestions(world: World, unlisted: set[int], viewer: int) -> None:
    if world.states[viewer] not in LOOKING:
        return  # no page of theirs asks
    allowed = listed(world, unlisted, viewer) - {viewer} - {b for a, b in world.follows if a == viewer}
    numbers = {profile.handle: number for number, profile in enumerate(world.profiles)}
    for row in beside(world.profiles[viewer]).people:
        suggested = numbers[row.handle]
        assert suggested in allowed
        if row.may_be_named:
            named = numbers[row.through_handle]
            assert not world.private[suggested]
            assert meets(world, viewer, named)
            assert {(viewer, named), (named, suggested)} <= world.follows


def check_posts(world: World, viewer: int | None) -> None:
    profile = None if viewer is None else world.profiles[viewer]
    wide = {
        thing.pk
        for thing in world.written
        if thing.under is None and thing.audience <= WIDE and thing.shown and not world.private[thing.author]
    }
    seen = {thing.pk for thing in world.written if world.sees(viewer, thing)}
    shown = {row.id for _place, row in pages.popular.rows(profile)}
    assert shown <= seen & wide
    assert shown == {pk for pk in seen & wide if counted(world, pk)}


def counted(world: World, pk: int) -> bool:
    """Whether anybody shown, besides the author, reacted to a post of an author who is shown."""
    author = next(thing.author for thing in world.written if thing.pk == pk)
    others = [one for one in range(MEMBERS_THERE) if one != author and world.states[one] in LOOKING]
    return world.states[author] in LOOKING and bool(others)


def check_trends(world: World, viewer: int | None) -> None:
    profile = None if viewer is None else world.profiles[viewer]
    reads = world.anyone_reads if viewer is None else world.states[viewer] in LOOKING
    authors = {
        thing.author
        for thing in world.written
        if thing.under is None
        and thing.shown
        and thing.audience <= (0 if viewer is None else WIDE)
        and not world.private[thing.author]
        and world.states[thing.author] in LOOKING
    }
    expected = [("river", "river", len(authors))] if reads and len(authors) >= trending.LEAST else []
    trending.forget()
    assert [tuple(row) for row in trending.trends(profile)] == expected


@pytest.mark.django_db
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(worlds(), st.sets(st.integers(0, MEMBERS_THERE - 1), max_size=2))
def test_discovery_shows_nothing_that_the_rule_keeps_back(world, unlisted):
    with transaction.atomic():
        make(world, unlisted)
        assert Follow.objects.count() == len(world.follows)
        assert Post.objects.count() == len(world.written)
        for viewer in [None, *range(MEMBERS_THERE)]:
            check_people(world, unlisted, viewer)
            check_posts(world, viewer)
            check_trends(world, viewer)
            if viewer is not None:
                check_suggestions(world, unlisted, viewer)
        transaction.set_rollback(True)
