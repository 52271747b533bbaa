"""Which audience reaches whom: (owner, audience, viewer) as SQL, for posts, birthdays and what comes later."""

from django.db.models import Exists, IntegerChoices, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kith.graph.models import Block, Follow, Mute
from kith.people.models import Profile
from kith.people.models.profile import SHOWN_STATES


class Audience(IntegerChoices):
    """Whom something is for, widest first; a greater number is never wider."""

    EVERYONE = 0, _("Everyone")
    MEMBERS = 1, _("Members")
    FOLLOWERS = 2, _("Followers")
    FRIENDS = 3, _("Friends")
    ONLY_ME = 4, _("Only me")


def follows(viewer: int, owner: str) -> Exists:
    """Whether the viewer (a profile id) follows the owner (a path to a profile from the row)."""
    return Exists(Follow.objects.filter(follower_id=viewer, followed_id=OuterRef(owner)))


def followed_by(viewer: int, owner: str) -> Exists:
    """Whether the owner follows the viewer."""
    return Exists(Follow.objects.filter(followed_id=viewer, follower_id=OuterRef(owner)))


def blocked(viewer: int, owner: str) -> Q:
    """Whether either of viewer and owner has blocked the other.

    Lists of ids that do not depend on the row: they are short, and the database makes each once for a query, where an
    EXISTS is looked up for every row.
    """
    by_viewer = Block.objects.filter(blocker_id=viewer).values("blocked_id")
    by_owner = Block.objects.filter(blocked_id=viewer).values("blocker_id")
    return Q(**{f"{owner}__in": by_viewer}) | Q(**{f"{owner}__in": by_owner})


def muted_by(viewer: int) -> QuerySet:
    """The ids of those whom the viewer has muted, for leaving them out of a list."""
    return Mute.objects.running().filter(muter_id=viewer).values("muted_id")


def muted(viewer: int, owner: str) -> Exists:
    """Whether the viewer has muted the owner and the mute has not ended. Mute hides from lists; it is not access."""
    return Exists(Mute.objects.running().filter(muter_id=viewer, muted_id=OuterRef(owner)))


def shown_owner(owner: str) -> Q:
    """The owner is a member whose things show at all: not suspended, deactivated, leaving or awaiting approval."""
    return Q(**{_field(owner, "state__in"): SHOWN_STATES})


def reaches(viewer: Profile | None, owner: str, audience: str, *, strangers_read: bool) -> Q:
    """The audience part of the visibility rule, for rows with a path to an owner and to an audience.

    The path to the owner is "pk" where the row is the owner's own, as for a birthday.

    `viewer` is a member who may read, or None for who is not signed in; `strangers_read` is whether the community
    lets anyone read. Blocks and the owner's state are part of it. The owner reaches their own, whatever it is.
    """
    if viewer is None:
        if not strangers_read:
            return Q(pk__in=[])
        return shown_owner(owner) & Q(**{audience: Audience.EVERYONE, _field(owner, "is_private"): False})
    open_account = Q(**{_field(owner, "is_private"): False})
    wide = Q(**{f"{audience}__lte": Audience.MEMBERS}) & open_account
    following = Q(follows(viewer.pk, owner))
    to_followers = Q(**{f"{audience}__lte": Audience.FOLLOWERS}) & following
    to_friends = Q(**{audience: Audience.FRIENDS}) & following & Q(followed_by(viewer.pk, owner))
    others = shown_owner(owner) & (wide | to_followers | to_friends) & ~Q(blocked(viewer.pk, owner))
    return Q(**{owner: viewer.pk}) | others


def _field(owner: str, name: str) -> str:
    """The path to a field of the owner, whose own path may be "pk": the row itself."""
    return name if owner == "pk" else f"{owner}__{name}"
