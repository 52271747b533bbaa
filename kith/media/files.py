"""Where the files of media are; nothing else in Kith knows.

They are in a folder or, where one is configured, in the bucket of an object store. A community can move from one to the
other while it runs: a file that is not moved yet is read from where it is. What is in the folder is read from there,
since looking costs nothing; a file that is in both places is the same in both.
"""

import shutil
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import storages

from kith.media.folder import Folder

MASTERS = ("master.jpg", "master.webp")
INCOMING = "incoming"  # what was uploaded, until it is prepared


def folder_of(key: str) -> str:
    """Where in a storage the files of the item with this key are."""
    return f"photos/{key[:2].lower()}/{key}"


def place(key: str, name: str) -> str:
    """The storage's name for a file of the item with this key."""
    return f"{folder_of(key)}/{name}"


def home() -> Any:
    """The storage for new files."""
    return storages["default"]


def before() -> Any | None:
    """The storage for files of earlier, which are moved home; None where there is but one."""
    return storages["before"] if "before" in settings.STORAGES else None


def everywhere() -> list[Any]:
    """The storages, home last: who deletes in this order leaves nothing that is just being moved."""
    return [storage for storage in (before(), home()) if storage is not None]


def folder() -> Folder | None:
    """The folder of this machine, if it is in use."""
    return next((storage for storage in everywhere() if isinstance(storage, Folder)), None)


def bucket() -> Any | None:
    """The bucket, if one is in use. Its class is not named here: it takes a second to load."""
    return next((storage for storage in everywhere() if not isinstance(storage, Folder)), None)


def store(key: str, folder: Path) -> int:
    """Copy an item's files from a folder into the storage; return their bytes. All or, on an error, none of these."""
    total = 0
    with ExitStack() as undoing:
        for path in sorted(folder.iterdir()):
            name = place(key, path.name)
            undoing.callback(home().delete, name)
            with path.open("rb") as file:
                home().save(name, File(file))
            if earlier := before():
                earlier.delete(name)  # an older file of this name
            total += path.stat().st_size
        undoing.pop_all()
    return total


def remove(key: str) -> None:
    """Delete every file of an item, whatever its name. Doing it twice, or half, and then again, is harmless."""
    for storage in everywhere():
        for kept in list(storage.walk(folder_of(key))):
            storage.delete(kept.name)
        storage.delete(folder_of(key))


def names(key: str) -> set[str]:
    """The names of all files that an item has."""
    return {kept.name.rpartition("/")[2] for storage in everywhere() for kept in storage.walk(folder_of(key))}


def bytes_of(key: str) -> int:
    """What all files of an item take; one that is just being moved counts once."""
    there = {kept.name: kept.size for storage in everywhere() for kept in storage.walk(folder_of(key))}
    return sum(there.values())


def open_here(key: str, name: str) -> "File[bytes] | None":
    """One file of an item from the folder of this machine, or None where it is not there."""
    return _opened([folder()], place(key, name))


def open_file(key: str, name: str) -> "File[bytes] | None":
    """One file of an item, wherever it is, or None where it is missing."""
    return _opened([folder(), bucket()], place(key, name))


def _opened(places: list[Any], name: str) -> "File[bytes] | None":
    for storage in filter(None, places):
        with suppress(FileNotFoundError):
            file: File[bytes] = storage.open(name)
            return file
    return None


def link(key: str, name: str, seconds: int, kind: str, filename: str = "") -> str | None:
    """An address in the object store that is good for so many seconds; None where there is no such store."""
    store = bucket()
    return store and store.link(place(key, name), seconds, kind, filename)


def store_incoming(key: str, content: "File[bytes]") -> None:
    """Keep uploaded bytes beside what will be made of them; OSError if there is no room."""
    home().save(place(key, INCOMING), content)


def remove_one(key: str, name: str) -> None:
    """Delete one file of an item. Harmless to repeat."""
    for storage in everywhere():
        storage.delete(place(key, name))


def remove_incoming(key: str) -> None:
    """Forget uploaded bytes. Harmless to repeat."""
    remove_one(key, INCOMING)


def fetch_incoming(key: str, target: Path) -> bool:
    """Copy uploaded bytes to a file; False if they are gone."""
    return fetch(key, INCOMING, target)


def fetch_master(key: str, target: Path) -> bool:
    """Copy the master of a picture to a file; False if it is gone."""
    return any(fetch(key, name, target) for name in MASTERS)


def fetch(key: str, name: str, target: Path) -> bool:
    """Copy one file of an item to a file of this machine; False if it is missing."""
    file = open_file(key, name)
    if file is None:
        return False
    with file, target.open("wb") as copy:
        shutil.copyfileobj(file, copy)
    return True
