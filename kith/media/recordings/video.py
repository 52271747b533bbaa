"""A video, or a moving picture, as H.264 and AAC in MP4, in a few heights, decoded once; and its poster."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.audio.frame import AudioFrame
from av.container import InputContainer
from av.filter import Graph
from av.video.frame import PictureType, VideoFrame
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc, VideoReformatter

from kith.media.recordings.sound import Sound, add_sound
from kith.media.recordings.source import MOST_PIXELS, Streams, Timeline, Unfit, frames_of

CLOCK = Fraction(1, 90_000)
THREADS = 2
AHEAD = 8  # frames, of pictures and of sound, that wait for an encoder at most
SHORTEST_FRAME = 1 / 32  # of 60 frames a second every second one is kept
LATE_PICTURES = 3_000  # frames of AAC, about a minute, before the first picture

# Measured for a minute of 1080p on two cores, in `docs/performance.md`. With its lookahead, "superfast" makes files of
# the size of "veryfast" in two thirds of the time.
ENCODER = {"preset": "superfast", "profile": "high", "crf": "23", "x264-params": "mbtree=1:rc-lookahead=10:keyint=60"}
PEAK_KBITS = {360: 900, 720: 3_000, 1080: 6_000}
SOUND_BITS = {360: 64_000, 720: 128_000, 1080: 128_000}

SPREAD, SD, RGB, UNSAID = 9, 6, 0, 2  # numbers of colour matrices: BT.2020, BT.601, none, not told
TURNS = {90: (("transpose", "cclock"),), -90: (("transpose", "clock"),), 180: (("hflip", ""), ("vflip", ""))}
HDR = (ColorTrc.SMPTE2084, ColorTrc.ARIB_STD_B67)


@dataclass(frozen=True)
class Form:
    """What is made of a source: how long it may be, and in which heights, those of its shorter side."""

    kind: str
    longest: float
    heights: tuple[int, ...]


VIDEO = Form("video", 3600, (360, 720, 1080))
LOOP = Form("loop", 60, (720,))


def make_video(
    source: InputContainer, streams: Streams, folder: Path, progress: Callable[[float], None], form: Form
) -> dict[str, Any]:
    """Write `{height}.mp4` and `poster.png`, and say their sizes and how long it is."""
    timeline = Timeline(source, form.longest)
    if streams.moving.codec_context.width * streams.moving.codec_context.height > MOST_PIXELS:
        raise Unfit("frame_too_large")
    streams.moving.thread_type, streams.moving.codec_context.thread_count = "AUTO", THREADS
    recording = Recording(folder, streams, form, timeline)
    for frame in frames_of(source, [streams.moving, streams.sound]):
        recording.take(frame)
        progress(timeline.part)
    recording.finish()
    timeline.check_whole()
    width, height = recording.sizes[max(recording.sizes)]
    return {
        "kind": form.kind,
        "width": width,
        "height": height,
        "heights": sorted(recording.sizes),
        "duration": round(timeline.end * 1000),
    }


class Recording:
    """All outputs of one source. They are opened at its first picture, which tells how it is held."""

    def __init__(self, folder: Path, streams: Streams, form: Form, timeline: Timeline) -> None:
        self.folder, self.streams, self.form, self.timeline = folder, streams, form, timeline
        self.outputs: list[Output] = []
        self.sizes: dict[int, tuple[int, int]] = {}
        self.sound = Sound(streams.sound) if streams.sound else None
        self.waiting: list[AudioFrame] = []
        self.graphs: dict[Any, Graph] = {}
        self.scaler = VideoReformatter()  # kept, since preparing one takes time: for HDR seconds
        self.poster = Poster(timeline.claimed)
        self.rate = min(Fraction(30), Fraction(streams.moving.guessed_rate or 30).limit_denominator(1001))
        self.last = -1.0

    def take(self, frame: VideoFrame | AudioFrame) -> None:
        if isinstance(frame, VideoFrame):
            self.take_picture(frame)
        else:
            self.take_sound(frame)

    def take_picture(self, frame: VideoFrame) -> None:
        time = self.timeline.at(frame, float(1 / self.rate))
        if time < 0 or (self.last >= 0 and time - self.last < SHORTEST_FRAME):
            return
        if frame.width * frame.height > MOST_PIXELS:
            raise Unfit("frame_too_large")
        self.last = time
        if not self.outputs:
            self.open(frame)
        frame = self.upright(frame)
        self.poster.consider(frame, time)
        for output in self.outputs:  # from the largest to the smallest, each shrunk from the one before
            frame = output.scaler.reformat(frame, *output.size, "yuv420p", interpolation="BICUBIC")
            frame.pts, frame.time_base, frame.pict_type = round(time / CLOCK), CLOCK, PictureType.NONE
            output.write(output.picture, frame)

    def take_sound(self, frame: AudioFrame | None) -> None:
        if self.sound is None:
            return
        time = self.timeline.at(frame, frame.samples / frame.sample_rate) if frame else 0
        self.waiting += self.sound.frames(frame, time)
        if len(self.waiting) > LATE_PICTURES:
            raise Unfit("no_frames")
        if self.outputs:
            for part in self.waiting:
                for output in self.outputs:
                    output.write(output.sound, part)
            self.waiting = []

    def open(self, frame: VideoFrame) -> None:
        """Open the outputs, now that the first picture is here and says its size and how it was turned."""
        width, height = square(frame, self.streams.moving)
        if aside(frame):
            width, height = height, width
        heights = rungs(min(width, height), self.form.heights)
        self.sizes = {rung: fitted(width, height, rung) for rung in heights}
        layout = self.sound.layout if self.sound else None
        self.outputs = [
            Output(self.folder, rung, size, self.rate, layout)
            for rung, size in sorted(self.sizes.items(), reverse=True)
        ]

    def upright(self, frame: VideoFrame) -> VideoFrame:
        """The frame in the largest size, whole, turned as it was held, in the colours of an ordinary screen."""
        if frame.interlaced_frame:  # every second line is of another moment; those of one moment are kept
            frame = self.filtered(frame, (("field", "top"),))
        width, height = self.outputs[0].size
        size = (height, width) if aside(frame) else (width, height)
        turn = TURNS.get(frame.rotation if frame.rotation != -180 else 180, ())
        frame = self.scaler.reformat(frame, *size, "yuv420p", interpolation="BICUBIC", **colours(frame))
        if frame.colorspace in (RGB, UNSAID):
            frame.colorspace = Colorspace.ITU709 if min(size) >= 720 else SD
        return self.filtered(frame, turn) if turn else frame

    def filtered(self, frame: VideoFrame, steps: tuple[tuple[str, str], ...]) -> VideoFrame:
        """The frame after some of FFmpeg's filters that give one for each that they take."""
        key = frame.width, frame.height, frame.format.name, steps
        graph = self.graphs.get(key)
        if graph is None:
            graph = self.graphs[key] = Graph()
            start = graph.add_buffer(width=frame.width, height=frame.height, format=frame.format, time_base=CLOCK)
            nodes = [graph.add(name, value or None) for name, value in steps]
            graph.link_nodes(start, *nodes, graph.add("buffersink")).configure()
        graph.vpush(frame)
        return graph.vpull()

    def finish(self) -> None:
        """Write what the encoders still hold, the index at the front of each file, and the poster."""
        if not self.outputs:
            raise Unfit("no_frames")
        self.take_sound(None)
        for output in self.outputs:
            output.close()
        self.poster.save(self.folder / "poster.png")


