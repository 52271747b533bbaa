"""Where the parts of an upload are, until it is whole: in the storages of `media.files`, in a folder for each."""

import io
from collections.abc import Sequence
from typing import IO, Any

from django.core.files import File

from kith.media.files import everywhere, home


def folder_of(key: str) -> str:
    """Where in a storage the parts of the upload with this key are."""
    return f"uploads/{key}"


def place(key: str, name: str) -> str:
    """The storage's name for a part of the upload with this key."""
    return f"{folder_of(key)}/{name}"


def store(key: str, name: str, content: IO[bytes]) -> None:
    """Keep a part of an upload."""
    home().save(place(key, name), File(content))


def remove(key: str, name: str) -> None:
    """Delete one part of an upload."""
    home().delete(place(key, name))


def remove_all(key: str) -> None:
    """Delete all that came of an upload, also what no row knows of. Doing it again is harmless."""
    for storage in everywhere():
        for kept in list(storage.walk(folder_of(key))):
            storage.delete(kept.name)
        storage.delete(folder_of(key))


def fetch(key: str, name: str) -> IO[bytes]:
    """One part, wherever it is; FileNotFoundError if it is gone."""
    for storage in everywhere():
        if storage.exists(place(key, name)):
            file: IO[bytes] = storage.open(place(key, name))
            return file
    raise FileNotFoundError(place(key, name))


class Joined(io.RawIOBase):
    """The parts of an upload, read as the one file that they are."""

    def __init__(self, key: str, names: Sequence[str]) -> None:
        self.key, self.names = key, names
        self.seek(0)

    def readable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Back to the start; nobody needs another place."""
        if offset or whence != io.SEEK_SET:
            raise io.UnsupportedOperation("seek")
        self.left = list(self.names)
        self.now: IO[bytes] = io.BytesIO()
        return 0

    def readinto(self, buffer: Any) -> int:
        while not (content := self.now.read(len(buffer))):
            self.now.close()
            if not self.left:
                return 0
            self.now = fetch(self.key, self.left.pop(0))
        buffer[: len(content)] = content
        return len(content)
