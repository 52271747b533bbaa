"""People to follow and friends' birthdays as HTML, quickly: each row is drawn once and kept by what it shows."""

import functools
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from kith.graph.profile import TOKEN, follow_button, with_token
from kith.graph.standing import Standing
from kith.people.models import Profile
from kith.ui.stencil import Stencil, stencil

PEOPLE, BIRTHDAYS = 3, 3  # at most, beside a page
SUGGESTED, FOLLOWS_BACK = Standing(signed_in=True), Standing(signed_in=True, followed_by=True)


def people_to_follow(rows: list[Any], request: HttpRequest) -> list[bytes]:
    """The section of people to follow; nothing where there is nobody."""
    if not rows:
        return []
    people = suggestions(rows[:PEOPLE], request)
    return stencil("graph/_people_to_follow.html", get_language() or "").around(0, {"people": people})


def suggestions(rows: Iterable[Any], request: HttpRequest) -> list[bytes]:
    """Rows of `beside.people` as a list, with the reason and what may be done."""
    return [b'<ul class="list">', *(_suggestion(row, request) for row in rows), b"</ul>"]


def birthdays(rows: list[Any]) -> list[bytes]:
    """The section of birthdays; nothing where there is none."""
    if not rows:
        return []
    language = get_language() or ""
    items = [b'<ul class="list">', *(_birthday(row, language) for row in rows[:BIRTHDAYS]), b"</ul>"]
    return stencil("graph/_birthdays.html", language).around(0, {"birthdays": items})


def _suggestion(row: Any, request: HttpRequest) -> bytes:
    language = get_language() or ""
    member = Profile(handle=row.handle, display_name=row.display_name, is_private=row.private)
    drawn = _drawn_suggestion(row.other, row.handle, row.display_name, row.avatar, row.private, language)
    standing = FOLLOWS_BACK if row.follows_you else SUGGESTED
    slots = {"reason": _reason(row, language), "button": follow_button(standing, member, request)}
    return with_token(drawn, request, slots)


@functools.lru_cache(maxsize=5000)
def _drawn_suggestion(pk: int, handle: str, name: str, avatar: str, private: bool, language: str) -> Stencil:
    member = Profile(pk=pk, handle=handle, display_name=name, avatar_key=avatar, is_private=private)
    return Stencil(render_to_string("graph/_suggestion.html", {"profile": member, "csrf_token": TOKEN}))


def _reason(row: Any, language: str) -> bytes:
    if row.follows_you:
        return _("Follows you").encode()
    if not row.may_be_named:
        return _("Suggested for you").encode()
    return _followed_by(row.through_name or row.through_handle, row.alike - 1, language)


@functools.lru_cache(maxsize=5000)
def _followed_by(name: str, others: int, language: str) -> bytes:
    """Who follows somebody, in words; `language` is the current one, part of what is kept."""
    shown = {"name": f"<bdi>{escape(name)}</bdi>", "count": others}
    if others < 1:
        return (pgettext("a suggestion", "Followed by %(name)s") % shown).encode()
    words = ngettext("Followed by %(name)s and %(count)d other", "Followed by %(name)s and %(count)d others", others)
    return (words % shown).encode()


def _birthday(row: Any, language: str) -> bytes:
    ahead = row.on_day - timezone.localdate().toordinal()
    return _drawn_birthday(row.other, row.handle, row.display_name, row.avatar, row.on_day, ahead, language)


@functools.lru_cache(maxsize=5000)
def _drawn_birthday(pk: int, handle: str, name: str, avatar: str, day: int, ahead: int, language: str) -> bytes:
    member = Profile(pk=pk, handle=handle, display_name=name, avatar_key=avatar)
    near = {0: _("Today"), 1: _("Tomorrow")}
    when = near.get(ahead) or date_format(date.fromordinal(day), "MONTH_DAY_FORMAT")
    shown = render_to_string("graph/_birthday.html", {"profile": member, "when": when, "is_today": ahead == 0})
    return shown.encode()
