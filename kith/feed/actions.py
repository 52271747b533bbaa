"""Begin to deliver posts to a reader; keep hashtags out of what is trending."""

from django.db import transaction

from kith.audit import log
from kith.feed import trending
from kith.feed.events import ReaderCame
from kith.feed.models import BlockedTag, Shelf
from kith.kernel.aside import on_the_side
from kith.kernel.events import emit
from kith.people.models import Profile
from kith.people.permissions import require


def begin_shelf(reader: Profile) -> None:
    """Begin a shelf for a reader who has none, and have it filled. If that can't be written now, it can later."""
    on_the_side("a new reader", lambda: _begin(reader))


def _begin(reader: Profile) -> None:
    _shelf, is_new = Shelf.objects.get_or_create(reader=reader)
    if is_new:
        emit(ReaderCame(reader_id=reader.pk))


@transaction.atomic
def block_tag(*, actor: Profile, name: str) -> None:
    """Keep a hashtag (its folded name) out of what is trending; its page and its posts stay."""
    require(actor, "withhold")
    tag, made = BlockedTag.objects.get_or_create(name=name)
    if made:
        log.record(actor=actor, verb="block_tag", target=tag, name=name)
    transaction.on_commit(trending.forget)


@transaction.atomic
def unblock_tag(*, actor: Profile, name: str) -> None:
    """Let a hashtag trend again."""
    require(actor, "withhold")
    tag = BlockedTag.objects.filter(name=name).first()
    if tag:
        log.record(actor=actor, verb="unblock_tag", target=tag, name=name)
        tag.delete()
    transaction.on_commit(trending.forget)