class Output:
    """One MP4 that is being written, by a thread of its own: else the largest would keep the others waiting."""

    def __init__(self, folder: Path, rung: int, size: tuple[int, int], rate: Fraction, layout: str | None) -> None:
        self.size = size
        self.scaler = VideoReformatter()
        self.file = av.open(str(folder / f"{rung}.mp4"), "w", format="mp4", options={"movflags": "+faststart"})
        peak = {"maxrate": f"{PEAK_KBITS[rung]}k", "bufsize": f"{2 * PEAK_KBITS[rung]}k"}
        self.picture: Any = self.file.add_stream("libx264", rate=rate, options={**ENCODER, **peak})
        self.picture.width, self.picture.height = size
        self.picture.pix_fmt = "yuv420p"
        self.picture.codec_context.time_base = CLOCK
        self.picture.codec_context.thread_count = THREADS
        self.sound = add_sound(self.file, layout, SOUND_BITS[rung]) if layout else None
        self.thread = ThreadPoolExecutor(1)
        self.begun: deque[Future[None]] = deque()

    def write(self, stream: Any, frame: VideoFrame | AudioFrame | None) -> None:
        """Have a frame encoded and written, after those before it. What went wrong with one of these is raised here."""
        if len(self.begun) == AHEAD:
            self.begun.popleft().result()
        self.begun.append(self.thread.submit(self.encode, stream, frame))

    def encode(self, stream: Any, frame: VideoFrame | AudioFrame | None) -> None:
        self.file.mux(stream.encode(frame))

    def close(self) -> None:
        for stream in (self.picture, self.sound):
            if stream is not None:
                self.write(stream, None)
        for written in self.begun:
            written.result()
        self.thread.shutdown()
        self.file.close()


