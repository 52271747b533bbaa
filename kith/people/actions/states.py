"""A member's state: what staff set, what the member does, and what time ends."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from kith.audit import log
from kith.kernel.events import emit
from kith.people.actions.ranks import keep_an_owner
from kith.people.events import StateChanged
from kith.people.models import Account, Profile, State
from kith.people.permissions import NotAllowed, outranks, require

SET_BY_STAFF = (State.ACTIVE, State.READ_ONLY, State.SUSPENDED)
ENDED_BY_TIME = (State.READ_ONLY, State.SUSPENDED)
TAKEN_BY_MEMBER = (State.DEACTIVATED, State.LEAVING)


@transaction.atomic
def set_state(
    *, actor: Profile | None, member: Profile, state: State, reason: str = "", until: datetime | None = None
) -> None:
    """Make a member active, read-only or suspended, for a reason they will see, with an end if one is given.

    Of a member who has deactivated or is leaving it changes what they come back to. Their sessions end.
    """
    require(actor, "restrict")
    member = locked(member)
    if state not in SET_BY_STAFF or member.state == State.AWAITING or not outranks(actor, member):
        raise NotAllowed
    if state == State.SUSPENDED:
        keep_an_owner(without=member)
    member.state_until = until if state in ENDED_BY_TIME else None
    member.state_reason = reason if state in ENDED_BY_TIME else ""
    if member.state in TAKEN_BY_MEMBER:
        member.state_before = state
    else:
        member.state = state
    log.record(
        actor=actor,
        verb="set_state",
        target=member,
        reason=reason,
        state=state.name,
        until=until.isoformat() if until else None,
    )
    _save(member)


@transaction.atomic
def deactivate(*, member: Profile) -> None:
    """Hide a member, by their own wish, until they sign in again."""
    _step_out(member, State.DEACTIVATED)


@transaction.atomic
def begin_leaving(*, member: Profile, delete_after: datetime) -> None:
    """Hide a member who wants everything of theirs gone; until then they may change their mind."""
    _step_out(member, State.LEAVING, delete_after)


@transaction.atomic
def come_back(*, member: Profile) -> None:
    """Give a deactivated or leaving member the state again that they had, or that staff gave them meanwhile."""
    member = locked(member)
    if member.state not in TAKEN_BY_MEMBER:
        return
    member.state, member.delete_after = member.state_before, None
    _save(member)
    end_state_in_time(member)


def end_state_in_time(member: Profile) -> None:
    """Make a member active whose read-only or suspended time is over. `end_states` does it for all, this at once."""
    if member.state in ENDED_BY_TIME and member.state_until is not None and member.state_until <= timezone.now():
        end_states(only=member)
        member.refresh_from_db(fields=["state", "state_until", "state_reason", "stamp"])


@transaction.atomic
def end_states(only: Profile | None = None) -> int:
    """Make active all whose read-only or suspended time is over; how many there were."""
    over = Profile.objects.select_for_update().filter(state__in=ENDED_BY_TIME, state_until__lte=timezone.now())
    members = list(over.filter(pk=only.pk) if only else over.order_by("pk")[:500])
    for member in members:
        member.state, member.state_until, member.state_reason = State.ACTIVE, None, ""
        log.record(actor=None, verb="end_state", target=member)
        _save(member, end_sessions=False)
    return len(members)


def locked(member: Profile) -> Profile:
    """The member as they are now, held against other changes until the end of the transaction."""
    return Profile.objects.select_for_update().get(pk=member.pk)


def _step_out(member: Profile, state: State, delete_after: datetime | None = None) -> None:
    require(member, "leave")
    member = locked(member)
    keep_an_owner(without=member)
    if member.state not in TAKEN_BY_MEMBER:
        member.state_before = member.state
    member.state, member.delete_after = state, delete_after
    _save(member)


def _save(member: Profile, *, end_sessions: bool = True) -> None:
    member.stamp += 1
    member.save(update_fields=["state", "state_until", "state_reason", "state_before", "delete_after", "stamp"])
    if end_sessions:
        # Part of what a session is checked against, so all of them end at their next request.
        Account.objects.filter(profile=member).update(stamp=F("stamp") + 1)
    emit(StateChanged(member.pk))
