"""Begin to deliver posts to a reader."""

import logging

from django.db import DatabaseError, transaction

from kith.feed.events import ReaderCame
from kith.feed.models import Shelf
from kith.kernel.events import emit
from kith.people.models import Profile

log = logging.getLogger(__name__)


def begin_shelf(reader: Profile) -> None:
    """Begin a shelf for a reader who has none, and have it filled. If that can't be written now, it can later."""
    try:
        with transaction.atomic():
            _shelf, is_new = Shelf.objects.get_or_create(reader=reader)
            if is_new:
                emit(ReaderCame(reader_id=reader.pk))
    except DatabaseError:
        log.warning("The shelf of %s could not be begun.", reader.pk, exc_info=True)
