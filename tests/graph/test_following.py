import pytest

from kith.graph.actions import (
    OutOfReach,
    approve_follow,
    block,
    decline_follow,
    follow,
    remove_follower,
    unblock,
    unfollow,
)
from kith.graph.models import Block, Follow, FollowRequest
from kith.people.models import Profile, State


def counts(member: Profile) -> tuple[int, int]:
    member.refresh_from_db()
    return member.follower_count, member.following_count


def follows(follower: Profile, followed: Profile) -> bool:
    return Follow.objects.filter(follower=follower, followed=followed).exists()


def asks(follower: Profile, followed: Profile) -> bool:
    return FollowRequest.objects.filter(follower=follower, followed=followed).exists()


def make_private(member: Profile) -> None:
    Profile.objects.filter(pk=member.pk).update(is_private=True)


def test_following_twice_counts_once(cast):
    follow(follower=cast.cyd, followed=cast.ana)
    follow(follower=cast.cyd, followed=cast.ana)
    assert follows(cast.cyd, cast.ana)
    assert counts(cast.ana) == (2, 0)
    assert counts(cast.cyd) == (0, 1)


def test_unfollowing_twice_counts_once(cast):
    unfollow(follower=cast.ben, followed=cast.ana)
    unfollow(follower=cast.ben, followed=cast.ana)
    assert not follows(cast.ben, cast.ana)
    assert counts(cast.ana) == (0, 0)
    assert counts(cast.ben) == (0, 0)


def test_a_removed_follower_follows_no_longer(cast):
    remove_follower(followed=cast.ana, follower=cast.ben)
    assert not follows(cast.ben, cast.ana)
    assert counts(cast.ana) == (0, 0)


def test_nobody_follows_themselves(cast):
    with pytest.raises(OutOfReach):
        follow(follower=cast.ana, followed=cast.ana)


@pytest.mark.parametrize("state", [State.SUSPENDED, State.DEACTIVATED, State.LEAVING, State.AWAITING])
def test_who_is_not_shown_can_not_be_followed(cast, state):
    Profile.objects.filter(pk=cast.cyd.pk).update(state=state)
    with pytest.raises(OutOfReach):
        follow(follower=cast.ana, followed=cast.cyd)


def test_a_read_only_member_follows_nobody_new(cast):
    Profile.objects.filter(pk=cast.cyd.pk).update(state=State.READ_ONLY)
    with pytest.raises(OutOfReach):
        follow(follower=cast.cyd, followed=cast.ana)


def test_a_private_account_lets_in_whom_it_approves(cast):
    make_private(cast.ana)
    follow(follower=cast.cyd, followed=cast.ana)
    assert asks(cast.cyd, cast.ana)
    assert not follows(cast.cyd, cast.ana)
    assert counts(cast.ana) == (1, 0)
    approve_follow(followed=cast.ana, follower=cast.cyd)
    approve_follow(followed=cast.ana, follower=cast.cyd)
    assert follows(cast.cyd, cast.ana)
    assert not asks(cast.cyd, cast.ana)
    assert counts(cast.ana) == (2, 0)


@pytest.mark.parametrize(
    "undo",
    [
        lambda ana, cyd: decline_follow(followed=ana, follower=cyd),
        lambda ana, cyd: unfollow(follower=cyd, followed=ana),
    ],
)
def test_a_request_that_is_gone_can_not_be_approved(cast, undo):
    make_private(cast.ana)
    follow(follower=cast.cyd, followed=cast.ana)
    undo(cast.ana, cast.cyd)
    approve_follow(followed=cast.ana, follower=cast.cyd)
    assert not follows(cast.cyd, cast.ana)
    assert not asks(cast.cyd, cast.ana)
    assert counts(cast.ana) == (1, 0)


def test_a_follower_from_before_stays_when_the_account_becomes_private(cast):
    make_private(cast.ana)
    follow(follower=cast.ben, followed=cast.ana)
    assert follows(cast.ben, cast.ana)
    assert not asks(cast.ben, cast.ana)


def test_following_an_account_that_opened_uses_up_the_request(cast):
    make_private(cast.ana)
    follow(follower=cast.cyd, followed=cast.ana)
    Profile.objects.filter(pk=cast.ana.pk).update(is_private=False)
    follow(follower=cast.cyd, followed=cast.ana)
    assert follows(cast.cyd, cast.ana)
    assert not asks(cast.cyd, cast.ana)
    assert counts(cast.ana) == (2, 0)


def test_a_block_drops_follows_and_requests_both_ways(cast):
    follow(follower=cast.ana, followed=cast.ben)
    make_private(cast.ana)
    follow(follower=cast.cyd, followed=cast.ana)
    block(actor=cast.ana, target=cast.ben)
    block(actor=cast.ana, target=cast.ben)
    block(actor=cast.cyd, target=cast.ana)
    assert not follows(cast.ben, cast.ana)
    assert not follows(cast.ana, cast.ben)
    assert not asks(cast.cyd, cast.ana)
    assert counts(cast.ana) == (0, 0)
    assert counts(cast.ben) == (0, 0)


@pytest.mark.parametrize(("blocker", "blocked"), [("ana", "cyd"), ("cyd", "ana")])
def test_neither_side_of_a_block_can_follow(cast, blocker, blocked):
    block(actor=getattr(cast, blocker), target=getattr(cast, blocked))
    with pytest.raises(OutOfReach):
        follow(follower=cast.cyd, followed=cast.ana)
    unblock(actor=getattr(cast, blocker), target=getattr(cast, blocked))
    follow(follower=cast.cyd, followed=cast.ana)
    assert follows(cast.cyd, cast.ana)


def test_unblocking_leaves_the_block_of_the_other_side(cast):
    block(actor=cast.ana, target=cast.cyd)
    block(actor=cast.cyd, target=cast.ana)
    unblock(actor=cast.ana, target=cast.cyd)
    assert list(Block.objects.values_list("blocker", "blocked")) == [(cast.cyd.pk, cast.ana.pk)]
    with pytest.raises(OutOfReach):
        follow(follower=cast.ana, followed=cast.cyd)
