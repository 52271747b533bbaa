"""The page of a post as HTML: its card, its comments, the form for a new one.

What stands around the cards is drawn by its template once for each language, and filled in by joining strings.
"""

import functools
from collections.abc import Iterable
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language

from kith.people.models import Profile
from kith.people.permissions import may
from kith.people.request import Request
from kith.posts.actions.attaching import IN_A_COMMENT
from kith.posts.actions.wording import TEXT_LENGTH
from kith.posts.cards import by_id
from kith.posts.forms import new_key
from kith.posts.models import PostState
from kith.posts.thread import Thread
from kith.ui.stencil import Html, Stencil, mark
from kith.ui.token import form_token


class Shows:
    """What decides which parts a viewer gets. Templates ask by the name in lower case."""

    FORM = 1
    CLOSED = 2
    PART = 4
    LATER = 8
    ANSWERS = 16
    MORE = 32


def conversation(request: Request, head: Any, thread: Thread, *, later: bool) -> bytes:
    """The page of a post, or the part of one below a comment. `later`: it does not begin with the first comment."""
    viewer = request.member
    part = Shows.PART if head.root_id else 0
    values: dict[str, Html] = {
        "card": by_id([head], viewer, host=_host(head)).get(head.id, ""),
        "comments": comments(viewer, head, thread),
        "root_address": reverse("posts:post", args=[head.host_handle, head.root_id]) if part else "",
        "address": reverse("posts:post", args=[head.handle, head.id]),
        "reply_address": reverse("posts:reply", args=[head.id]),
        "key": new_key(viewer) if viewer else "",
        "pk": str(head.id),
        "csrf_token": form_token(request) if viewer else "",
    }
    shows = part | _form(viewer, head) | (Shows.LATER if later else 0)
    return _frame("posts/_conversation.html", get_language() or "en").fill(shows, values)


def comments(viewer: Profile | None, head: Any, thread: Thread) -> bytes:
    """A page of comments, each with the first answers to it, and the way to the next page."""
    rows = [*thread.rows, *(row for rows in thread.answers.values() for row in rows)]
    cards = by_id(rows, viewer, host=_host(head))
    language = get_language() or "en"
    html = [_comment(language, row, cards, thread.answers.get(row.id, [])) for row in thread.rows if row.id in cards]
    if thread.after:
        values = {"pk": str(head.id), "after": str(thread.after)}
        html.append(_frame("posts/_more.html", language).fill(0, values))
    return b"".join(html)


def _comment(language: str, row: Any, cards: dict[int, bytes], answers: Iterable[Any]) -> bytes:
    shown = [cards[answer.id] for answer in answers if answer.id in cards]
    shows = Shows.ANSWERS if shown else 0
    # Counts are neutral, so there may be fewer to see than the link says; its page is then short.
    if row.root_id == row.parent_id and row.comment_count > len(shown):
        shows |= Shows.MORE
    values: dict[str, Html] = {"pk": str(row.id), "comment": cards[row.id], "answers": b"".join(shown)}
    return _frame("posts/_thread.html", language).fill(shows, values)


def _form(viewer: Profile | None, head: Any) -> int:
    closed = head.root_closed if head.root_id else head.closed
    if closed:
        return Shows.CLOSED
    shown = head.now == PostState.SHOWN and (head.root_now or PostState.SHOWN) == PostState.SHOWN
    return Shows.FORM if shown and may(viewer, "write") else 0


def _host(head: Any) -> int:
    """The author of the post at the top, who may remove comments."""
    return head.host or head.author_id


@functools.lru_cache(maxsize=200)
def _frame(template: str, language: str) -> Stencil:
    """A template drawn once in the current language, which is `language`."""
    form = {
        "action": mark("reply_address"),
        "key": mark("key"),
        "draft": mark("pk"),
        "limit": TEXT_LENGTH,
        "most": IN_A_COMMENT,
    }
    return Stencil(render_to_string(template, form | {"csrf_token": mark("csrf_token")}), Shows)
