"""The HTML of the page's rows: from one template, kept by what it shows, so a page that was seen joins strings."""

import functools
from collections.abc import Iterable
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from kith.kernel.ids import time_of
from kith.notifications.models import Kind
from kith.notifications.page import Group
from kith.notifications.wording import sentence
from kith.ui.frame import avatar

SYMBOLS = {
    Kind.FOLLOW: "user-plus",
    Kind.REQUEST: "user-plus",
    Kind.APPROVAL: "user-check",
    Kind.COMMENT: "message-circle",
    Kind.REPLY: "reply",
    Kind.MENTION: "at-sign",
    Kind.REACTION: "heart",
    Kind.SHARE: "repeat-2",
}


def rows(groups: Iterable[Group]) -> SafeString:
    """The groups, in order."""
    language, zone = get_language(), timezone.get_current_timezone_name()
    return mark_safe("".join(_row(*_shown(group), language, zone) for group in groups))


def _shown(group: Group) -> tuple[Any, ...]:
    row, actors = group.newest, group.actors
    face = (row.actor_id, row.actor_display_name or row.actor_handle, row.actor_avatar_key)
    to_comment = row.about_root_id is not None
    return row.id, row.kind, face, len(actors) - 1, to_comment, _address(row), row.snippet or "", group.unread


def _address(row: Any) -> str:
    """What the row opens: the post or comment, who follows, or the list of requests."""
    if row.kind == Kind.REQUEST:
        return reverse("graph:requests")
    if row.post_id is None:
        return reverse("feed:profile", args=[row.actor_handle])
    return reverse("posts:post", args=[row.post_author_handle, row.post_id])


@functools.lru_cache(maxsize=5000)
def _row(
    pk: int,
    kind: str,
    face: tuple[int, str, str],
    others: int,
    to_comment: bool,
    href: str,
    snippet: str,
    unread: bool,
    language: str,
    zone: str,
) -> str:
    context = {
        "moment": time_of(pk),
        "symbol": SYMBOLS[Kind(kind)],
        "face": avatar(*face),
        "sentence": sentence(kind, face[1], others, to_comment=to_comment),
        "href": href,
        "snippet": snippet,
        "unread": unread,
    }
    return render_to_string("notifications/_row.html", context)
