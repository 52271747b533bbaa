"""Who enters the console, and what staff reach there that is closed elsewhere. For everyone else it is not there."""

import functools
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from kith.community.current import current
from kith.community.models import Announcement, Community, Message, Rule
from kith.kernel.ids import is_id
from kith.kernel.limits import View, define, limited
from kith.people.access import permission_required
from kith.people.models import Application, Invitation, Profile, ProfilePicture
from kith.people.permissions import NotAllowed, outranks
from kith.people.pictures import waiting
from kith.posts.models import WITHHELD, Post

define("console", member="600/h", network="3000/h")


def staff(permission: str) -> Callable[[View], View]:
    """A page of the console, for members with a permission; what they may not do to someone is not there either."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            try:
                return view(request, *args, **kwargs)
            except NotAllowed as error:
                raise Http404 from error

        return permission_required(permission)(limited("console")(guarded))

    return decorate


def any_member(pk: int) -> Profile:
    """A member of any state; a block does not hide them from staff who look after the community."""
    return _found(Profile.objects.filter(pk=_key(pk)).select_related("account", "invited_by").first())


def member_below(actor: Profile, pk: int) -> Profile:
    """A member of any state on whom a member of staff may act: one of a lower role."""
    member = any_member(pk)
    if not outranks(actor, member):
        raise NotAllowed
    return member


def applicant(pk: int) -> Profile:
    """Someone who asked to join, answered or not."""
    return _found(Profile.objects.filter(pk=_key(pk), application__isnull=False).select_related("application").first())


def application_of(member: Profile) -> Application | None:
    """What a member wrote when they asked to join, if they had to ask."""
    return Application.objects.filter(profile=member).first()


def waiting_picture(pk: int) -> ProfilePicture:
    """A picture that staff are asked about."""
    return _found(waiting().filter(pk=_key(pk)).select_related("member").first())


def any_invitation(pk: int) -> Invitation:
    """An invitation of any member's."""
    return _found(Invitation.objects.filter(pk=_key(pk)).first())


def withheld_post(pk: int) -> Post:
    """A post or comment that is withheld. One that is not, staff reach like everyone: through `posts.access`."""
    withheld = Post.objects.filter(pk=_key(pk), state__in=WITHHELD)
    return _found(withheld.select_related("author").first())


def community() -> Community:
    """The community, which there is once anybody can be staff of it."""
    found = current()
    assert found is not None
    return found


def any_announcement(pk: int) -> Announcement:
    return _found(Announcement.objects.filter(pk=_key(pk)).first())


def any_rule(pk: int) -> Rule:
    return _found(Rule.objects.filter(pk=_key(pk)).first())


def any_message(pk: int) -> Message:
    return _found(Message.objects.filter(pk=_key(pk)).first())


def _key(pk: int) -> int:
    """A number that the database can compare; a larger one names nothing."""
    if not is_id(pk):
        raise Http404
    return pk


def _found[T](row: T | None) -> T:
    if row is None:
        raise Http404
    return row
