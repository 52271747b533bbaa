"""The rule of `docs/visibility.md`, written once more from its words, against random communities."""

from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from kith.community.models import Reading
from kith.graph.models import Block, Follow
from kith.people.models import Profile, State
from kith.posts.access import visible_among
from kith.posts.models import Post
from tests.cast import make_community

EVERYONE, MEMBERS, FOLLOWERS, FRIENDS, ONLY_ME = range(5)
MEMBERS_THERE = 5
LOOKING = {State.ACTIVE, State.READ_ONLY}

member = st.integers(0, MEMBERS_THERE - 1)
pair = st.tuples(member, member).filter(lambda two: two[0] != two[1])


@dataclass
class Written:
    author: int
    audience: int
    shown: bool
    under: int | None = None  # which earlier one it answers
    pk: int = 0


@dataclass
class World:
    states: list[State]
    private: list[bool]
    follows: set[tuple[int, int]]
    blocks: set[tuple[int, int]]
    written: list[Written]
    anyone_reads: bool
    profiles: list[Profile] = field(default_factory=list)

    def blocked(self, one: int, other: int) -> bool:
        return (one, other) in self.blocks or (other, one) in self.blocks

    def root(self, comment: Written) -> Written:
        while comment.under is not None:
            comment = self.written[comment.under]
        return comment

    def sees(self, viewer: int | None, thing: Written) -> bool:
        """The rule in words, and nothing else."""
        if viewer is None and not self.anyone_reads:
            return False
        if viewer is not None and self.states[viewer] not in LOOKING:
            return False
        root = self.root(thing)
        if not (viewer == root.author or self.sees_anothers_post(viewer, root)):
            return False
        return thing is root or viewer == thing.author or self.may_meet(viewer, thing)

    def may_meet(self, viewer: int | None, thing: Written) -> bool:
        there = self.states[thing.author] in LOOKING and thing.shown
        return there and (viewer is None or not self.blocked(viewer, thing.author))

    def sees_anothers_post(self, viewer: int | None, post: Written) -> bool:
        if not self.may_meet(viewer, post):
            return False
        follower = viewer is not None and (viewer, post.author) in self.follows
        followed = viewer is not None and (post.author, viewer) in self.follows
        if self.private[post.author] and not follower:
            return False
        return {
            EVERYONE: True,
            MEMBERS: viewer is not None,
            FOLLOWERS: follower,
            FRIENDS: follower and followed,
            ONLY_ME: False,
        }[post.audience]


@st.composite
def worlds(draw: st.DrawFn) -> World:
    states = st.sampled_from([State.ACTIVE] * 6 + list(State))
    written = []
    for place in range(draw(st.integers(4, 14))):
        under = draw(st.none() | st.integers(0, place - 1)) if place else None
        written.append(Written(draw(member), draw(st.integers(0, 4)), draw(st.integers(0, 3)) > 0, under))
    return World(
        states=draw(st.lists(states, min_size=MEMBERS_THERE, max_size=MEMBERS_THERE)),
        private=draw(st.lists(st.integers(0, 2).map(lambda n: n == 0), min_size=MEMBERS_THERE, max_size=MEMBERS_THERE)),
        follows=draw(st.sets(pair, max_size=14)),
        blocks=draw(st.sets(pair, max_size=3)),
        written=written,
        anyone_reads=draw(st.booleans()),
    )


def build(world: World) -> None:
    make_community(reading=Reading.ANYONE if world.anyone_reads else Reading.MEMBERS)
    world.profiles = Profile.objects.bulk_create(
        Profile(handle=f"member{n}", state=world.states[n], is_private=world.private[n]) for n in range(MEMBERS_THERE)
    )
    who = [profile.pk for profile in world.profiles]
    Follow.objects.bulk_create(Follow(follower_id=who[a], followed_id=who[b]) for a, b in world.follows)
    Block.objects.bulk_create(Block(blocker_id=who[a], blocked_id=who[b]) for a, b in world.blocks)
    for thing in world.written:
        root = world.root(thing)
        post = Post(author_id=who[thing.author], audience=thing.audience, state=0 if thing.shown else 1)
        if root is not thing:
            post.root_id, post.parent_id = root.pk, world.written[thing.under].pk
        post.save(force_insert=True)
        thing.pk = post.pk


def roads(viewer: Profile | None) -> SimpleNamespace:
    """What each form of the rule shows."""
    everything = Post.objects.all()
    ids = list(everything.values_list("pk", flat=True))
    return SimpleNamespace(
        any=set(everything.visible_to(viewer).values_list("pk", flat=True)),
        posts=set(everything.posts_visible_to(viewer).values_list("pk", flat=True)),
        comments=set(everything.comments_visible_to(viewer).values_list("pk", "root_id")),
        prepared=visible_among(ids, viewer),
    )


@pytest.mark.django_db
@given(worlds())
def test_every_form_of_the_rule_shows_what_the_words_say(world):
    with transaction.atomic():
        build(world)
        for viewer in [None, *range(MEMBERS_THERE)]:
            profile = None if viewer is None else world.profiles[viewer]
            expected = {thing.pk for thing in world.written if world.sees(viewer, thing)}
            tops = {thing.pk for thing in world.written if thing.under is None}
            shown = roads(profile)
            assert shown.any == expected
            assert shown.prepared == expected
            assert shown.posts == expected & tops
            assert {pk for pk, root in shown.comments if root in expected} == expected - tops
        transaction.set_rollback(True)
