"""A post's own page, and its comments."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kith.kernel.pages import read_cursor
from kith.people.request import Request
from kith.posts.conversation import comments as comments_html
from kith.posts.conversation import conversation
from kith.posts.thread import find, read_thread
from kith.ui.frame import page


@require_safe
def post(request: Request, handle: str, pk: int) -> HttpResponse:
    """A post with its comments, or a comment with its answers. The address holds the author's handle of today."""
    head = find(request.member, pk)
    if head.handle != handle:
        return redirect("posts:post", head.handle, pk)
    return shown(request, head)


@require_safe
def comments(request: Request, pk: int) -> HttpResponse:
    """More comments on a post, or the answers to a comment, from a cursor on: alone for htmx, else on the page."""
    head = find(request.member, pk)
    if not request.htmx:
        return shown(request, head)
    thread = read_thread(request.member, head, after=read_cursor(request, "after"))
    return HttpResponse(comments_html(request.member, head, thread))


def shown(request: Request, head: Any) -> HttpResponse:
    """The whole page."""
    after = read_cursor(request, "after")
    thread = read_thread(request.member, head, after=after)
    name = head.name or head.handle
    title = _("Comment by %(name)s") if head.root_id else _("Post by %(name)s")
    content = conversation(request, head, thread, later=after is not None)
    return page(request, title=title % {"name": name}, content=content)
