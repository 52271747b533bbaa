"""From an upload to clean files, by a child process: one at a time in each page process, each with a deadline."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kith.media.crop import Crop
from kith.media.words import bad

CHILD = Path(__file__).with_name("child.py")
# Twice the processor time that it may take, ten times what the largest pictures took: it gives way to everybody else.
# With the wait before it, it is still less than the minute after which a server in front gives up.
CHILD_SECONDS = 40
WAIT_SECONDS = 15
WAITING = 2  # more would keep the threads that answer everybody else

SIGNATURES = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
)
HEIF_BRANDS = {
    b"heic": "heic",
    b"heix": "heic",
    b"heim": "heic",
    b"heis": "heic",
    b"mif1": "heic",
    b"msf1": "heic",
    b"avif": "avif",
}
_at_work = threading.BoundedSemaphore(1)
_inside = threading.BoundedSemaphore(1 + WAITING)


@dataclass(frozen=True)
class Cleaned:
    """What the child made: the master's width and height, the widths of the renditions, and the placeholder."""

    width: int
    height: int
    sizes: list[int]
    thumbhash: str


def kind_of(start: bytes) -> str | None:
    """The type of a picture by how its bytes begin, whatever its name says; None if it is none that Kith takes."""
    for signature, kind in SIGNATURES:
        if start.startswith(signature):
            return kind
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "webp"
    if start[4:8] == b"ftyp":
        return HEIF_BRANDS.get(start[8:12])
    return None


def clean(upload: Path, folder: Path, crop: Crop | None = None) -> Cleaned:
    """Decode an uploaded picture and write its master and WebP renditions into a folder. Raises BadMedia."""
    return Cleaned(**work("keep", upload, folder, *([crop.as_words()] if crop else [])))


def make_avif(master: Path, folder: Path) -> None:
    """Write the AVIF renditions of a master into a folder. Raises BadMedia."""
    work("avif", master, folder)


def work(what: str, picture: Path, folder: Path, *more: str) -> dict[str, Any]:
    """What the child says of one of its two works, done in one's turn."""
    with picture.open("rb") as file:
        kind = kind_of(file.read(16))
    if kind is None:
        raise bad("unknown")
    with turn():
        answer = run_child(what, kind, str(picture), str(folder), *more)
    if "error" in answer:
        raise bad(answer["error"])
    return answer


@contextmanager
def turn() -> Iterator[None]:
    """Wait for one's turn to decode; raise BadMedia if too many wait, or for too long."""
    if not _inside.acquire(blocking=False):
        raise bad("busy")
    try:
        if not _at_work.acquire(timeout=WAIT_SECONDS):
            raise bad("busy")
        try:
            yield
        finally:
            _at_work.release()
    finally:
        _inside.release()


def run_child(what: str, kind: str, picture: str, folder: str, *more: str) -> dict[str, Any]:
    """What the child says of the picture; one that dies has met a broken one."""
    # Nothing of our environment goes along: a decoder that is taken over finds no secret there.
    environ = {"PATH": os.defpath, "VIPS_CONCURRENCY": "1", "MALLOC_ARENA_MAX": "2"}
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(CHILD), what, kind, picture, folder, *more],
            env=environ,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=CHILD_SECONDS,
            check=False,
        )
        answer: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return {"error": "busy"}  # of its processor time a hostile picture meets the end first, and dies
    except json.JSONDecodeError:
        return {"error": "too_heavy" if done.returncode in (-signal.SIGKILL, -signal.SIGXCPU) else "broken"}
    return answer
