"""Sharing a post, with or without words."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kith.kernel.limits import limited
from kith.people.access import member_required
from kith.people.request import MemberRequest
from kith.posts import actions
from kith.posts.access import get_post
from kith.posts.actions.sharing import to_share
from kith.posts.forms import AudienceForm
from kith.posts.views.answers import address, card, sent
from kith.posts.views.drafts import keeps_draft, kept_draft


@require_http_methods(["GET", "POST"])
@limited("publish")
@keeps_draft(lambda pk: reverse("posts:share", args=[pk]))
@member_required
def share(request: MemberRequest, pk: int) -> HttpResponse:
    """The form with the original below it; then the share's own page."""
    member = request.member
    original = to_share(member, get_post(member, pk))
    form = AudienceForm(sent(request), member=member, initial=kept_draft(request))
    if request.method == "POST":
        post = form.attempt(partial(actions.share_post, author=member, original=original))
        if post:
            return redirect(address(post))
    context = {"form": form, "original": original, "card": card(request, original)}
    return render(request, "posts/share.html", context, status=422 if form.errors or form.asked_again else 200)
