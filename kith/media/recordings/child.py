"""A process of its own that opens one uploaded video, sound or moving picture and writes what pages play.

Run as `python -I -m kith.media.recordings.child CONTAINER UPLOAD FOLDER`. It prints lines of JSON: now and then
`{"progress": 0..99}`, then one with what it made, or with an error. It writes `{height}.mp4` and `poster.png`, or
`sound.m4a` and perhaps `cover`. It ends as soon as nobody holds the other end of its standard input: when the worker
that started it is gone, however that came about.
"""

import errno
import json
import os
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import av.error

from kith.media.confinement import confine
from kith.media.recordings.sound import make_sound, sounds
from kith.media.recordings.source import Unfit, open_upload, streams_of
from kith.media.recordings.video import LOOP, VIDEO, make_video

LOOPS = ("gif", "webp")
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def limit() -> None:
    """Take away from this process what no recording needs, and give way to everybody else."""
    threading.Thread(target=end_with_parent, daemon=True).start()
    confine(memory=1536 << 20, seconds=2 * 3600, file=4 << 30, at_leisure=True)


def end_with_parent() -> None:
    """Wait until standard input, where nothing is ever written, comes to its end; then end at once."""
    while os.read(0, 1):
        pass
    os._exit(1)


def say(**words: Any) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


class Progress:
    """Tells the parent how far the work is, in whole percents, each once."""

    def __init__(self) -> None:
        self.told = 0

    def __call__(self, part: float) -> None:
        percent = min(99, int(100 * part))
        if percent > self.told:
            self.told = percent
            say(progress=percent)


def main(container: str, upload: str, folder: str) -> dict[str, Any]:
    """What was made of the upload, or the word that says why nothing was."""
    limit()
    try:
        return make(container, upload, Path(folder))
    except Unfit as unfit:
        return {"error": str(unfit)}
    except MemoryError:
        return {"error": "too_heavy"}
    except OSError as error:
        return {"error": "no_room" if error.errno in FULL else "damaged"}
    except (av.error.FFmpegError, ValueError, RuntimeError):
        return {"error": "damaged"}


def make(container: str, upload: str, folder: Path) -> dict[str, Any]:
    with open_upload(container, upload) as source:
        streams = streams_of(source)
        if streams.sound is not None and not sounds(container, upload):
            streams = replace(streams, sound=None)
        if streams.moving is not None:
            return make_video(source, streams, folder, Progress(), LOOP if container in LOOPS else VIDEO)
    if streams.sound is None:
        raise Unfit("no_frames")
    return make_sound(container, upload, folder, Progress())


if __name__ == "__main__":
    say(**main(*sys.argv[1:]))
