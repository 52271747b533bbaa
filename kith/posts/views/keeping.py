"""Saving posts for later, and pinning one's own."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from kith.kernel.limits import define, limited
from kith.people.access import member_required
from kith.people.request import MemberRequest
from kith.posts import actions
from kith.posts.access import get_post
from kith.posts.views.answers import acted

define("keep", member="600/h", network="3000/h")


@require_POST
@member_required
@limited("keep")
def save(request: MemberRequest, pk: int) -> HttpResponse:
    """Keep a post for later."""
    post = get_post(request.member, pk)
    actions.save_post(member=request.member, post=post)
    return acted(request, post)


@require_POST
@member_required
@limited("keep")
def unsave(request: MemberRequest, pk: int) -> HttpResponse:
    """Keep it no longer."""
    post = get_post(request.member, pk)
    actions.unsave_post(member=request.member, post=post)
    return acted(request, post)


@require_POST
@member_required
@limited("keep")
def pin(request: MemberRequest, pk: int) -> HttpResponse:
    """Put an own post at the top of the profile."""
    post = get_post(request.member, pk)
    actions.pin_post(actor=request.member, post=post)
    return acted(request, post)


@require_POST
@member_required
@limited("keep")
def unpin(request: MemberRequest, pk: int) -> HttpResponse:
    """Take it from there."""
    post = get_post(request.member, pk)
    actions.unpin_post(actor=request.member, post=post)
    return acted(request, post)
