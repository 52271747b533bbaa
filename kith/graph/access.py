"""The only road to a member: by handle, as far as the viewer may see them. Missing and forbidden are one answer."""

import functools
import re
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.utils import timezone

from kith.community.current import strangers_read
from kith.graph.audiences import blocked
from kith.graph.models import Block, Follow
from kith.kernel.limits import View
from kith.kernel.prepared import Prepared
from kith.people.access import to_sign_in
from kith.people.models import FormerHandle, Profile
from kith.people.models.profile import SHOWN_STATES
from kith.people.permissions import may
from kith.people.request import Request

PROFILE = [field.attname for field in Profile._meta.concrete_fields]
HANDLE = re.compile(r"[a-z0-9_.]{1,30}")  # what no handle can look like need not be looked for


class Moved(Exception):
    """The handle was given up, and its member has another now. `by_handle` leads there."""

    def __init__(self, member: Profile) -> None:
        super().__init__(member.handle)
        self.member = member


def get_member(viewer: Profile | None, handle: str) -> Profile:
    """The member of a handle, if the viewer may know of them; else 404. Raises `Moved` for a handle given up."""
    handle = handle.lower()
    if not HANDLE.fullmatch(handle):
        raise Http404
    member = _member_of(handle)
    if member is not None and may_see(viewer, member):
        return member
    former = FormerHandle.objects.filter(handle=handle, until__gt=timezone.now()).select_related("profile").first()
    if member is None and former is not None and may_see(viewer, former.profile):
        raise Moved(former.profile)
    raise Http404


def get_blocked(viewer: Profile, handle: str) -> Profile:
    """A member whom the viewer has blocked: `get_member` does not find them, so the block is the way to them."""
    handle = handle.lower()
    found = Block.objects.filter(blocker=viewer, blocked__handle=handle).select_related("blocked")
    block = found.first() if HANDLE.fullmatch(handle) else None
    if block is None:
        raise Http404
    return block.blocked


def may_see(viewer: Profile | None, member: Profile) -> bool:
    """Whether a viewer may know of a member at all: shown, no block either way, and the viewer may read."""
    if viewer is None:
        return member.state in SHOWN_STATES and strangers_read()
    if not may(viewer, "read"):
        return False
    return viewer.pk == member.pk or (member.state in SHOWN_STATES and not _blocks(viewer.pk, member.pk))


def may_list_follows(viewer: Profile | None, member: Profile) -> bool:
    """Whether a viewer, who may see the member, may also see whom they follow and who follows them."""
    if not member.is_private:
        return True
    return viewer is not None and (viewer.pk == member.pk or bool(_follow(viewer.pk, member.pk)))


def visible_members(viewer: Profile | None) -> QuerySet[Profile]:
    """Everyone whom a viewer may know of: for lists, suggestions and search."""
    shown = Profile.objects.filter(state__in=SHOWN_STATES)
    if viewer is None:
        return shown if strangers_read() else shown.none()
    if not may(viewer, "read"):
        return shown.none()
    return Profile.objects.filter(Q(pk=viewer.pk) | Q(state__in=SHOWN_STATES) & ~Q(blocked(viewer.pk, "pk")))


def by_handle(view: View) -> View:
    """For views below `/@handle`: the view gets the member.

    A handle given up redirects to the same page of the new; where only members read, strangers are asked to sign in,
    whether or not there is such a member.
    """

    @functools.wraps(view)
    def found(request: Request, handle: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.member is None and not strangers_read():
            return to_sign_in(request)
        try:
            member = get_member(request.member, handle)
        except Moved as moved:
            path = request.get_full_path().replace(f"/@{handle}", f"/@{moved.member.handle}", 1)
            return HttpResponsePermanentRedirect(path, preserve_request=request.method == "POST")
        return view(request, member, *args, **kwargs)

    return found


def _member_of(handle: str) -> Profile | None:
    rows = _rows_of(handle)
    return Profile.from_db("default", PROFILE, rows[0]) if rows else None


@Prepared
def _rows_of(handle: str) -> QuerySet[Any, Any]:
    return Profile.objects.filter(handle=handle).values_list(*PROFILE)


@Prepared
def _blocks(one: int, other: int) -> QuerySet[Any]:
    either = Q(blocker_id=one, blocked_id=other) | Q(blocker_id=other, blocked_id=one)
    return Block.objects.filter(either).values_list("pk")[:1]


@Prepared
def _follow(follower: int, followed: int) -> QuerySet[Any]:
    return Follow.objects.filter(follower_id=follower, followed_id=followed).values_list("pk")[:1]
