"""How a small act is answered: htmx gets the card as it is now, a plain form goes back to where it was."""

import functools
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_POST

from kith.kernel.limits import View, limited
from kith.people.access import member_required
from kith.people.request import MemberRequest, Request
from kith.posts.access import get_post
from kith.posts.cards import one
from kith.posts.gates import AskedAgain
from kith.posts.models import Post
from kith.ui.views import back


def act(limit: str) -> Callable[[Callable[[MemberRequest, Post], None]], View]:
    """A view that does something to a post which the member sees, by POST; the function decorated is the act itself."""

    def decorate(do: Callable[[MemberRequest, Post], None]) -> View:
        @require_POST
        @member_required
        @limited(limit)
        @functools.wraps(do)
        def done(request: MemberRequest, pk: int) -> HttpResponse:
            post = get_post(request.member, pk)
            do(request, post)
            return acted(request, post)

        return done

    return decorate


def acted(request: Request, post: Post) -> HttpResponse:
    """The post as it is after the act."""
    if request.htmx:
        return HttpResponse(card(request, post))
    return redirect(f"{back(request).partition('#')[0]}#post-{post.pk}")


def card(request: Request, post: Post) -> str:
    """The card of a post or comment for who asks."""
    host = post.root.author_id if post.root else None
    return one(post.pk, request.member, host=host)


def address(post: Post) -> str:
    """The permalink."""
    return reverse("posts:post", args=[post.author.handle, post.pk])


def refusal(wrong: Exception | None) -> dict[str, Any]:
    """What `posts/_refusal.html` says of a verb that refused, or asks again, where no form says it."""
    if isinstance(wrong, AskedAgain):
        return {"asked_again": str(wrong)}
    messages = wrong.messages if isinstance(wrong, ValidationError) else [str(wrong)]
    return {"errors": {"": messages}} if wrong else {}


def confirmed(request: Request) -> bool:
    """Whether the member was asked again, and is sure."""
    return request.POST.get("confirmed") == "yes"


def sent(request: Request) -> QueryDict | None:
    """What was sent to a form; None when it is only looked at."""
    return request.POST if request.method == "POST" else None


def sent_files(request: Request) -> MultiValueDict[str, UploadedFile] | None:
    """The files that were sent with it."""
    return request.FILES if request.method == "POST" else None
