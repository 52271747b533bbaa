"""Begin to deliver posts to a reader."""

from kith.feed.events import ReaderCame
from kith.feed.models import Shelf
from kith.kernel.aside import on_the_side
from kith.kernel.events import emit
from kith.people.models import Profile


def begin_shelf(reader: Profile) -> None:
    """Begin a shelf for a reader who has none, and have it filled. If that can't be written now, it can later."""
    on_the_side("a new reader", lambda: _begin(reader))


def _begin(reader: Profile) -> None:
    _shelf, is_new = Shelf.objects.get_or_create(reader=reader)
    if is_new:
        emit(ReaderCame(reader_id=reader.pk))
