"""Moving the files of media between the folder and the bucket, while members go on looking at them."""

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import batched, filterfalse
from typing import Any

from kith.media import files
from kith.media.captions import held
from kith.media.folder import Kept

AT_ONCE = 8  # a store far away answers each slowly, and all together fast
BATCH = 400


@dataclass(frozen=True)
class Moved:
    """A file that was to be moved; `trouble` says what kept it where it was."""

    name: str
    size: int
    trouble: str = ""


def away() -> Iterator[Kept]:
    """The files that are not where new ones go. One that is just being written is none yet."""
    if earlier := files.before():
        yield from (kept for kept in earlier.walk() if not kept.name.rpartition("/")[2].startswith("."))


def move() -> Iterator[Moved]:
    """Move every file to where new ones go. After an interruption it goes on with those that are left."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for batch in batched(away(), BATCH, strict=False):
            yield from pool.map(bring, filterfalse(is_captions, batch))
            yield from map(bring_captions, filter(is_captions, batch))


def is_captions(kept: Kept) -> bool:
    return kept.name.endswith(".vtt")


def bring_captions(kept: Kept) -> Moved:
    """Move captions while nobody can replace them. They are small, so that others wait for a moment only."""
    with held():
        return bring(kept)


def bring(kept: Kept) -> Moved:
    """Copy one file home, read it back, and delete it where it was if it is the same."""
    before, home = files.everywhere()
    try:
        with before.open(kept.name) as source:
            home.save(kept.name, source)
            with home.open(kept.name) as copy:
                same = digest(copy) == digest(source)
        if not same:
            home.delete(kept.name)
            return Moved(kept.name, kept.size, "the copy is not the same")
        if not before.exists(kept.name):  # its item was deleted while we copied
            home.delete(kept.name)
        before.delete(kept.name)
    except FileNotFoundError:  # deleted since it was listed
        return Moved(kept.name, kept.size)
    except OSError as error:
        return Moved(kept.name, kept.size, str(error))
    return Moved(kept.name, kept.size)


def digest(file: Any) -> bytes:
    """The hash of a whole file."""
    file.seek(0)
    return hashlib.file_digest(file, "sha256").digest()
