"""Change which photos, videos and sounds are in a post or comment, their order and their words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from kith.media.actions import delete_unused
from kith.media.models import Kind, MediaItem
from kith.posts.actions.attaching import (
    UNUSABLE,
    attach,
    items_of,
    leave_albums,
    most_in,
    refuse_media,
    too_many,
    words_in,
)
from kith.posts.models import WITHHELD, Post, PostMedia


@dataclass(frozen=True)
class Refill:
    """What is in a post, and what is to be: items in their order, with their words."""

    before: list[MediaItem]
    after: list[MediaItem]

    @property
    def new(self) -> list[MediaItem]:
        return [item for item in self.after if item not in self.before]

    @property
    def gone(self) -> list[MediaItem]:
        return [item for item in self.before if item not in self.after]

    @property
    def others(self) -> bool:
        """Whether something comes or goes."""
        return bool(self.new or self.gone)

    @property
    def changes(self) -> bool:
        """Whether anything differs, be it the order or a word."""
        return [(item, item.alt) for item in self.before] != [(item, item.alt) for item in self.after]

    @property
    def new_words(self) -> tuple[str, ...]:
        """What is said now and was not said before, for the gates."""
        said = words_in(self.before)
        return tuple(words for words in words_in(self.after) if words not in said)


def read_refill(post: Post, media: Sequence[MediaItem], left_out: Sequence[MediaItem]) -> Refill:
    """What becomes of a post, which its caller has locked, with this in it and that left out of it.

    What hangs on it and is in neither was added by another window meanwhile: it stays, at the end. Only photos are
    added, since they are there at once: a post that is shown can't vanish again for a video to be prepared, and what a
    song is called passes the gate before anybody reads it. Raises ValidationError with words for the member.
    """
    before = items_of(post)
    refill = Refill(before, [*media, *(item for item in before if item not in media and item not in left_out)])
    if any(item.kind != Kind.PHOTO for item in refill.new):
        raise ValidationError(UNUSABLE, code="media")
    if len(refill.after) > most_in(post):
        raise ValidationError(too_many(most_in(post)), code="media")
    refuse_media(post.author, refill.new, most_in(post))
    return refill


def refill_post(post: Post, refill: Refill) -> None:
    """Do that. What hangs on nothing else then is deleted. The caller saves the post."""
    if not refill.changes:
        return
    hanging = PostMedia.objects.filter(post=post)
    leave_albums(hanging.filter(item__in=refill.gone))
    hanging.delete()
    attach(post, refill.after)
    delete_unused(refill.gone)
    if post.state not in WITHHELD:
        post.state_reason = ""  # what it said of something that failed is said again if that is still there
