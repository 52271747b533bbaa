"""The sound of a recording: alone as an .m4a with its waveform, title and cover, or beside the frames of a video."""

import base64
from array import array
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.container import InputContainer, OutputContainer
from av.filter import Graph

from kith.media.recordings.source import Streams, Timeline, Unfit, frames_of, open_upload, streams_of

LONGEST = 4 * 3600
RATE = 48_000
AAC_FRAME = 1024
COVER_BYTES = 10_000_000
PEAKS = 200
PEAK_RATE = 8_000
STEP = 80  # samples of PEAK_RATE: a hundredth of a second


class Sound:
    """Sound of any shape as frames that an AAC encoder takes: one rate, mono or stereo, gaps filled with silence."""

    def __init__(self, stream: Any) -> None:
        self.layout = "mono" if stream.codec_context.channels == 1 else "stereo"
        self.shape: Any = None
        self.resampler: AudioResampler | None = None
        self.graph = Graph()
        self.graph.link_nodes(
            self.graph.add_abuffer(sample_rate=RATE, format="fltp", layout=self.layout, time_base=Fraction(1, RATE)),
            # Filled and cut, never stretched: a recording with a hole in it stays beside its pictures.
            self.graph.add("aresample", "async=1:first_pts=0"),
            self.graph.add("asetnsamples", f"n={AAC_FRAME}:p=0"),
            self.graph.add("abuffersink"),
        ).configure()

    def frames(self, frame: AudioFrame | None, time: float) -> Iterator[AudioFrame]:
        """What is ready after one more frame; at the end, None gives the rest."""
        for part in self.resampled(frame, time):
            self.graph.push(part)
            yield from self.ready()
        if frame is None:
            self.graph.push(None)
            yield from self.ready()

    def resampled(self, frame: AudioFrame | None, time: float) -> Iterator[AudioFrame]:
        shape = frame and (frame.format.name, frame.layout.name, frame.sample_rate)
        if shape != self.shape:  # at the end; and some recordings change on the way
            if self.resampler is not None:
                yield from self.resampler.resample(None)
            self.shape, self.resampler = shape, AudioResampler("fltp", self.layout, RATE)
        if frame is not None and self.resampler is not None:
            frame.pts, frame.time_base = round(time * frame.sample_rate), Fraction(1, frame.sample_rate)
            yield from self.resampler.resample(frame)

    def ready(self) -> Iterator[AudioFrame]:
        while True:
            try:
                frame = self.graph.pull()
            except (av.error.BlockingIOError, av.error.EOFError):
                return
            if isinstance(frame, AudioFrame):
                yield frame


def add_sound(output: OutputContainer, layout: str, bits: int) -> Any:
    """A stream of AAC in a file that is being written."""
    stream: Any = output.add_stream("aac", rate=RATE, bit_rate=bits)
    stream.layout = layout
    stream.format = "fltp"
    return stream


class Waveform:
    """The loudest sample of each hundredth of a second, folded into PEAKS bars at the end."""

    def __init__(self) -> None:
        self.resampler = AudioResampler("s16", "mono", PEAK_RATE)
        self.rest = array("h")
        self.peaks: list[int] = []

    def hear(self, frame: AudioFrame) -> None:
        for part in self.resampler.resample(frame):
            self.rest.frombytes(bytes(part.planes[0])[: part.samples * 2])
        whole = len(self.rest) // STEP * STEP
        self.peaks += [loudest(self.rest[at : at + STEP]) for at in range(0, whole, STEP)]
        del self.rest[:whole]

    def bars(self) -> bytes:
        """One byte a bar, the loudest 255; all zero for silence."""
        peaks = self.peaks or [0]
        bounds = [len(peaks) * bar // PEAKS for bar in range(PEAKS + 1)]
        bars = [max(peaks[low : max(high, low + 1)]) for low, high in pairwise(bounds)]
        return bytes(255 * bar // (max(bars) or 1) for bar in bars)


def loudest(samples: "array[int]") -> int:
    return max(max(samples), -min(samples))


def make_sound(container: str, upload: str, folder: Path, progress: Callable[[float], None]) -> dict[str, Any]:
    """Write `sound.m4a`, and `cover` as it came if there is one; say how long it is and what it is called."""
    keep_cover(container, upload, folder)
    with open_upload(container, upload) as source:
        streams = streams_of(source)
        timeline, waveform = Timeline(source, LONGEST), Waveform()
        write_sound(source, streams, folder / "sound.m4a", timeline, waveform, progress)
        if container not in ("mp3", "aac"):  # those say no length, and FFmpeg only guesses one
            timeline.check_whole()
        tags = {**lowered(streams.sound.metadata), **lowered(source.metadata)}
    return {
        "kind": "sound",
        "duration": round(timeline.end * 1000),
        "title": tags.get("title", ""),
        "artist": tags.get("artist") or tags.get("album_artist", ""),
        "waveform": base64.b64encode(waveform.bars()).decode(),
    }


def write_sound(
    source: InputContainer,
    streams: Streams,
    path: Path,
    timeline: Timeline,
    waveform: Waveform,
    progress: Callable[[float], None],
) -> None:
    sound = Sound(streams.sound)

    def write(frame: AudioFrame | None, time: float) -> None:
        for part in sound.frames(frame, time):
            waveform.hear(part)
            output.mux(stream.encode(part))

    with av.open(str(path), "w", format="ipod", options={"movflags": "+faststart"}) as output:
        stream = add_sound(output, sound.layout, 96_000 if sound.layout == "mono" else 160_000)
        for frame in frames_of(source, [streams.sound]):
            write(frame, timeline.at(frame, frame.samples / frame.sample_rate))
            progress(timeline.part)
        write(None, 0)
        output.mux(stream.encode(None))
    if not timeline.end:
        raise Unfit("no_frames")


def sounds(container: str, upload: str) -> bool:
    """Whether the sound can be decoded at all. The file is opened only for this."""
    with open_upload(container, upload) as source:
        try:
            return next(frames_of(source, [streams_of(source).sound]), None) is not None
        except Unfit:
            return False


def keep_cover(container: str, upload: str, folder: Path) -> None:
    """Take the picture out as it is, undecoded: the child for pictures judges it. The file is opened only for this."""
    with open_upload(container, upload) as source:
        cover = streams_of(source).cover
        if cover is None:
            return
        packet = next(source.demux(cover), None)
        if packet is not None and 0 < packet.size <= COVER_BYTES:
            (folder / "cover").write_bytes(bytes(packet))


def lowered(tags: dict[str, str]) -> dict[str, str]:
    """Tags under small letters: Ogg writes them large, MP3 small. Cut, for a tag may be as large as its file."""
    return {name.lower(): value[:1000] for name, value in tags.items()}
