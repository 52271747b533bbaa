"""Real files with some of their bytes changed, at the entrances for photos, videos and sounds.

Whatever comes in, the child answers with what it made or with a word that `media.words` has; it is never killed by its
limits and never hangs. `bin/long` goes on for minutes; here a few of each show that the harness works.
"""

import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kith.media import cleaning, processing
from kith.media.cleaning import kind_of
from kith.media.containers import container_of
from kith.media.words import MESSAGES
from tests.media import pictures
from tests.media.pictures import encoded
from tests.media.recordings import MUSIC, clip, moving, photograph, song, with_cover

SECONDS = float(os.environ.get("PYTEST_FUZZ_SECONDS", "0"))
AT_LEAST = 4
NUMBERS = (b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff", b"\0\0\0\x01", b"\x80\0\0\0")


@cache
def photos() -> list[bytes]:
    whole = photograph()
    return [*(encoded(whole, form) for form in ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "TIFF")), pictures.heic(320, 240)]


@cache
def videos() -> list[bytes]:
    return [
        clip(sound="aac"),
        clip("mov", turned=90),
        clip("webm", "libvpx-vp9", sound="libopus"),
        clip("matroska", "libx265", sound="flac"),
        clip("avi", "mpeg4", sound="libmp3lame"),
        clip("avi", "mjpeg", format="yuvj422p"),
        clip("3gp", "h263", (176, 144)),
        moving("GIF"),
        moving("WEBP"),
    ]


@cache
def sounds() -> list[bytes]:
    whole = [(MUSIC / f"house_lo.{ending}").read_bytes() for ending in ("mp3", "ogg", "flac", "wav")]
    made = [song(), song("ogg", "libopus"), song("adts"), song("webm", "libopus")]
    return [*whole, *made, with_cover(song("mp3", "libmp3lame"), encoded(photograph()))]


def mutated(chance: random.Random, seeds: list[bytes]) -> bytes:
    """A file of which some bytes were changed, doubled, cut out, swapped or set to what overflows."""
    content = bytearray(chance.choice(seeds))
    for _ in range(chance.choice((1, 2, 5, 20, 100))):
        # Heads and indexes decide most, and stand at both ends.
        ends = chance.choice((64, 512, len(content)))
        at = chance.randrange(min(ends, len(content)))
        at = at if chance.random() < 0.7 else len(content) - 1 - at
        size = chance.choice((1, 2, 4, 8, 64))
        match chance.randrange(6):
            case 0:
                content[at] = chance.randrange(256)
            case 1:
                content[at : at + 4] = chance.choice(NUMBERS)
            case 2:
                content[at:at] = content[at : at + size]
            case 3 if len(content) > 200:
                del content[at : at + size]
            case 4:
                content[at : at + size] = chance.randbytes(size)
            case _:
                content[at] ^= 1 << chance.randrange(8)
    return bytes(content if chance.random() < 0.9 else content[: chance.randrange(len(content))])


def photo_answer(upload: Path, folder: Path) -> dict[str, Any]:
    with upload.open("rb") as file:
        kind = kind_of(file.read(16))
    return {"error": "unknown"} if kind is None else cleaning.run_child("keep", kind, upload, folder)


def recording_answer(upload: Path, folder: Path) -> dict[str, Any]:
    with upload.open("rb") as file:
        if container_of(file) is None:
            return {"error": "unknown"}
    return processing.run_child(upload, folder, lambda percent: None)


def rounds() -> Iterator[int]:
    """A few numbers, or as many as fit in the time that `PYTEST_FUZZ_SECONDS` gives."""
    began, number = time.monotonic(), 0
    while number < AT_LEAST or time.monotonic() - began < SECONDS:
        yield number
        number += 1


@pytest.mark.parametrize(
    ("seeds", "answer"), [(photos, photo_answer), (videos, recording_answer), (sounds, recording_answer)]
)
def test_a_mutated_file_ends_in_a_result_or_a_word(
    seeds: Callable[[], list[bytes]], answer: Callable[[Path, Path], dict[str, Any]]
) -> None:
    start, found = random.randrange(1 << 30) if SECONDS else 1, Counter[str]()
    for number in rounds():
        content = mutated(random.Random(start + number), seeds())
        with tempfile.TemporaryDirectory() as name:
            upload, folder = Path(name, "upload"), Path(name, "made")
            folder.mkdir()
            upload.write_bytes(content)
            said = answer(upload, folder)
        word = said.get("error", "made")
        assert word in (*MESSAGES, "made"), f"{seeds.__name__} {start + number}: {said}"
        assert word != "too_heavy", f"{seeds.__name__} {start + number}: it met its limits"
        found[word] += 1
    sys.stdout.write(f"{seeds.__name__} from {start}: {found.total()} files, {dict(found)}\n")
    assert found.total() >= AT_LEAST
