"""Pictures for the tests, made when they are asked for: good ones with every kind of baggage, and bad ones."""

import struct
import tempfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pillow_heif
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms

from kith.media import files
from kith.media.models import Kind, MediaItem, MediaState

RED, GREEN, BLUE = (200, 30, 30), (30, 160, 60), (30, 60, 200)
SECRET = b"Secret garden 52.37N"


def upload(content: bytes, name: str = "photo.jpg", type: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type=type)


def quarters(width: int = 800, height: int = 600, mode: str = "RGB") -> Image.Image:
    """A picture whose top left is red, top right green and bottom blue, so that a turn shows."""
    image = Image.new("RGB", (width, height), BLUE)
    image.paste(RED, (0, 0, width // 2, height // 2))
    image.paste(GREEN, (width // 2, 0, width, height // 2))
    return image.convert(mode)


def encoded(image: Image.Image, format: str = "JPEG", **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, format, **options)
    return out.getvalue()


def with_baggage(format: str = "JPEG") -> bytes:
    """A picture with a place, an author and words in EXIF, XMP, IPTC and a comment."""
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    exif[0x013B] = "Photographer " + SECRET.decode()
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (52.0, 22.0, 1.0)
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf>' + SECRET + b"</rdf></x:xmpmeta>"
    options: dict[str, Any] = {"exif": exif, "xmp": xmp}
    if format == "JPEG":
        options |= {"comment": SECRET}
    content = encoded(quarters(), format, **options)
    if format == "JPEG":  # IPTC: an APP13 segment, which Pillow does not write
        iptc = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + struct.pack(">I", len(SECRET) + 5)
        iptc += b"\x1c\x02\x78" + struct.pack(">H", len(SECRET)) + SECRET
        content = content[:2] + b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc + content[2:]
    assert content.count(SECRET) >= 2
    return content


def turned(orientation: int) -> bytes:
    """`quarters` as a camera held in another way stores it: turned, with the EXIF tag that turns it back."""
    undo = {
        2: [Image.Transpose.FLIP_LEFT_RIGHT],
        3: [Image.Transpose.ROTATE_180],
        4: [Image.Transpose.FLIP_TOP_BOTTOM],
        5: [Image.Transpose.TRANSPOSE],
        6: [Image.Transpose.ROTATE_90],
        7: [Image.Transpose.TRANSVERSE],
        8: [Image.Transpose.ROTATE_270],
    }
    image = quarters()
    for step in undo.get(orientation, []):
        image = image.transpose(step)
    exif = Image.Exif()
    exif[0x0112] = orientation
    return encoded(image, exif=exif, quality=95)


def wide_gamut() -> bytes:
    """A picture with a profile of its own in which red and green have changed places: seen as sRGB it is wrong."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile = profile.replace(b"rXYZ", b"?XYZ").replace(b"gXYZ", b"rXYZ").replace(b"?XYZ", b"gXYZ")
    red, green, blue = quarters().split()
    return encoded(Image.merge("RGB", (green, red, blue)), "PNG", icc_profile=bytes(profile))


def heic(width: int = 800, height: int = 600) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    out = BytesIO()
    pillow_heif.from_pillow(quarters(width, height)).save(out, exif=exif.tobytes(), quality=80)
    return out.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def huge_header(side: int = 60_000) -> bytes:
    """A PNG of a few bytes that says it is 60,000 pixels wide and high."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


def moving(frames: int) -> bytes:
    """A GIF of so many frames, written by hand: an encoder would take a minute for thousands."""
    start = encoded(Image.new("P", (8, 8)), "GIF")
    screen = 13 + 3 * (2 << (start[10] & 7)) if start[10] & 0x80 else 13
    frame = start[screen:-1]
    return start[:screen] + frame * frames + b";"


def kept(owner: Any, names: tuple[str, ...] = ("96", "192", "320", "640")) -> MediaItem:
    """A photo of a member with its files, without decoding anything."""
    photo = MediaItem.objects.create(owner_id=owner.pk, width=600, height=400, sizes=[320, 640], state=MediaState.READY)
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            Path(folder, f"{name}.webp").write_bytes(b"RIFF....WEBP" + name.encode())
        files.store(photo.key, Path(folder))
    return photo


def kept_recording(owner: Any, kind: Kind, **given: Any) -> MediaItem:
    """A video, loop or sound of a member that is ready, with files that say their names."""
    shape = {"width": 1280, "height": 720, "heights": [360, 720, 1080]} if kind != Kind.SOUND else {}
    said = {"kind": kind, "state": MediaState.READY, "duration": 187_000, **shape, **given}
    item = MediaItem.objects.create(owner_id=owner.pk, **said)
    with tempfile.TemporaryDirectory() as folder:
        names = ["sound.m4a"] if kind == Kind.SOUND else [f"{height}.mp4" for height in item.heights]
        for name in names:
            Path(folder, name).write_bytes(b"ftyp" + name.encode())
        files.store(item.key, Path(folder))
    return item
