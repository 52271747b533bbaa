"""The photos, videos and sounds of a post, as its card shows them: a mosaic, and under it what is only heard."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from kith.media.models import Kind, MediaItem, MediaState
from kith.media.renditions import SOUND, captions_in
from kith.posts.models import PostMedia
from kith.posts.pictures import picture

IN_A_ROW = 4
SMALL = 10  # so many tiles and more stand four in a row, fewer stand three
FOR_PHONES = 480  # pixels: on the screen of a phone, more height than this is hardly seen and slow to come
# How wide a tile is, by how many share its row: in rem beside other columns, and on a phone in hundredths of its width.
TILE_WIDTHS = {1: (38, 100), 2: (19, 50), 3: (13, 34), 4: (10, 25)}


def gallery(media: list[PostMedia]) -> str:
    """The HTML of what is in a post, in its order; nothing for a post of words alone."""
    shown = [show(place.item, place.alt) for place in media]
    tiles = [tile for tile in shown if tile["kind"] != Kind.SOUND]
    for tile, row in zip(tiles, rows(len(tiles)), strict=True):
        tile |= {"row": row, "space": space_for(tile, row, len(tiles))}
    if not shown:
        return ""
    stands = len(tiles) == 3 and tiles[0]["height"] > tiles[0]["width"]
    sounds = [sound for sound in shown if sound["kind"] == Kind.SOUND]
    return render_to_string("posts/_card_media.html", {"tiles": tiles, "sounds": sounds, "stands": stands})


def rows(count: int) -> Iterator[int]:
    """For each tile of a mosaic, how many share its row: the larger ones first, and no row with a gap."""
    width = 3 if 4 < count < SMALL else IN_A_ROW
    heads = {1: [1], 2: [2], 3: [1, 2], 4: [2, 2]}.get(count)
    if heads is None:
        left = count % width
        # One left alone would be a giant among small ones: it takes some of the next row along.
        heads = {0: [], 1: [2, width - 1], 2: [2], 3: [3]}[left]
        heads += [width] * ((count - sum(heads)) // width)
    return (row for row in heads for _tile in range(row))


def space_for(tile: dict[str, Any], row: int, count: int) -> str:
    """How wide a picture is drawn, as `sizes` says it; of one wider than its tile the sides are cut off."""
    wide, narrow = TILE_WIDTHS[row]
    over = max(tile["width"] / tile["height"] / shape_of(row, count), 1) if count > 1 and tile["height"] else 1
    return f"(min-width: 40rem) {round(wide * over)}rem, {round(narrow * over)}vw"


def shape_of(row: int, count: int) -> float:
    """The width of a tile by its height, as css/photos.css has it."""
    if row == 2:
        return {2: 4 / 5, 4: 1}.get(count, 4 / 3)
    return 16 / 9 if row == 1 else 1


def show(item: MediaItem, alt: str) -> dict[str, Any]:
    """What the templates say of an item."""
    about = {
        "kind": item.kind,
        "ready": item.state == MediaState.READY and bool(item.kind != Kind.PHOTO or item.sizes),
    }
    if item.kind != Kind.PHOTO:
        about |= _recording(item)
    return picture(item, alt) | about


def _recording(item: MediaItem) -> dict[str, Any]:
    # Reversed once for all files, as for photos.
    files = reverse("media:file", args=[item.key, SOUND]).removesuffix(SOUND)
    return {
        "title": item.title,
        "artist": item.artist,
        "duration": item.duration,
        "seconds": item.duration / 1000,
        "waveform": item.waveform,
        "sound": f"{files}{SOUND}",
        "videos": list(_videos(files, sorted(item.heights))),
        "tracks": [_track(files, code) for code in item.captions],
    }


def _videos(files: str, heights: list[int]) -> Iterator[dict[str, str]]:
    """The renditions for phones and for larger screens: a browser takes the first that it may."""
    small = next((height for height in heights if height >= FOR_PHONES), 0)
    if small and small < heights[-1]:
        yield {"source": f"{files}{small}.mp4", "media": "(max-width: 40rem)"}
    if heights:
        yield {"source": f"{files}{heights[-1]}.mp4", "media": ""}


def _track(files: str, code: str) -> dict[str, str]:
    return {"source": f"{files}{captions_in(code)}", "language": code, "name": language_name(code)}


def language_name(code: str) -> str:
    """What the speakers of a language call it."""
    return dict(settings.LANGUAGES).get(code, code)
