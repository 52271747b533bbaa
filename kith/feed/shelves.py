"""Who has entries, and how many: a shelf begins with a visit, holds the newest 500, and goes after 30 days away."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Count, F, Q
from django.utils import timezone

from kith.feed.fanout import KEPT, raise_shelf, rebuild
from kith.feed.models import Entry, Shelf

AWAY = timedelta(days=30)
SLACK = 100  # trimmed only when so many are too much, so that a busy feed is not trimmed at every round


def tidy() -> None:
    """What shelves need each night: none for who is away, not too much on any, and no gaps that follows have left."""
    close_unused()
    trim()
    fill_gaps()


def close_unused() -> None:
    """Take away the entries of readers who have not been seen for 30 days; they can be built again."""
    unused = Shelf.objects.filter(reader__last_seen_at__lt=timezone.now() - AWAY)
    for reader in list(unused.values_list("reader", flat=True)):
        with transaction.atomic():
            Shelf.objects.filter(reader=reader).delete()
            Entry.objects.filter(reader=reader).delete()


def trim() -> None:
    """Leave each reader the newest entries."""
    crowded = Entry.objects.values("reader").annotate(held=Count("id")).filter(held__gt=KEPT + SLACK)
    for reader in list(crowded.values_list("reader", flat=True)):
        _trim_shelf(reader)


def _trim_shelf(reader: int) -> None:
    with transaction.atomic():
        entries = Entry.objects.filter(reader=reader).order_by("-post_id")
        first_out = entries.values_list("post_id", flat=True)[KEPT]
        raise_shelf(reader, first_out)
        Entry.objects.filter(reader=reader, post_id__lte=first_out).delete()


def fill_gaps() -> None:
    """Fill the shelves again on which less than half is whole: whoever followed many has read from posts since."""
    whole = Count("pk", filter=Q(reader__entries__post_id__gt=F("complete_since")))
    gappy = Shelf.objects.filter(complete_since__gt=0).annotate(whole=whole).filter(whole__lt=KEPT // 2)
    for reader in list(gappy.values_list("reader", flat=True)):
        rebuild(reader)
