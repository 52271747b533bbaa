"""From the address of a rendition to the file that answers it, by what the item's row says that there is."""

from kith.media.models import Kind, MediaItem
from kith.media.widths import SQUARES, WIDTHS

TYPES = {
    "jpg": "image/jpeg",
    "webp": "image/webp",
    "avif": "image/avif",
    "mp4": "video/mp4",
    "m4a": "audio/mp4",
    "vtt": "text/vtt; charset=utf-8",
}
DOWNLOAD = "download"
SOUND = "sound.m4a"


def type_of(name: str) -> str:
    """The media type of a file, which we know because we made it."""
    return TYPES[name.rpartition(".")[2]]


def name_of(item: MediaItem, rendition: str) -> str | None:
    """The file for a rendition's address; None if the item has none such.

    A width that the picture does not reach is answered by the largest that there is.
    """
    width, _, ending = rendition.partition(".")
    if width in map(str, WIDTHS) and ending in {"", "avif"}:
        reached = [size for size in item.sizes if size <= int(width)]
        name = f"{max(reached)}.{ending or 'webp'}" if reached else ""
    elif width in map(str, SQUARES) and not ending:
        name = f"{width}.webp"
    else:
        name = rendition if ending in {"mp4", "m4a", "vtt"} else ""
    return name if name in all_of(item) else None


def others(item: MediaItem) -> list[str]:
    """The files that are no rendition by size: the sound, the captions."""
    return [*([SOUND] if item.kind == Kind.SOUND else []), *map(captions_in, item.captions)]


def captions_in(language: str) -> str:
    """The file with the captions in a language, by its code."""
    return f"captions-{language}.vtt"


def all_of(item: MediaItem) -> set[str]:
    """Every file, besides the master, that an item has by what its row says."""
    pictures = [f"{width}.webp" for width in (*SQUARES, *item.sizes)] if item.sizes else []
    small = [f"{width}.avif" for width in item.sizes] if item.avif else []
    return {*pictures, *small, *(f"{height}.mp4" for height in item.heights), *others(item)}


def best_of(item: MediaItem, there: set[str]) -> str | None:
    """The file to take home, of those that are there: the sound, the largest video, or the master of a picture."""
    tallest = [f"{height}.mp4" for height in sorted(item.heights, reverse=True)]
    widest = [f"{width}.webp" for width in sorted(item.sizes, reverse=True)]
    sound = [SOUND] if item.kind == Kind.SOUND else []
    wanted = [*sound, *tallest, "master.jpg", "master.webp", *widest]
    return next((name for name in wanted if name in there), None)
