"""Announcements as pages show them. Where none is running, or none can be put away, they cost no query.

They are kept with the community itself, and so are as fresh as its stamp.
"""

import functools
from typing import Any

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language

from kith.community.current import current
from kith.community.models import Announcement, Dismissal
from kith.community.texts import first_language
from kith.kernel.prepared import Prepared


def for_member(member: Any) -> list[bytes]:
    """What stands at the top of a member's home, as HTML."""
    shown = running()
    if any(each.is_dismissible for each in shown):
        dismissed = {row.announcement_id for row in _dismissed(member.pk)}
        shown = [each for each in shown if each.pk not in dismissed]
    return [_html(each, signed_in=True) for each in shown]


def for_strangers(*, on_front_page: bool) -> list[bytes]:
    """What people who are not signed in see, on the front page or where they look around, as HTML."""
    shown = [each for each in running() if each.is_public and (each.on_front_page or not on_front_page)]
    return [_html(each, signed_in=False) for each in shown]


def running() -> list[Announcement]:
    """Those that are to be seen now, the newest first."""
    community, now = current(), timezone.now()
    every = community.announcements if community else []
    return [each for each in every if each.starts_at <= now and (each.ends_at is None or now < each.ends_at)]


def _dismissed_by(member: int) -> QuerySet[Any, Any]:
    return Dismissal.objects.filter(member_id=member).values_list("announcement_id")


_dismissed = Prepared(_dismissed_by)


def _html(announcement: Announcement, *, signed_in: bool) -> bytes:
    language = first_language(announcement.words, get_language() or "")
    dismissible = announcement.is_dismissible and signed_in
    return _drawn(announcement.pk, announcement.words[language], language, dismissible, get_language() or "")


@functools.lru_cache(maxsize=200)
def _drawn(pk: int, text: str, language: str, dismissible: bool, reading: str) -> bytes:
    """The HTML of one; `reading` is the language of the page around it, part of what is kept."""
    context = {"pk": pk, "text": text, "language": language, "dismissible": dismissible}
    return render_to_string("community/_announcement.html", context).encode()
