"""Videos, sounds and moving pictures for the tests: a real photograph panned, real music, and every kind of baggage."""

from collections.abc import Iterator
from fractions import Fraction
from importlib.metadata import distribution
from io import BytesIO
from pathlib import Path
from typing import Any

import av
from av.video.reformatter import ColorPrimaries, ColorTrc, VideoReformatter
from PIL import Image

PYGAME = Path(str(distribution("pygame-ce").locate_file("pygame")))  # found without loading it
MUSIC = PYGAME / "examples/data"
SECRET = "Secret garden 52.37N"


def photograph(width: int = 320, height: int = 240) -> Image.Image:
    """A photo of a house and a tree: red bricks on the left, leaves on the right."""
    picture = Image.open(PYGAME / "docs/generated/_images/camera_rgb.jpg").convert("RGB")
    return picture.resize((width, height))


def pan(width: int, height: int, frames: int) -> list[Image.Image]:
    """The photo, moved to the left a little more in each frame."""
    wide = photograph(width + frames, height)
    return [wide.crop((step, 0, step + width, height)) for step in range(frames)]


def clip(
    container: str = "mp4",
    codec: str = "libx264",
    size: tuple[int, int] = (160, 120),
    frames: int = 10,
    *,
    pictures: list[Image.Image] | None = None,
    times: list[float] | None = None,
    format: str = "yuv420p",
    sound: str | None = None,
    turned: int = 0,
    wide: Fraction | None = None,
    hdr: bool = False,
    tags: dict[str, str] | None = None,
) -> bytes:
    """A short video. `times` are those of its frames, in seconds; `turned` is how the camera was held."""
    out, scaler = BytesIO(), VideoReformatter()
    pictures = pictures or pan(*size, frames)
    with av.open(out, "w", format=container) as output:
        output.metadata.update(tags or {})
        stream: Any = output.add_stream(codec, rate=10)
        stream.width, stream.height, stream.pix_fmt = (*pictures[0].size, format)
        if times:
            stream.codec_context.time_base = stream.time_base = Fraction(1, 1000)
        if turned:
            stream.set_display_rotation(turned)
        if wide:
            stream.codec_context.sample_aspect_ratio = wide
        if hdr:
            stream.codec_context.color_trc, stream.codec_context.color_primaries = 16, 9
            stream.codec_context.colorspace = 9
        voice: Any = output.add_stream(sound, rate=48_000) if sound else None
        if voice:
            voice.layout = "mono"
        for number, picture in enumerate(pictures):
            frame = scaler.reformat(av.VideoFrame.from_image(picture), format=format)
            time = times[number] if times else number / 10
            frame.pts, frame.time_base = round(time * 1000), Fraction(1, 1000)
            if hdr:
                frame.color_trc, frame.color_primaries, frame.colorspace = ColorTrc.SMPTE2084, ColorPrimaries.BT2020, 9
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
        if voice:
            for frame in music(voice.rate, len(pictures) / 10, voice.format.name):
                output.mux(voice.encode(frame))
            output.mux(voice.encode(None))
    return out.getvalue()


def music(rate: int, seconds: float, format: str = "fltp", layout: str = "mono") -> Iterator[av.AudioFrame]:
    """The first seconds of a piece of house music, at most seven."""
    resampler, heard = av.AudioResampler(format, layout, rate), 0
    with av.open(str(MUSIC / "house_lo.ogg")) as source:
        for frame in source.decode(audio=0):
            for part in resampler.resample(frame):
                if heard >= seconds * rate:
                    return
                part.pts, part.time_base, heard = heard, Fraction(1, rate), heard + part.samples
                yield part


def song(
    container: str = "ipod",
    codec: str = "aac",
    seconds: float = 1.0,
    tags: dict[str, str] | None = None,
    rate: int = 48_000,
) -> bytes:
    """A little real music."""
    out = BytesIO()
    with av.open(out, "w", format=container) as output:
        output.metadata.update(tags or {})
        stream: Any = output.add_stream(codec, rate=rate)
        stream.layout = "mono"
        for frame in music(rate, seconds, stream.format.name):
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return out.getvalue()


def with_cover(sound: bytes, cover: bytes, title: str = "Hey", artist: str = "Ana") -> bytes:
    """An MP3 with an ID3 tag in front that has a title, an artist and a picture."""

    def text(name: bytes, value: str) -> bytes:
        return id3_frame(name, b"\x03" + value.encode())

    frames = text(b"TIT2", title) + text(b"TPE1", artist) + id3_frame(b"APIC", b"\x00image/jpeg\x00\x03\x00" + cover)
    return b"ID3\x04\x00\x00" + synchsafe(len(frames)) + frames + sound


def id3_frame(name: bytes, content: bytes) -> bytes:
    return name + synchsafe(len(content)) + b"\x00\x00" + content


def synchsafe(number: int) -> bytes:
    """A length in ID3v2.4: four bytes of seven bits."""
    return bytes(number >> shift & 0x7F for shift in (21, 14, 7, 0))


def moving(format: str = "GIF", frames: int = 6, size: tuple[int, int] = (64, 48)) -> bytes:
    """A GIF or WebP that moves, ten frames a second."""
    out = BytesIO()
    first, *others = pan(*size, frames)
    first.save(out, format, save_all=True, append_images=others, duration=100, loop=0)
    return out.getvalue()
