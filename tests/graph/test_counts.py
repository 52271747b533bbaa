"""Follows, requests, blocks and their counts are right after any sequence of verbs, and when many act at once."""

import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from kith.graph import actions
from kith.graph.models import Block, Follow, FollowRequest
from kith.people.models import Profile
from tests.at_once import at_once
from tests.cast import make_community, make_member

CROWD = 4
VERBS: dict[str, Callable[[Profile, Profile], object]] = {
    "follow": lambda one, other: actions.follow(follower=one, followed=other),
    "unfollow": lambda one, other: actions.unfollow(follower=one, followed=other),
    "approve": lambda one, other: actions.approve_follow(followed=one, follower=other),
    "decline": lambda one, other: actions.decline_follow(followed=one, follower=other),
    "remove": lambda one, other: actions.remove_follower(followed=one, follower=other),
    "block": lambda one, other: actions.block(actor=one, target=other),
    "unblock": lambda one, other: actions.unblock(actor=one, target=other),
    "close": lambda one, other: actions.set_private(member=one, private=True),
    "open": lambda one, other: open_account(one),
}

someone = st.integers(0, CROWD - 1)
steps = st.lists(st.tuples(st.sampled_from(sorted(VERBS)), someone, someone), max_size=25)


def open_account(member: Profile) -> None:
    """With what its task does after."""
    actions.set_private(member=member, private=False)
    actions.let_in_waiting(member=member)


def do(verb: str, one: Profile, other: Profile) -> None:
    with suppress(actions.OutOfReach):
        VERBS[verb](one, other)


@dataclass
class Model:
    """What the verbs mean, in sets of pairs."""

    follows: set[tuple[int, int]] = field(default_factory=set)
    requests: set[tuple[int, int]] = field(default_factory=set)
    blocks: set[tuple[int, int]] = field(default_factory=set)
    private: set[int] = field(default_factory=set)

    def do(self, verb: str, one: int, other: int) -> None:
        there, back = (one, other), (other, one)
        apart = one == other or there in self.blocks or back in self.blocks
        match verb:
            case "follow" if not apart and there not in self.follows:
                (self.requests if other in self.private else self.follows).add(there)
                self.requests -= self.follows
            case "unfollow":
                self.follows.discard(there)
                self.requests.discard(there)
            case "approve" if not apart and back in self.requests:
                self.requests.remove(back)
                self.follows.add(back)
            case "decline":
                self.requests.discard(back)
            case "withdraw":
                self.requests.discard(there)
            case "remove":
                self.follows.discard(back)
            case "block" if one != other:
                self.blocks.add(there)
                self.follows -= {there, back}
                self.requests -= {there, back}
            case "unblock":
                self.blocks.discard(there)
            case "close":
                self.private.add(one)
            case "open":
                self.private.discard(one)
                let_in = {pair for pair in self.requests if pair[1] == one}
                self.follows |= let_in
                self.requests -= let_in


def pairs(model: type, first: str, second: str) -> set[tuple[int, int]]:
    return set(model.objects.values_list(first, second))


def numbered(number: dict[int, int], model: type, first: str, second: str) -> set[tuple[int, int]]:
    """The pairs of a table as places in the crowd."""
    return {(number[one], number[two]) for one, two in pairs(model, first, second)}


def must_be_right() -> None:
    """The counts are those of the rows, and no two rows contradict each other."""
    follows = pairs(Follow, "follower", "followed")
    requests = pairs(FollowRequest, "follower", "followed")
    blocks = pairs(Block, "blocker", "blocked")
    followers, following = Counter(two for _, two in follows), Counter(one for one, _ in follows)
    for member in Profile.objects.all():
        assert (member.follower_count, member.following_count) == (followers[member.pk], following[member.pk])
    assert not follows & requests
    assert not {pair for pair in follows | requests if pair in blocks or pair[::-1] in blocks}


@pytest.mark.django_db
@given(steps)
def test_any_sequence_does_what_its_words_mean(steps):
    model = Model()
    with transaction.atomic():
        make_community()
        crowd = [make_member(f"many{number}") for number in range(CROWD)]
        for verb, one, other in steps:
            do(verb, crowd[one], crowd[other])
            model.do(verb, one, other)
        must_be_right()
        number = {member.pk: place for place, member in enumerate(crowd)}
        assert numbered(number, Follow, "follower", "followed") == model.follows
        assert numbered(number, FollowRequest, "follower", "followed") == model.requests
        assert numbered(number, Block, "blocker", "blocked") == model.blocks
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_ten_clicks_at_once_follow_once(cast):
    at_once(*[lambda: actions.follow(follower=cast.cyd, followed=cast.ana)] * 10)
    must_be_right()
    at_once(*[lambda: actions.unfollow(follower=cast.cyd, followed=cast.ana)] * 10)
    must_be_right()
    assert Profile.objects.get(pk=cast.ana.pk).follower_count == 1


@pytest.mark.django_db(transaction=True)
def test_a_crowd_that_follows_one_at_once_is_counted(cast, make_many):
    crowd = make_many(12)
    at_once(*[lambda member=member: actions.follow(follower=member, followed=cast.ana) for member in crowd])
    must_be_right()
    assert Profile.objects.get(pk=cast.ana.pk).follower_count == 13


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", range(5))
def test_a_follow_and_a_block_at_once_never_leave_both(cast, number):
    at_once(
        lambda: do("follow", cast.cyd, cast.ana),
        lambda: do("block", cast.ana, cast.cyd),
        lambda: do("follow", cast.ana, cast.cyd),
    )
    must_be_right()
    assert Block.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(4))
def test_everything_at_once_stays_right(community, make_many, seed):
    crowd = make_many(3)
    chance = random.Random(seed)
    works = [
        [(chance.choice(sorted(VERBS)), chance.choice(crowd), chance.choice(crowd)) for _ in range(12)]
        for _ in range(5)
    ]
    at_once(*[lambda work=work: [do(*step) for step in work] for work in works])
    must_be_right()
