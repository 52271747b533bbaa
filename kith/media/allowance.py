"""How much room there is for the files of a member, and of all members together.

What counts is what the files of each item take, and what files on their way will be. Who wants room gets it under one
lock, so that two who want the last of it don't both get it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet, Sum
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _

from kith.audit import log
from kith.media.models import Allowance, MediaItem, Upload
from kith.media.words import BadMedia

MEGABYTE = 1 << 20
NOBODY = 0  # owns what belongs to the community itself, which has no bound of its own
KEPT_FOR = timedelta(days=1)


@dataclass(frozen=True)
class Room:
    """How many bytes are taken, of how many; `limit` is 0 where there is no bound."""

    used: int
    limit: int

    def has(self, length: int) -> bool:
        return not self.limit or self.used + length <= self.limit

    @property
    def percent(self) -> int:
        """How much of the bound is taken, at most all of it."""
        return min(100, 100 * self.used // self.limit) if self.limit else 0


def allowance() -> Allowance:
    """The bounds that hold now."""
    return Allowance.objects.first() or Allowance()


def room_of(owner_id: int) -> Room:
    """A member's room."""
    return Room(_bytes(owner_id=owner_id), allowance().member * MEGABYTE)


def room_of_all() -> Room:
    """The room of all together."""
    return Room(_bytes(), allowance().site * MEGABYTE)


def _bytes(**whose: int) -> int:
    on_their_way = Upload.objects.filter(item=None, **whose)
    return _sum(MediaItem.objects.filter(**whose), "bytes") + _sum(on_their_way, "length")


def _sum(rows: "QuerySet[Any]", column: str) -> int:
    return rows.aggregate(total=Sum(column))["total"] or 0


@transaction.atomic
def allow(*, actor: Any, member: int, site: int) -> None:
    """Set the bounds, in megabytes; 0 for none. What is there already stays. Who may is for the caller to ask."""
    now = _locked()
    before = {"member": now.member, "site": now.site}
    now.member, now.site = member, site
    now.save()
    log.record(actor=actor, verb="change_allowance", target=now, before=before, after={"member": member, "site": site})


@transaction.atomic
def take_room(upload: Upload) -> Upload:
    """Save an upload: from then on its row holds the room that it needs, until it is an item. Raises BadMedia."""
    bounds = _locked()
    whose = upload.owner_id
    own = Room(_bytes(owner_id=whose), bounds.member * MEGABYTE if whose != NOBODY else 0)
    if not own.has(upload.length):
        raise BadMedia(_too_much(own, upload.length))
    if bounds.site and not Room(_bytes(), bounds.site * MEGABYTE).has(upload.length):
        raise BadMedia(_("There is no room left in this community. Please tell the people who run it."))
    upload.expires = timezone.now() + KEPT_FOR
    upload.save(force_insert=True)
    return upload


@contextmanager
def room(owner_id: int, length: int) -> Iterator[None]:
    """Within it, a file of so many bytes that came with a form has its room. Raises BadMedia."""
    held = take_room(Upload(owner_id=owner_id, length=length))
    try:
        yield
    finally:
        held.delete()


def _locked() -> Allowance:
    Allowance.objects.get_or_create(pk=1)
    return Allowance.objects.select_for_update().get()


def _too_much(own: Room, length: int) -> str:
    words = _(
        "You have %(left)s of room left, and this file has %(size)s. Delete something old, or use a smaller file."
    )
    return words % {"left": filesizeformat(max(own.limit - own.used, 0)), "size": filesizeformat(length)}
