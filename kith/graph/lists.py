"""Lists of members: who follows, is followed, asks, is blocked or muted. Who may not be seen is left out."""

from typing import Any

from django.db.models import Q, QuerySet

from kith.graph.access import visible_members
from kith.graph.audiences import blocked, shown_owner
from kith.graph.models import Block, Follow, FollowRequest, Mute
from kith.graph.standing import Standing, columns
from kith.kernel.pages import SIZE, Page, cut
from kith.kernel.prepared import Prepared
from kith.people.models import Profile

PERSON = ("pk", "handle", "display_name", "bio", "avatar_key", "is_private")
BUTTON = ("follows", "asked", "followed_by")


class Person:
    """A member in a list, with how the viewer stands to them. `path` leads to them; empty, the row is theirs."""

    def __init__(self, viewer: Profile | None, row: Any, path: str) -> None:
        prefix = f"{path}_" if path else ""
        self.profile = Profile(**{name: getattr(row, f"{prefix}{name}") for name in PERSON})
        self.id = row.id
        given = {name: getattr(row, name, False) for name in BUTTON}
        is_self = viewer is not None and viewer.pk == self.profile.pk
        self.standing = Standing(signed_in=viewer is not None, is_self=is_self, **given)


def followers(viewer: Profile | None, member: Profile, before: int) -> Page:
    """Who follows a member, the last first."""
    return _page(viewer, member, before, "follower")


def following(viewer: Profile | None, member: Profile, before: int) -> Page:
    """Whom a member follows, the last first."""
    return _page(viewer, member, before, "followed")


def requests(member: Profile, before: int) -> Page:
    """Who asks to follow a member, the last first."""
    rows = _requests(member.pk, before)
    return cut([Person(member, row, "follower") for row in rows])


def blocked_by(member: Profile, before: int) -> Page:
    """Whom a member has blocked, the last first: all of them, since only here they can be unblocked."""
    rows = Block.objects.filter(blocker=member, id__lt=before).select_related("blocked").order_by("-id")
    return cut(list(rows[: SIZE + 1]))


def muted_by(member: Profile, before: int) -> Page:
    """Whom a member has muted until now, the last first."""
    seen = Q(muted__in=visible_members(member))
    rows = Mute.objects.running().filter(seen, muter=member, id__lt=before).select_related("muted").order_by("-id")
    return cut(list(rows[: SIZE + 1]))


def _page(viewer: Profile | None, member: Profile, before: int, path: str) -> Page:
    if viewer is None:
        rows = _for_strangers(member.pk, before, path=path)
    else:
        rows = _for_members(member.pk, before, viewer.pk, path=path)
    return cut([Person(viewer, row, path) for row in rows])


@Prepared
def _for_strangers(member: int, before: int, path: str) -> QuerySet[Any, Any]:
    return _rows(Follow.objects.filter(shown_owner(path), **{OTHER_END[path]: member}), before, path)


@Prepared
def _for_members(member: int, before: int, viewer: int, path: str) -> QuerySet[Any, Any]:
    rows = seen(Follow.objects.filter(**{OTHER_END[path]: member}), viewer, path)
    return _rows(rows.annotate(**columns(viewer, path)), before, path, BUTTON)


@Prepared
def _requests(member: int, before: int) -> QuerySet[Any, Any]:
    rows = seen(FollowRequest.objects.filter(followed=member), member, "follower")
    return _rows(rows.annotate(**columns(member, "follower")), before, "follower", BUTTON)


OTHER_END = {"follower": "followed", "followed": "follower"}


def seen(rows: QuerySet[Any], viewer: int, path: str) -> QuerySet[Any]:
    """Those of rows with a path to a member whom the viewer, a member who may read, may know of."""
    return rows.filter(Q(**{path: viewer}) | shown_owner(path) & ~Q(blocked(viewer, path)))


def _rows(rows: QuerySet[Any], before: int, path: str, more: tuple[str, ...] = ()) -> QuerySet[Any, Any]:
    shown = [f"{path}__{name}" for name in PERSON]
    return rows.filter(id__lt=before).order_by("-id").values_list("id", *shown, *more)[: SIZE + 1]
