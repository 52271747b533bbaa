"""Reacting, and who reacted."""

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kith.kernel.limits import define
from kith.kernel.pages import read_cursor
from kith.people.request import MemberRequest, Request
from kith.posts import actions
from kith.posts.access import get_post
from kith.posts.models import Post, ReactionKind
from kith.posts.reactors import reactors
from kith.posts.views.answers import act, address

define("react", member="600/h", network="3000/h")
KINDS = {str(kind.value): kind for kind in ReactionKind}


@act("react")
def react(request: MemberRequest, post: Post) -> None:
    """React with the `kind` that was sent, in place of an earlier reaction."""
    kind = KINDS.get(request.POST.get("kind", ""))
    if kind is None:
        raise BadRequest(_("There is no such reaction."))
    actions.react(member=request.member, post=post, kind=kind)


@act("react")
def unreact(request: MemberRequest, post: Post) -> None:
    """Take the reaction back."""
    actions.unreact(member=request.member, post=post)


@require_safe
def reactions(request: Request, pk: int) -> HttpResponse:
    """Who reacted, newest first: those of them that the viewer may know of."""
    post = get_post(request.member, pk)
    page = reactors(post, request.member, before=read_cursor(request, "before"))
    template = "posts/reactions.html#rows" if request.htmx else "posts/reactions.html"
    return render(request, template, {"post": post, "page": page, "address": address(post)})
