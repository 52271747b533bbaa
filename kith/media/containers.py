"""What an upload is by its own bytes, whatever its name says: a video, a sound, a picture that moves, or none."""

from typing import IO

from kith.media.models import Kind

# What begins so, at its first byte or (for `ftyp` and its kin) at the fifth.
STARTS = (
    (0, b"\x1a\x45\xdf\xa3", "matroska"),
    (0, b"OggS", "ogg"),
    (0, b"fLaC", "flac"),
    (0, b"ID3", "mp3"),
    (4, b"moov", "mp4"),
    (4, b"mdat", "mp4"),
    (4, b"wide", "mp4"),
    (4, b"free", "mp4"),
)
RIFF = {b"AVI ": "avi", b"WAVE": "wav", b"WEBP": "webp"}
STILL_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis", b"hevc")
KINDS = {
    "mp3": Kind.SOUND,
    "aac": Kind.SOUND,
    "ogg": Kind.SOUND,
    "flac": Kind.SOUND,
    "wav": Kind.SOUND,
    "gif": Kind.LOOP,
    "webp": Kind.LOOP,
}
GIF_START = 13  # bytes up to the first colour table


def container_of(file: IO[bytes]) -> str | None:
    """The container of a recording, as FFmpeg calls it; None for what is a still picture, or nothing known."""
    file.seek(0)
    start = file.read(32)
    file.seek(0)
    for at, sign, container in STARTS:
        if start[at:].startswith(sign):
            return container
    if start[4:8] == b"ftyp":
        return None if start[8:12] in STILL_BRANDS else "mp4"
    if start[:4] == b"RIFF":
        inside = RIFF.get(start[8:12])
        return None if inside == "webp" and not webp_moves(start) else inside
    if start[:4] == b"GIF8":
        return "gif" if gif_moves(file) else None
    return mpeg_audio(start)


def kind_of_recording(container: str) -> Kind:
    """What a container most likely holds. The process that opens it knows, and may find a sound in a video's."""
    return KINDS.get(container, Kind.VIDEO)


def mpeg_audio(start: bytes) -> str | None:
    """MP3 and AAC without a container begin with eleven set bits; the two that tell the layer tell them apart."""
    if len(start) < 4 or start[0] != 0xFF or start[1] & 0xE0 != 0xE0 or start[:3] == b"\xff\xd8\xff":
        return None
    return "mp3" if start[1] & 0x06 else "aac"


def webp_moves(start: bytes) -> bool:
    return start[12:16] == b"VP8X" and len(start) > 20 and bool(start[20] & 0x02)


def gif_moves(file: IO[bytes]) -> bool:
    """Whether a GIF has a second picture: its blocks are stepped over, none is decoded."""
    try:
        header = file.read(GIF_START)
        file.read(colours(header[10]))  # not a seek: an upload that came in parts can only be read on
        pictures = 0
        while (block := file.read(1)) in (b"!", b","):
            if block == b"!":
                file.read(1)
            else:
                pictures += 1
                if pictures == 2:
                    return True
                file.read(colours(file.read(9)[8]) + 1)
            while size := file.read(1)[0]:
                file.read(size)
    except IndexError:  # it ends in the middle of a block
        pass
    finally:
        file.seek(0)
    return False


def colours(flags: int) -> int:
    """The bytes of the colour table that follows, by the flags before it."""
    return 3 * (2 << (flags & 7)) if flags & 0x80 else 0
