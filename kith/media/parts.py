"""Where the parts of an upload are, until it is whole: in the storages of `media.files`, in a folder for each."""

import io
from collections.abc import Sequence
from typing import IO, Any

from django.core.files import File

from kith.media.files import everywhere, home

PIECE = 1 << 16


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
    """The parts of an upload, read as the one file that they are. Going back begins anew: it is read from the start."""

    def __init__(self, key: str, names: Sequence[str], length: int) -> None:
        self.key, self.names, self.length = key, names, length
        self._begin()

    def _begin(self) -> None:
        self.at = 0
        self.left = list(self.names)
        self.now: IO[bytes] = io.BytesIO()

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        target = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self.at, io.SEEK_END: self.length}[whence]
        if target < self.at:
            self.now.close()
            self._begin()
        while self.at < target and self.read(min(target - self.at, PIECE)):
            pass
        return self.at

    def close(self) -> None:
        self.now.close()
        super().close()

    def readinto(self, buffer: Any) -> int:
        while not (content := self.now.read(len(buffer))):
            if not self.left:
                return 0
            self.now.close()
            self.now = fetch(self.key, self.left.pop(0))
        buffer[: len(content)] = content
        self.at += len(content)
        return len(content)


def joined(key: str, names: Sequence[str], length: int) -> IO[bytes]:
    """The parts of an upload as one file."""
    return io.BufferedReader(Joined(key, names, length), PIECE)
