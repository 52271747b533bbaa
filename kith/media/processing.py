"""From the bytes of a video, a sound or a moving picture to what pages play. A task does it, in the worker."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.core.cache import cache

from kith.kernel.text import INVISIBLE, SPACES, TURNS_DIRECTION, UNREADABLE
from kith.media import files
from kith.media.actions import settle_recording
from kith.media.cleaning import Cleaned, clean
from kith.media.containers import container_of
from kith.media.models import Kind, MediaItem, MediaState
from kith.media.words import BadMedia, Busy

CHILD = "kith.media.recordings.child"
DEADLINE = 90 * 60  # seconds; an hour of video takes less on two cores
TOLD_FOR = 600  # seconds; longer than any percent takes
ASKED = 4  # how often for a picture: much less work than for the whole film again
NAME_LENGTH = 200
KINDS = {"video": Kind.VIDEO, "loop": Kind.LOOP, "sound": Kind.SOUND}


class Failed(Exception):
    """The upload can't become anything; the message is a word of `media.words`."""


def process(item_id: int) -> None:
    """Make what is played of an upload, or note why that can't be. Repeated, it begins anew or finds all done.

    Raises Busy when there was no time for it now.
    """
    item = MediaItem.objects.filter(pk=item_id).first()
    if item is None:
        return
    if item.state == MediaState.PROCESSING:
        try:
            with tempfile.TemporaryDirectory(prefix="kith-recording-") as name:
                made = make(item, Path(name))
        except Failed as failed:
            made = {"state": MediaState.FAILED, "failure": str(failed), "bytes": 0}
        settle_recording(item, made)
    files.remove_incoming(item.key)


def make(item: MediaItem, folder: Path) -> dict[str, Any]:
    """Put all that is made of an upload into the storage, and say what its row tells of it. Raises Failed, or Busy."""
    upload, made = folder / "upload", folder / "made"
    made.mkdir()
    try:
        if not files.fetch_incoming(item.key, upload):
            raise Failed("lost")
        answer = run_child(upload, made, lambda percent: tell_progress(item.pk, percent))
        if "error" in answer:
            raise Failed(answer["error"])
        upload.unlink()
        pictured = picture(made / "poster.png", made) or picture(made / "cover", made)
        total = files.store(item.key, made)
    except OSError as error:
        raise Failed("no_room") from error
    return {
        "state": MediaState.READY,
        "kind": KINDS[answer["kind"]],
        "heights": answer.get("heights", []),
        "duration": answer["duration"],
        "title": name_from(answer.get("title", "")),
        "artist": name_from(answer.get("artist", "")),
        "waveform": answer.get("waveform", ""),
        "bytes": total,
        **(vars(pictured) if pictured else {}),
        **{side: answer[side] for side in ("width", "height") if side in answer},
    }


def picture(source: Path, folder: Path) -> Cleaned | None:
    """Clean a poster or a cover like every picture. None if there is none; and a cover that is none is no loss.

    Raises Busy when the machine had no time for it however often it was asked: all is then tried again later.
    """
    if not source.exists():
        return None
    with tempfile.NamedTemporaryFile(dir=folder.parent) as moved:
        source.replace(moved.name)
        try:
            return cleaned_patiently(Path(moved.name), folder)
        except Busy:
            raise
        except BadMedia:
            return None


def cleaned_patiently(source: Path, folder: Path) -> Cleaned:
    """Clean a picture; while the machine has no time for it, ask again: each time has waited long. Raises BadMedia."""
    for _try in range(ASKED - 1):
        with suppress(Busy):
            return clean(source, folder)
    return clean(source, folder)


def run_child(upload: Path, folder: Path, tell: Callable[[int], None]) -> dict[str, Any]:
    """What the child says at last; on the way, `tell` is called with the percents that are done."""
    with upload.open("rb") as file:
        container = container_of(file)
    if container is None:
        return {"error": "damaged"}
    answer: dict[str, Any] = {}
    with started(container, upload, folder) as child:
        for line in child.stdout or ():
            answer = json.loads(line)
            if "progress" in answer:
                tell(answer["progress"])
    if child.returncode == 0:
        return answer
    # It met its limit on time, or the deadline, or the machine ran out of memory; all else is a decoder that fell.
    return {"error": "too_heavy" if child.returncode in (-signal.SIGKILL, -signal.SIGXCPU) else "damaged"}


@contextmanager
def started(container: str, upload: Path, folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """The child at work. It ends with us: it watches its standard input, and we hold the other end."""
    child = subprocess.Popen(
        [sys.executable, "-I", "-m", CHILD, container, str(upload), str(folder)],
        # Nothing of our environment goes along: a decoder that is taken over finds no secret there.
        env={"PATH": os.defpath, "MALLOC_ARENA_MAX": "2"},
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    deadline = threading.Timer(DEADLINE, child.kill)
    deadline.start()
    try:
        with child:
            yield child
    finally:
        deadline.cancel()
        child.kill()
        child.wait()


def tell_progress(item_id: int, percent: int) -> None:
    cache.set(f"media:progress:{item_id}", percent, TOLD_FOR)


def progress_of(item: MediaItem) -> int:
    """How much of an item is prepared, in percents."""
    if item.state != MediaState.PROCESSING:
        return 100
    return int(cache.get(f"media:progress:{item.pk}", 0))


def name_from(tag: str) -> str:
    """A title or a name from a file's tags, as one line of text that can be shown."""
    for unwanted in (UNREADABLE, INVISIBLE, TURNS_DIRECTION):
        tag = unwanted.sub(" ", tag)
    return SPACES.sub(" ", tag).strip()[:NAME_LENGTH].strip()
