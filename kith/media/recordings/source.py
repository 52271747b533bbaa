"""Opening an upload as what its first bytes say, and decoding it with bounds on everything that it claims."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import av
import av.error
from av.container import InputContainer
from av.stream import Disposition

DEMUXERS = {"matroska": "matroska,webm", "webp": "webp_anim"}
# What phones, cameras, recorders and browsers write. No other decoder is ever started.
DECODERS = (
    "h264,hevc,vp8,vp9,libvpx,libvpx-vp9,av1,libdav1d,mpeg4,msmpeg4,msmpeg4v2,h263,mjpeg,prores,mpeg1video,mpeg2video,"
    "dvvideo,theora,wmv1,wmv2,gif,webp,webp_anim,rawvideo,png,"
    "aac,mp3,mp3float,mp2,mp2float,vorbis,opus,libopus,flac,alac,ac3,eac3,amrnb,amrwb,"
    "pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,pcm_u8,pcm_s8,pcm_f32le,pcm_f32be,pcm_f64le,"
    "pcm_alaw,pcm_mulaw,adpcm_ms,adpcm_ima_wav,adpcm_ima_qt"
)
MOST_STREAMS = 64
MOST_PIXELS = 4096 * 4096  # of a frame: 4K, and what action cameras make, but not 8K
MOST_DAMAGED = 100  # packets in a row at the start; later as many as there are good ones


class Unfit(Exception):
    """The upload can't be kept; the message is one of the words that `media.words` knows."""


@dataclass(frozen=True)
class Streams:
    """What is used of a file: the moving pictures, the sound, the picture of a cover. Each may be None."""

    moving: Any
    sound: Any
    cover: Any


def open_upload(container: str, path: str) -> InputContainer:
    """Open the file as the container that it was found to be: no playlist, no other file, no other decoder."""
    options = {"protocol_whitelist": "file", "codec_whitelist": DECODERS, "max_streams": str(MOST_STREAMS)}
    # Tags in a broken encoding are no reason to refuse the music.
    return av.open(path, format=DEMUXERS.get(container, container), options=options)


def streams_of(source: InputContainer) -> Streams:
    """The largest picture that moves, the sound with most channels, the first cover."""
    pictures = [stream for stream in source.streams.video if known(stream)]
    sounds = [stream for stream in source.streams.audio if known(stream)]
    covers = [stream for stream in pictures if is_cover(stream, bool(sounds))]
    moving = [stream for stream in pictures if stream not in covers]
    return Streams(
        moving=max(moving, key=lambda stream: stream.codec_context.width * stream.codec_context.height, default=None),
        sound=max(sounds, key=lambda stream: stream.codec_context.channels, default=None),
        cover=covers[0] if covers else None,
    )


def known(stream: Any) -> bool:
    return stream.codec_context is not None and stream.codec_context.name in DECODERS.split(",")


def is_cover(stream: Any, sounding: bool) -> bool:
    """Whether a picture belongs to a piece of music: FFmpeg shows a cover as a video of one frame."""
    still = Disposition.attached_pic | Disposition.still_image | Disposition.timed_thumbnails
    return bool(stream.disposition & still) or (sounding and stream.frames == 1)


def frames_of(source: InputContainer, streams: list[Any]) -> Iterator[Any]:
    """Every frame of the streams that can be decoded, in the order of the file; what is damaged is left out."""
    good = damaged = 0
    packets = source.demux([stream for stream in streams if stream is not None])
    while True:
        try:
            frames = next(packets).decode()
        except StopIteration:
            return
        except av.error.EOFError:  # a decoder that had already come to its end
            continue
        except (av.error.InvalidDataError, av.error.UndefinedError, av.error.PatchWelcomeError, av.error.ExternalError):
            damaged += 1
            if damaged > MOST_DAMAGED + good:
                raise Unfit("damaged") from None
            continue
        good += 1
        yield from frames


class Timeline:
    """When each frame of a recording is due, in seconds from its start, and how long the recording is."""

    def __init__(self, source: InputContainer, longest: float) -> None:
        self.start = (source.start_time or 0) / av.time_base
        self.claimed = source.duration / av.time_base if source.duration else None  # a browser's recording says nothing
        self.longest = longest
        self.end = 0.0
        if self.claimed and self.claimed > longest:
            raise Unfit("too_long")

    def at(self, frame: Any, length: float) -> float:
        """When a frame is due that lasts so long; one that doesn't say it follows what came before."""
        known = frame.pts is not None and frame.time_base
        time = float(frame.pts * frame.time_base) - self.start if known else self.end
        if time + length > self.longest:
            raise Unfit("too_long")
        self.end = max(self.end, time + length)
        return time

    @property
    def part(self) -> float:
        """How much of the recording has been read, from 0 to 1."""
        return min(1.0, self.end / self.claimed) if self.claimed else 0.0

    def check_whole(self) -> None:
        """Refuse a file that ends well before the end that it claims: the rest did not arrive."""
        if self.claimed and self.end < self.claimed * 0.9 - 1:
            raise Unfit("cut_off")
