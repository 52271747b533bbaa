"""The part of `kith bench media` about video: how long a minute of it takes, and how much memory.

The clip is of 1080p, 30 frames a second: slow pans over the demo's photographs with the noise of a camera's sensor, and
a tone. Both cores are the child's alone while it is measured, as on a machine where nobody else is busy.
"""

import resource
import tempfile
import time
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from math import sin
from pathlib import Path
from typing import Any

import av
from PIL import Image

from kith.bench.report import Row
from kith.demo.album import FOLDER, NAMES
from kith.media.processing import run_child, started

WIDTH, HEIGHT, RATE, SECONDS = 1920, 1080, 30, 60
PAN = 150  # frames over one photograph
SOUND_RATE = 48_000


def preparing(clip: Path) -> Row:
    """A minute of 1080p: until all heights are there, by the clock and by the processors; and the child's memory."""
    with tempfile.TemporaryDirectory(prefix="kith-bench-") as name:
        made = Path(name)
        began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        answer = run_child(clip, made, lambda percent: None)
        seconds, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
        return {
            "name": f"{SECONDS} s of 1080p",
            "its megabits a second": clip.stat().st_size * 8 / SECONDS / 1e6,
            "ready after (s)": seconds,
            "of its length": seconds / SECONDS,
            "processor (s)": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
            "memory (MB)": after.ru_maxrss / 1000,
            **{f"{height}p (MB)": (made / f"{height}.mp4").stat().st_size / 1e6 for height in answer["heights"]},
        }


@contextmanager
def going_on(clip: Path) -> Iterator[None]:
    """Prepare the clip during the block, and leave it there; the block is shorter than that takes."""
    with tempfile.TemporaryDirectory(prefix="kith-bench-") as made, started("mp4", clip, Path(made)):
        yield


def write_clip(path: Path) -> Path:
    """Write the clip; it takes longer than what is measured."""
    with av.open(str(path), "w") as output:
        picture: Any = output.add_stream("libx264", rate=RATE, options={"preset": "ultrafast", "crf": "22"})
        picture.width, picture.height, picture.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        voice: Any = output.add_stream("aac", rate=SOUND_RATE)
        voice.layout = "mono"
        wide = (WIDTH + PAN, HEIGHT)
        noise = [Image.effect_noise((WIDTH, HEIGHT), 40).convert("RGB") for _ in range(5)]
        for number in range(SECONDS * RATE):
            if number % PAN == 0:
                with Image.open(FOLDER / f"{NAMES[number // PAN % len(NAMES)]}.jpg") as photo:
                    scene = photo.convert("RGB").resize(wide)
            step = number % PAN
            seen = Image.blend(scene.crop((step, 0, step + WIDTH, HEIGHT)), noise[number % 5], 0.03)
            frame = av.VideoFrame.from_image(seen)
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            output.mux(picture.encode(frame))
        output.mux(picture.encode(None))
        for second in range(SECONDS):
            output.mux(voice.encode(tone(second)))
        output.mux(voice.encode(None))
    return path


def tone(second: int) -> av.AudioFrame:
    """A second of a tone, which rises a little with each."""
    step = (220 + 20 * second) * 6.283 / SOUND_RATE
    frame = av.AudioFrame("fltp", "mono", SOUND_RATE)
    frame.planes[0].update(array("f", (0.3 * sin(step * at) for at in range(SOUND_RATE))).tobytes())
    frame.sample_rate, frame.pts, frame.time_base = SOUND_RATE, second * SOUND_RATE, Fraction(1, SOUND_RATE)
    return frame
