"""A film and a song for the demo, made here: a slow pan over one of the photographs, and bells in a major scale."""

from array import array
from collections.abc import Iterator
from fractions import Fraction
from io import BytesIO
from math import exp, pi, sin
from pathlib import Path
from random import Random
from typing import Any

import av
from av.filter import Graph

RATE, PICTURES = 22_050, 25  # samples and pictures a second
STROKE, RINGING = 0.35, 1.6  # seconds between the bells, and until one can't be heard
PENTATONIC = [523.25, 587.33, 659.25, 783.99, 880.0, 1046.5]  # Hz, from C5
LOUDEST = 9_000  # of 32,767: several bells ring at a time


def film(photograph: Path, seconds: int = 5) -> bytes:
    """An MP4 that moves closer to a photograph."""
    out = BytesIO()
    with av.open(photograph) as still, av.open(out, "w", format="mp4") as output:
        source = still.streams.video[0]
        graph = Graph()
        begin = graph.add_buffer(template=source)
        width, height, pictures = 960, round(480 * source.height / source.width) * 2, seconds * PICTURES
        moving = f"z=1+on/{pictures * 3}:x=iw/2-iw/zoom/2:y=ih/2-ih/zoom/2:d={pictures}:s={width}x{height}"
        steps = [graph.add("zoompan", f"{moving}:fps={PICTURES}"), graph.add("format", "yuv420p")]
        graph.link_nodes(begin, *steps, graph.add("buffersink")).configure()
        stream: Any = output.add_stream("libx264", rate=PICTURES, options={"preset": "veryfast"})
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        graph.push(next(still.decode(source)))
        for number in range(pictures):
            frame: Any = graph.pull()
            frame.pts, frame.time_base, frame.pict_type = number, Fraction(1, PICTURES), 0
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return out.getvalue()


def song(title: str, artist: str, rng: Random, strokes: int = 20) -> bytes:
    """A FLAC of bells, with its title and artist."""
    out = BytesIO()
    with av.open(out, "w", format="flac") as output:
        output.metadata.update({"title": title, "artist": artist})
        stream: Any = output.add_stream("flac", rate=RATE, layout="mono", format="s16")
        for frame in _frames(_bells(rng, strokes)):
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return out.getvalue()


def _bells(rng: Random, strokes: int) -> array[int]:
    samples = array("h", bytes(2 * int(RATE * (strokes * STROKE + RINGING))))
    shapes = {pitch: _bell(pitch) for pitch in PENTATONIC}
    place = 2
    for stroke in range(strokes):
        place = max(0, min(len(PENTATONIC) - 1, place + rng.choice([-2, -1, 1, 1, 2])))
        start = int(stroke * STROKE * RATE)
        for offset, sample in enumerate(shapes[PENTATONIC[place]], start):
            samples[offset] = max(-32_768, min(32_767, samples[offset] + sample))
    return samples


def _bell(pitch: float) -> list[int]:
    """One stroke: the tone and its octave, fading."""
    times = (sample / RATE for sample in range(int(RATE * RINGING)))
    return [
        int(LOUDEST * exp(-4 * time) * (sin(2 * pi * pitch * time) + 0.4 * sin(4 * pi * pitch * time)))
        for time in times
    ]


def _frames(samples: array[int], size: int = 4_096) -> Iterator[av.AudioFrame]:
    for start in range(0, len(samples), size):
        part = samples[start : start + size]
        frame = av.AudioFrame("s16", "mono", len(part))
        frame.planes[0].update(part.tobytes().ljust(frame.planes[0].buffer_size, b"\0"))
        frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
        yield frame
