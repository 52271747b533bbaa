"""Where the files of an item are, in the storage that the settings name; nothing else in Kith knows."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage

WIDTHS = ("320", "640", "1280", "2048")
SQUARES = ("96", "192")
MASTERS = ("master.jpg", "master.webp")
EVERY_NAME = (*MASTERS, *(f"{name}.webp" for name in (*SQUARES, *WIDTHS)), *(f"{name}.avif" for name in WIDTHS))
TYPES = {"": "image/webp", "avif": "image/avif"}  # by the ending of the rendition


def place(key: str, name: str) -> str:
    """The storage's name for a file of the item with this key."""
    return f"photos/{key[:2].lower()}/{key}/{name}"


def store(key: str, folder: Path) -> int:
    """Copy an item's files from a folder into the storage; return their bytes. All or, on an error, none."""
    total = 0
    with ExitStack() as undoing:
        undoing.callback(remove, key)
        for path in sorted(folder.iterdir()):
            name = place(key, path.name)
            default_storage.delete(name)  # of an earlier try, or the storage would choose another name
            with path.open("rb") as file:
                default_storage.save(name, File(file))
            total += path.stat().st_size
        undoing.pop_all()
    return total


def remove(key: str) -> None:
    """Delete every file of an item. Doing it twice, or half, and then again, is harmless."""
    for name in EVERY_NAME:
        default_storage.delete(place(key, name))


def open_rendition(key: str, rendition: str) -> "File[bytes] | None":
    """The file of a rendition ("640", "640.avif"), or the largest smaller one where the picture does not reach it.

    None if all are gone, or if there is no such rendition.
    """
    width, _, ending = rendition.partition(".")
    names = SQUARES if width in SQUARES else WIDTHS
    if width in names and ending in TYPES:
        for name in reversed(names[: names.index(width) + 1]):
            if file := open_file(key, f"{name}.{ending or 'webp'}"):
                return file
    return None


def type_of(rendition: str) -> str:
    """The media type of a rendition."""
    return TYPES[rendition.partition(".")[2]]


def fetch_master(key: str, target: Path) -> bool:
    """Copy the master of a photo to a file; False if it is gone."""
    for name in MASTERS:
        if file := open_file(key, name):
            with file, target.open("wb") as copy:
                shutil.copyfileobj(file, copy)
            return True
    return False


def open_file(key: str, name: str) -> "File[bytes] | None":
    """One file of an item, or None where it is missing."""
    try:
        return default_storage.open(place(key, name))
    except FileNotFoundError:
        return None


def masters(keys: list[str]) -> Iterator[tuple[str, "File[bytes]"]]:
    """The masters of photos with a file name for each, for a member's download of what is theirs."""
    for key in keys:
        for name in MASTERS:
            if file := open_file(key, name):
                yield f"{key}.{name.partition('.')[2]}", file
