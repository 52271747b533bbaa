"""Commenting, and answering a comment."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kith.kernel.limits import define, limited
from kith.people.access import member_required
from kith.people.request import MemberRequest
from kith.posts import actions
from kith.posts.access import get_post, may_comment, require
from kith.posts.actions.attaching import IN_A_COMMENT
from kith.posts.actions.wording import TEXT_LENGTH
from kith.posts.forms import CommentForm, new_key
from kith.posts.models import Post
from kith.posts.uploads import take_files
from kith.posts.views.answers import address, card, sent, sent_files
from kith.posts.views.drafts import keeps_draft, kept_draft

define("comment", member="200/h", network="2000/h")


@require_http_methods(["GET", "POST"])
@limited("comment")
@keeps_draft(lambda pk: reverse("posts:reply", args=[pk]))
@member_required
def reply(request: MemberRequest, pk: int) -> HttpResponse:
    """The form below what it answers; sent, the new comment."""
    parent = get_post(request.member, pk)
    form = CommentForm(sent(request), sent_files(request), member=request.member, initial=kept_draft(request))
    if request.method == "POST":
        take_files(form)
        made = form.attempt(partial(actions.comment, author=request.member, parent=parent))
        return commented(request, parent, made) if made else written(request, parent, form, status=422)
    require(may_comment(request.member, parent))
    return written(request, parent, form, status=200)


def commented(request: MemberRequest, parent: Post, made: Post) -> HttpResponse:
    """For htmx an empty form, and the comment for the list; otherwise the comment's own page."""
    if not request.htmx:
        return redirect(address(made))
    return render(request, "posts/_commented.html", fields(request, parent) | {"comment": card(request, made)})


def written(request: MemberRequest, parent: Post, form: CommentForm, status: int) -> HttpResponse:
    """The form with all that was sent."""
    context = fields(request, parent) | {
        "key": form.submit_key,
        "text": form["text"].value() or "",
        "form": form,
        "items": form.items,
    }
    if request.htmx:
        return render(request, "posts/_reply.html", context, status=status)
    context |= {"address": address(parent), "card": card(request, parent)}
    return render(request, "posts/reply.html", context, status=status)


def fields(request: MemberRequest, parent: Post) -> dict[str, Any]:
    """What the form is made of, empty."""
    action = reverse("posts:reply", args=[parent.pk])
    return {
        "action": action,
        "key": new_key(request.member),
        "draft": parent.pk,
        "limit": TEXT_LENGTH,
        "most": IN_A_COMMENT,
    }
