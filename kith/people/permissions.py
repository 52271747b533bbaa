"""What each role and state may do: the one list. Every `access.py` asks it."""

from kith.people.models import Profile, Role, State

MEMBER = frozenset({"read", "write", "export", "leave", "settings"})
MODERATOR = MEMBER | {"console", "withhold", "restrict"}
ADMINISTRATOR = MODERATOR | {"approve", "invite", "reset", "roles", "community"}
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


def may(member: Profile | None, permission: str) -> bool:
    """Whether a member's role gives a permission and their state leaves it; a stranger has none."""
    if permission not in EVERYTHING:
        raise ValueError(f"no such permission: {permission}")
    if member is None:
        return False
    return permission in BY_ROLE[Role(member.role)] and permission in LEFT_BY_STATE[State(member.state)]
