"""Voting in a poll."""

from django.contrib import messages
from django.contrib.messages import WARNING
from django.contrib.messages.storage.base import Message
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from kith.kernel.limits import define, limited
from kith.people.access import member_required
from kith.people.request import MemberRequest
from kith.posts import actions
from kith.posts.access import get_post
from kith.posts.models import Post
from kith.posts.polls import MOST
from kith.posts.views.answers import acted, card

define("vote", member="120/h", network="1200/h")
PLACES = {str(place): place for place in range(MOST)}


@require_POST
@member_required
@limited("vote")
def vote(request: MemberRequest, pk: int) -> HttpResponse:
    """Vote for the choices that were sent. The fields have the post in their name: a page has many polls, one form."""
    post = get_post(request.member, pk)
    sent = request.POST.getlist(f"choice-{pk}")
    try:
        actions.vote(member=request.member, post=post, places={PLACES[place] for place in sent if place in PLACES})
    except ValidationError as wrong:
        return _refused(request, post, wrong.messages[0])
    return acted(request, post)


def _refused(request: MemberRequest, post: Post, why: str) -> HttpResponse:
    """The post as it is, and why nothing was counted."""
    if not request.htmx:
        messages.warning(request, why)
        return acted(request, post)
    context = {"card": card(request, post), "message": Message(WARNING, why)}
    return render(request, "posts/_not_counted.html", context)
