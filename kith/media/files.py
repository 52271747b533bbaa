"""Where the files of a photo are, in the storage that the settings name; nothing else in Kith knows."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage

WIDTHS = ("320", "640", "1280", "2048")
SQUARES = ("96", "192")
MASTERS = ("master.jpg", "master.webp")
EVERY_NAME = (*MASTERS, *(f"{name}.webp" for name in (*SQUARES, *WIDTHS)))


def place(key: str, name: str) -> str:
    """The storage's name for a file of the photo with this key."""
    return f"photos/{key[:2].lower()}/{key}/{name}"


def store(key: str, folder: Path) -> int:
    """Copy a photo's files from a folder into the storage; return their bytes. All or, on an error, none."""
    total = 0
    with ExitStack() as undoing:
        undoing.callback(remove, key)
        for path in sorted(folder.iterdir()):
            with path.open("rb") as file:
                default_storage.save(place(key, path.name), File(file))
            total += path.stat().st_size
        undoing.pop_all()
    return total


def remove(key: str) -> None:
    """Delete every file of a photo. Doing it twice, or half, and then again, is harmless."""
    for name in EVERY_NAME:
        default_storage.delete(place(key, name))


def open_rendition(key: str, rendition: str) -> "File[bytes] | None":
    """The file of a rendition, or the largest smaller one where the picture does not reach it; None if all are gone."""
    names = SQUARES if rendition in SQUARES else WIDTHS
    for name in reversed(names[: names.index(rendition) + 1]):
        if file := open_file(key, f"{name}.webp"):
            return file
    return None


def open_file(key: str, name: str) -> "File[bytes] | None":
    """One file of a photo, or None where it is missing."""
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
