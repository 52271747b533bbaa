"""The HTML of the page's rows: from one template, kept by what it shows, so a page that was seen joins strings."""

import functools
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from kith.kernel.ids import time_of
from kith.notifications.models import Kind
from kith.notifications.page import Group, Told
from kith.notifications.wording import sentence
from kith.ui.frame import avatar
from kith.ui.stencil import stencil

SYMBOLS = {
    Kind.FOLLOW: "user-plus",
    Kind.REQUEST: "user-plus",
    Kind.APPROVAL: "user-check",
    Kind.COMMENT: "message-circle",
    Kind.REPLY: "reply",
    Kind.MENTION: "at-sign",
    Kind.REACTION: "heart",
    Kind.SHARE: "repeat-2",
    Kind.TAG: "image",
    Kind.POLL: "list",
    Kind.VOTED: "list",
    Kind.PICTURE: "image",
    Kind.NO_PICTURE: "image",
}


def rows_html(shown: Told) -> bytes:
    """The rows of a page and the way to older ones, or what stands where nothing is yet."""
    language, zone = get_language() or "", timezone.get_current_timezone_name()
    if not shown.groups:
        return stencil("notifications/_empty.html", language).fill(0, {})
    rows = b"".join(_row(*_facts(group), language, zone) for group in shown.groups)
    older = f"?before={shown.older}"
    return stencil("notifications/_rows.html", language, more=shown.older is not None).fill(
        0, {"rows": rows, "older": older} if shown.older else {"rows": rows}
    )


def _facts(group: Group) -> tuple[Any, ...]:
    """All that a row shows, by which it is kept."""
    row, others = group.newest, len(group.actors) - 1
    face = (row.actor_id, row.actor_display_name or row.actor_handle, row.actor_avatar_key)
    goal = (row.actor_handle, row.post_author_handle, row.post_id)
    return row.id, row.kind, face, others, row.about_root_id is not None, goal, row.snippet or "", group.unread


def _address(kind: str, actor: str, author: str | None, post: int | None) -> str:
    """What the row opens: the post or comment, who follows, a list of what waits, or one's pictures."""
    if kind == Kind.NO_PICTURE:
        return reverse("graph:edit_profile")
    if kind == Kind.REQUEST:
        return reverse("graph:requests")
    if kind == Kind.TAG:
        return reverse("posts:own_tags")
    if post is None:
        return reverse("feed:profile", args=[actor])
    return reverse("posts:post", args=[author, post])


@functools.lru_cache(maxsize=5000)
def _row(
    pk: int,
    kind: str,
    face: tuple[int, str, str],
    others: int,
    to_comment: bool,
    goal: tuple[str, str | None, int | None],
    snippet: str,
    unread: bool,
    language: str,
    zone: str,
) -> bytes:
    context = {
        "moment": time_of(pk),
        "symbol": SYMBOLS[Kind(kind)],
        "face": avatar(*face),
        "sentence": sentence(kind, face[1], others, to_comment=to_comment),
        "href": _address(kind, *goal),
        "snippet": snippet,
        "unread": unread,
    }
    return render_to_string("notifications/_row.html", context).encode()
