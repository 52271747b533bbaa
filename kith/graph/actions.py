"""The verbs between two members. Each may be repeated: what is already so stays so, and nothing is counted twice."""

import contextlib
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from kith.graph.events import (
    AccountOpened,
    Blocked,
    FollowApproved,
    Followed,
    FollowRequested,
    Muted,
    RequestDropped,
    Unblocked,
    Unfollowed,
    Unmuted,
)
from kith.graph.models import Block, Dismissal, Follow, FollowRequest, Mute
from kith.kernel.events import emit
from kith.people.models import Profile
from kith.people.models.profile import SHOWN_STATES
from kith.people.permissions import may


class OutOfReach(Exception):
    """It can't be between these two: one is gone, has blocked the other, may not act, or both are one."""


@transaction.atomic
def follow(*, follower: Profile, followed: Profile) -> Follow | FollowRequest:
    """Follow a member; where the account is private, ask to."""
    follower, followed = _locked(follower, followed)
    if not may(follower, "write"):
        raise OutOfReach
    _must_reach(follower, followed)
    standing = Follow.objects.filter(follower=follower, followed=followed).first()
    if standing:
        return standing
    if followed.is_private:
        return _request(follower, followed)
    _drop_request(follower, followed)  # asked while the account was private, and not let in yet
    made = _connect(follower, followed)
    emit(Followed(follower.pk, followed.pk))
    return made


def follow_all(*, follower: Profile, members: Iterable[Profile]) -> None:
    """Follow several in one go; who has got out of reach meanwhile is left out."""
    for member in members:
        with contextlib.suppress(OutOfReach):
            follow(follower=follower, followed=member)


@transaction.atomic
def unfollow(*, follower: Profile, followed: Profile) -> None:
    """Follow no longer. A request that still waits is withdrawn too: one button undoes both.

    Whom one has just stopped following is not suggested to one again.
    """
    _locked(follower, followed)
    if _disconnect(follower, followed):
        Dismissal.objects.get_or_create(member=follower, dismissed=followed)
    _drop_request(follower, followed)


@transaction.atomic
def approve_follow(*, followed: Profile, follower: Profile) -> None:
    """Let in who asked to follow. Without a request (withdrawn meanwhile), nothing happens."""
    follower, followed = _locked(follower, followed)
    _must_reach(follower, followed)
    asked, _ = FollowRequest.objects.filter(follower=follower, followed=followed).delete()
    if asked:
        _connect(follower, followed)
        emit(FollowApproved(follower.pk, followed.pk))


@transaction.atomic
def decline_follow(*, followed: Profile, follower: Profile) -> None:
    """Send a request away; who asked is not told, and may ask again."""
    _locked(follower, followed)
    _drop_request(follower, followed)


@transaction.atomic
def remove_follower(*, followed: Profile, follower: Profile) -> None:
    """Make a follower follow no longer; they are not told."""
    _locked(follower, followed)
    _disconnect(follower, followed)


@transaction.atomic
def set_private(*, member: Profile, private: bool) -> None:
    """Let only approved followers in from now on, or anyone again. Opening the account lets in who waits."""
    changed = Profile.objects.filter(pk=member.pk, is_private=not private).update(is_private=private)
    if changed and not private:
        emit(AccountOpened(member.pk))


def let_in_waiting(*, member: Profile) -> None:
    """Let in all who ask to follow a member whose account is open again.

    Each in a transaction of its own: two members' rows are locked at a time, never a crowd.
    """
    asking = FollowRequest.objects.filter(followed=member, follower__state__in=SHOWN_STATES)
    for request in asking.select_related("follower").order_by("pk"):
        with contextlib.suppress(OutOfReach):
            approve_follow(followed=member, follower=request.follower)


@transaction.atomic
def block(*, actor: Profile, target: Profile) -> None:
    """Make two members invisible to each other; follows and requests between them are dropped, both ways."""
    _locked(actor, target)
    if actor.pk == target.pk:
        raise OutOfReach
    _, made = Block.objects.get_or_create(blocker=actor, blocked=target)
    if not made:
        return
    for follower, followed in ((actor, target), (target, actor)):
        _disconnect(follower, followed)
        _drop_request(follower, followed)
    emit(Blocked(actor.pk, target.pk))


@transaction.atomic
def unblock(*, actor: Profile, target: Profile) -> None:
    """Take one's own block back. What it dropped does not return."""
    _locked(actor, target)
    gone, _ = Block.objects.filter(blocker=actor, blocked=target).delete()
    if gone:
        emit(Unblocked(actor.pk, target.pk))


@transaction.atomic
def mute(*, actor: Profile, target: Profile, until: datetime | None = None) -> None:
    """See and hear no more of a member, until a moment if one is given. Muting again changes only the end."""
    _locked(actor, target)
    if actor.pk == target.pk:
        raise OutOfReach
    Mute.objects.update_or_create(muter=actor, muted=target, defaults={"until": until})
    emit(Muted(actor.pk, target.pk))


@transaction.atomic
def unmute(*, actor: Profile, target: Profile) -> None:
    """See and hear of a member again."""
    gone, _ = Mute.objects.filter(muter=actor, muted=target).delete()
    if gone:
        emit(Unmuted(actor.pk, target.pk))


@transaction.atomic
def dismiss(*, actor: Profile, target: Profile) -> None:
    """Have a member suggested no more; they are not told."""
    _locked(actor, target)
    Dismissal.objects.get_or_create(member=actor, dismissed=target)


def _locked(*members: Profile) -> list[Profile]:
    """The members as they are now, held until the transaction ends, so that a follow and a block can't cross.

    They are locked in the order of their ids: two verbs about the same two never wait for each other.
    """
    rows = Profile.objects.select_for_update(no_key=True).filter(pk__in=[member.pk for member in members])
    found = {row.pk: row for row in rows.order_by("pk")}
    if any(member.pk not in found for member in members):
        raise OutOfReach
    return [found[member.pk] for member in members]


def _must_reach(one: Profile, other: Profile) -> None:
    """Refuse a bond with oneself, with who is not shown, or across a block."""
    between = Q(blocker=one, blocked=other) | Q(blocker=other, blocked=one)
    if one.pk == other.pk or one.state not in SHOWN_STATES or other.state not in SHOWN_STATES:
        raise OutOfReach
    if Block.objects.filter(between).exists():
        raise OutOfReach


def _connect(follower: Profile, followed: Profile) -> Follow:
    row, made = Follow.objects.get_or_create(follower=follower, followed=followed)
    if made:
        _count(follower, followed, 1)
    return row


def _disconnect(follower: Profile, followed: Profile) -> bool:
    gone, _ = Follow.objects.filter(follower=follower, followed=followed).delete()
    if gone:
        _count(follower, followed, -1)
        emit(Unfollowed(follower.pk, followed.pk))
    return bool(gone)


def _count(follower: Profile, followed: Profile, change: int) -> None:
    Profile.objects.filter(pk=follower.pk).update(following_count=F("following_count") + change)
    Profile.objects.filter(pk=followed.pk).update(follower_count=F("follower_count") + change)


def _request(follower: Profile, followed: Profile) -> FollowRequest:
    row, made = FollowRequest.objects.get_or_create(follower=follower, followed=followed)
    if made:
        emit(FollowRequested(follower.pk, followed.pk))
    return row


def _drop_request(follower: Profile, followed: Profile) -> None:
    gone, _ = FollowRequest.objects.filter(follower=follower, followed=followed).delete()
    if gone:
        emit(RequestDropped(follower.pk, followed.pk))
