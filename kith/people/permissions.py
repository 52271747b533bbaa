"""What each role and state may do: the one list. Every `access.py` asks it."""

from datetime import timedelta

from django.utils import timezone

from kith.people.models import Profile, Role, State

MEMBER = frozenset({"read", "write", "export", "leave", "settings"})
MODERATOR = MEMBER | {"console", "withhold", "restrict", "approve", "invite"}
ADMINISTRATOR = MODERATOR | {"reset", "roles", "community"}
OWNER = ADMINISTRATOR | {"ownership"}

BY_ROLE = {
    Role.MEMBER: MEMBER,
    Role.MODERATOR: MODERATOR,
    Role.ADMINISTRATOR: ADMINISTRATOR,
    Role.OWNER: OWNER,
}
EVERYTHING = OWNER
LEFT_BY_STATE = {
    State.ACTIVE: EVERYTHING,
    State.READ_ONLY: frozenset({"read", "export", "leave", "settings"}),
    State.AWAITING: frozenset({"leave"}),
    State.SUSPENDED: frozenset({"export", "leave"}),
    State.DEACTIVATED: frozenset(),
    State.LEAVING: frozenset({"export", "leave"}),
}


GRACE = timedelta(weeks=1)


class NotAllowed(Exception):
    """Someone tried what they may not do. To them it is as if it were not there."""


def may(member: Profile | None, permission: str) -> bool:
    """Whether a member's role gives a permission and their state leaves it; a stranger has none."""
    if permission not in EVERYTHING:
        raise ValueError(f"no such permission: {permission}")
    if member is None:
        return False
    return permission in BY_ROLE[Role(member.role)] and permission in LEFT_BY_STATE[State(member.state)]


def require(actor: Profile | None, permission: str) -> None:
    """Raise NotAllowed unless the actor has the permission. No actor means Kith itself: a task or the command line."""
    if actor is not None and not may(actor, permission):
        raise NotAllowed


def outranks(actor: Profile | None, member: Profile) -> bool:
    """Whether an actor may act on a member: only on those of a lower role. Kith itself may on all."""
    return actor is None or actor.role > member.role


def may_give(actor: Profile | None, member: Profile, role: Role) -> bool:
    """Whether an actor may give a member a role: owners any to anyone, others what is below their own."""
    if actor is None or may(actor, "ownership"):
        return True
    return may(actor, "roles") and outranks(actor, member) and role < actor.role


def needs_second_factor(member: Profile) -> bool:
    """Whether a member's role asks for a second factor, and the week that they had to set it up is over."""
    if member.role == Role.MEMBER:
        return False
    return member.role_since is None or timezone.now() - member.role_since > GRACE
