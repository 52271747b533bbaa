"""Announcing something to everyone, changing and withdrawing it, and having read it."""

from datetime import datetime
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.db.models import F

from kith.audit import log
from kith.community import current
from kith.community.models import Announcement, Community, Dismissal


class Said(TypedDict):
    """An announcement as its form gives it; see the model."""

    words: dict[str, str]
    starts_at: datetime
    ends_at: datetime | None
    is_public: bool
    on_front_page: bool
    is_dismissible: bool


@transaction.atomic
def announce(*, actor: Any, **said: Unpack[Said]) -> Announcement:
    announcement = Announcement.objects.create(**said)
    log.record(actor=actor, verb="announce", target=announcement, words=said["words"])
    _have_it_read_again()
    return announcement


@transaction.atomic
def change_announcement(*, actor: Any, announcement: Announcement, **said: Unpack[Said]) -> None:
    """Say it in other words, or at another time. Who has put it away does not see it again."""
    before = announcement.words
    for name, value in said.items():
        setattr(announcement, name, value)
    announcement.save()
    log.record(actor=actor, verb="change_announcement", target=announcement, before=before, after=said["words"])
    _have_it_read_again()


@transaction.atomic
def withdraw(*, actor: Any, announcement: Announcement) -> None:
    """Take it away for everyone; the log keeps what it said."""
    log.record(actor=actor, verb="withdraw_announcement", target=announcement, words=announcement.words)
    announcement.delete()
    _have_it_read_again()


def dismiss(*, member: Any, announcement: Announcement) -> None:
    """Show it to this member no more."""
    if announcement.is_dismissible:
        Dismissal.objects.get_or_create(announcement=announcement, member_id=member.pk)


def _have_it_read_again() -> None:
    # Every process keeps the announcements with the community, and reads both again when the stamp has risen.
    Community.objects.update(stamp=F("stamp") + 1)
    transaction.on_commit(current.forget)
