"""Making anew what is missing of an item's files, from those that are left."""

import tempfile
from pathlib import Path

from kith.media import files
from kith.media.actions import settle_loss
from kith.media.cleaning import Cleaned, clean
from kith.media.models import Kind, MediaItem, MediaState
from kith.media.renditions import SOUND, all_of, captions_in
from kith.media.words import BadMedia


def mend_item(item: MediaItem) -> None:
    """Make the pictures of an item anew if some are missing, and have its row tell of nothing that is not there.

    An item of which nothing can be shown any more becomes a failed one.
    """
    there = files.names(item.key)
    if item.state == MediaState.READY and {name for name in all_of(item) - there if name.endswith(".webp")}:
        made = remake(item, there)
        there = files.names(item.key)
        item.sizes = made.sizes if made else [width for width in item.sizes if f"{width}.webp" in there]
    lost_avif = item.avif and not {f"{width}.avif" for width in item.sizes} <= there
    item.avif = item.avif and not lost_avif
    item.heights = [height for height in item.heights if f"{height}.mp4" in there]
    item.captions = [code for code in item.captions if captions_in(code) in there]
    item.bytes = files.bytes_of(item.key)
    if not is_shown(item, there):
        item.state, item.failure = MediaState.FAILED, "lost"
    settle_loss(item, make_avif=lost_avif and item.state == MediaState.READY)


def is_shown(item: MediaItem, there: set[str]) -> bool:
    """Whether what is left of an item is enough for members to see or hear it."""
    if item.kind == Kind.SOUND:
        return SOUND in there
    return bool(item.sizes if item.kind == Kind.PHOTO else item.heights)


def remake(item: MediaItem, there: set[str]) -> Cleaned | None:
    """Make all pictures anew from the largest that is left; None if there is none, or it can't be opened."""
    widest = [f"{width}.webp" for width in sorted(item.sizes, reverse=True)]
    source = next((name for name in (*files.MASTERS, *widest) if name in there), None)
    if source is None:
        return None
    with tempfile.TemporaryDirectory(prefix="kith-photo-") as name:
        picture, folder = Path(name, "picture"), Path(name, "made")
        folder.mkdir()
        if not files.fetch(item.key, source, picture):
            return None
        try:
            made = clean(picture, folder)
        except BadMedia:
            return None
        if source in files.MASTERS:  # better than the copy of it that was made now
            for master in files.MASTERS:
                Path(folder, master).unlink(missing_ok=True)
        files.store(item.key, folder)
    return made
