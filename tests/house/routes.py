"""The words of the access matrix: what everyone gets, for the kinds of route that there are.

Each is a map from persona to outcome (`personas.outcome`). "status" means: sent to the page that tells one's state.
"""

from dataclasses import dataclass, field
from typing import Any

from tests.house.personas import PERSONAS

Outcomes = dict[str, str]

STRANGERS = {"signed out"}
CONFINED = {"awaiting", "suspended", "deactivated", "leaving"}
UNSEEN = {"stranger", "blocked", "read-only", "moderator", "administrator", "owner"}
STAFF = {"moderator", "administrator", "owner"}
ADMINISTRATORS = {"administrator", "owner"}


def access(rest: str, **groups: set[str]) -> Outcomes:
    """What each persona gets: the outcome `rest`, but those of `groups` their own (`_` stands for a space)."""
    special = {persona: name.replace("_", " ") for name, personas in groups.items() for persona in personas}
    return {persona: special.get(persona, rest) for persona in PERSONAS}


def but(outcomes: Outcomes, **groups: set[str]) -> Outcomes:
    """The same, but for some."""
    special = {persona: name.replace("_", " ") for name, personas in groups.items() for persona in personas}
    return outcomes | special


ALL = access("ok")
OPEN = access("ok", status=CONFINED)
NOBODY = access("missing", status=CONFINED)
MEMBERS = access("ok", sign_in=STRANGERS, status=CONFINED)
NO_MEMBER = access("missing", sign_in=STRANGERS, status=CONFINED)
WRITERS = but(MEMBERS, refused={"read-only"})
# A post of Ana's for her followers, to look at and to act on.
FOLLOWERS = access("ok", missing=STRANGERS | UNSEEN, status=CONFINED)
FOLLOWERS_ACT = but(FOLLOWERS, sign_in=STRANGERS)
SHARERS = but(MEMBERS, missing={"blocked", "read-only"})
AUTHOR = but(NO_MEMBER, ok={"author"})
# Who is asked to be tagged in a photo of Ana's.
TAGGED = but(NO_MEMBER, ok={"friend"})
# Ana herself, to look at and to act on: not for whom she blocked.
VISITORS = but(MEMBERS, missing={"blocked"})
# Not answered, but whom Ana blocks is not even told that.
HIDDEN = access("405", missing={"blocked"})
OTHERS = but(VISITORS, missing={"author", "blocked"})
# A form that was sent with nothing in it.
INCOMPLETE = access("422", sign_in=STRANGERS, status=CONFINED)
# A request to the upload server that does not speak its protocol, and one that asks an upload for what it can't do.
NO_TUS = access("412", sign_in=STRANGERS, status=CONFINED, missing={"read-only"})
NO_VERB = access("405", sign_in=STRANGERS, status=CONFINED, missing={"read-only"})
SIGNED_IN = access("ok", sign_in=STRANGERS)


def staff(*personas: str) -> Outcomes:
    """Only these of the staff; for everyone else there is no such page."""
    return but(NO_MEMBER, ok=set(personas))


@dataclass(frozen=True)
class Row:
    """Who gets what at a route by GET and by POST; None where that method is not answered (405).

    `data` is what is posted; `path` the address, where it can't be made from the route by itself.
    """

    get: Outcomes | None
    post: Outcomes | None = None
    data: dict[str, Any] = field(default_factory=dict)
    path: str = ""
