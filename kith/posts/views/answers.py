"""How a small act is answered: htmx gets the card as it is now, a plain form goes back to where it was."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from kith.people.request import Request
from kith.posts.cards import one
from kith.posts.models import Post
from kith.ui.views import back


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


def sent(request: Request) -> QueryDict | None:
    """What was sent to a form; None when it is only looked at."""
    return request.POST if request.method == "POST" else None
