"""What a viewer and a member are to each other, as buttons and lists show it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, QuerySet

from kith.graph.audiences import followed_by, follows, muted, reaches
from kith.graph.models import FollowRequest
from kith.kernel.prepared import Prepared
from kith.people.models import Profile


@dataclass(frozen=True)
class Standing:
    """`follows`, `asked` and `muted` are what the viewer did, `followed_by` and `asks` what the member did."""

    signed_in: bool = False
    is_self: bool = False
    follows: bool = False
    asked: bool = False
    followed_by: bool = False
    asks: bool = False
    muted: bool = False
    sees_birthday: bool = False


def standing(viewer: Profile | None, member: Profile) -> Standing:
    """How a viewer stands to a member whom they may see."""
    if viewer is None:
        # Only a birthday can differ for strangers, and most members give none.
        return Standing(sees_birthday=bool(member.birthday and _birthday(member.pk)))
    if viewer.pk == member.pk:
        return Standing(signed_in=True, is_self=True, sees_birthday=True)
    rows = _standing(viewer.pk, member.pk)
    return Standing(signed_in=True, **rows[0]._asdict()) if rows else Standing(signed_in=True)


def columns(viewer: int, path: str) -> dict[str, Exists]:
    """The columns of a list's button: what a viewer (a profile id) is to the member at a path from the row."""
    asked = FollowRequest.objects.filter(follower_id=viewer, followed_id=OuterRef(path))
    return {"follows": follows(viewer, path), "asked": Exists(asked), "followed_by": followed_by(viewer, path)}


@Prepared
def _standing(viewer: int, member: int) -> QuerySet[Any, Any]:
    asks = FollowRequest.objects.filter(followed_id=viewer, follower_id=OuterRef("pk"))
    reached = reaches(Profile(pk=viewer), "pk", "birthday_audience", strangers_read=False)
    shown = columns(viewer, "pk") | {
        "asks": Exists(asks),
        "muted": muted(viewer, "pk"),
        "sees_birthday": ExpressionWrapper(reached, output_field=BooleanField()),
    }
    return Profile.objects.filter(pk=member).annotate(**shown).values_list(*shown)


@Prepared
def _birthday(member: int) -> QuerySet[Any, Any]:
    reached = reaches(None, "pk", "birthday_audience", strangers_read=True)
    return Profile.objects.filter(reached, pk=member).values_list("pk")