class Poster:
    """Looks at some frames on the way and keeps the one that tells most: black and plain ones tell nothing."""

    def __init__(self, seconds: float | None) -> None:
        self.step = seconds / 10 if seconds else None
        self.due = 0.0
        self.best: VideoFrame | None = None
        self.most = -1.0

    def consider(self, frame: VideoFrame, time: float) -> None:
        if time < self.due:
            return
        self.due = time + (self.step or max(1.0, time / 2))
        told = frame.reformat(160, 160, "gray").to_image().entropy()
        if told > self.most:
            self.best, self.most = frame, told

    def save(self, path: Path) -> None:
        if self.best is not None:
            self.best.to_image().save(path, compress_level=1)


def aside(frame: VideoFrame) -> bool:
    """Whether the camera was held upright, so that width and height change places."""
    return abs(frame.rotation) in (90, 270)


def square(frame: VideoFrame, stream: Any) -> tuple[int, int]:
    """Width and height of a frame, as they are where pixels are square."""
    ratio = float(stream.sample_aspect_ratio or 1)
    return (round(frame.width * ratio) if 0.1 < ratio < 10 else frame.width), frame.height


def rungs(short: int, heights: tuple[int, ...]) -> list[int]:
    """The heights that are made of a source by its shorter side: those below it, and the first that it doesn't pass.

    One that is hardly smaller than the source itself is left out.
    """
    made = [height for before, height in zip((0, *heights), heights, strict=False) if before < short]
    return [height for height in made if height == made[-1] or height < 0.8 * short]


def fitted(width: int, height: int, rung: int) -> tuple[int, int]:
    """The size whose shorter side is at most `rung`, never more than the source, and even for the encoder."""
    scale = min(1.0, rung / min(width, height))
    return max(2, round(width * scale) // 2 * 2), max(2, round(height * scale) // 2 * 2)


def colours(frame: VideoFrame) -> dict[str, Any]:
    """How to bring a frame to the colours of an ordinary screen: from HDR, from RGB, from a camera's full range."""
    spread = frame.colorspace == SPREAD or frame.color_primaries == ColorPrimaries.BT2020
    if frame.color_trc in HDR or spread:
        plain = {"dst_color_trc": ColorTrc.BT709, "dst_color_primaries": ColorPrimaries.BT709}
        return {**plain, "dst_colorspace": Colorspace.ITU709, "dst_color_range": ColorRange.MPEG}
    if frame.format.is_rgb or frame.format.has_palette:
        return {"dst_colorspace": Colorspace.ITU709, "dst_color_range": ColorRange.MPEG}
    if frame.color_range == ColorRange.JPEG:
        return {"src_color_range": ColorRange.JPEG, "dst_color_range": ColorRange.MPEG}
    return {}
