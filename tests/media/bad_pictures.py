"""Pictures that phones and attackers send: enormous ones in a few bytes, other things in their clothes, halves."""

import struct
import zlib
from io import BytesIO

from PIL import Image

from tests.media import pictures
from tests.media.pictures import encoded, quarters

SIDE = 60_000
SCRIPT = b"<script>alert('of a picture')</script>"
PAGE = b"<!doctype html><html><body>" + SCRIPT + b"</body></html>"
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n%%EOF\n"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="60000" height="60000">' + SCRIPT + b"</svg>"


def gif_bomb() -> bytes:
    """One frame of 60,000 pixels a side, of one colour."""
    screen = struct.pack("<HHBBB", SIDE, SIDE, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    frame = b"," + struct.pack("<HHHHB", 0, 0, SIDE, SIDE, 0) + b"\x02" + b"\x02\x44\x01" + b"\0"
    return b"GIF89a" + screen + frame + b";"


def tiff_bomb() -> bytes:
    """A single strip of zeros that unpacks to 60,000 pixels a side."""
    strip = zlib.compress(b"\0" * 100_000)
    tags = [
        (256, 4, SIDE),  # width
        (257, 4, SIDE),  # height
        (258, 3, 8),  # bits
        (259, 3, 8),  # deflate
        (262, 3, 1),  # black is zero
        (273, 4, 8),  # where the strip is
        (277, 3, 1),  # samples
        (278, 4, SIDE),  # rows of the strip
        (279, 4, len(strip)),
    ]
    entries = b"".join(struct.pack("<HHI", tag, kind, 1) + struct.pack("<I", value) for tag, kind, value in tags)
    directory = struct.pack("<H", len(tags)) + entries + b"\0\0\0\0"
    return b"II*\0" + struct.pack("<I", 8 + len(strip)) + strip + directory


def webp_bomb() -> bytes:
    """A canvas of 60,000 pixels a side around a small picture."""
    small = encoded(quarters(64, 64), "WEBP")[12:]
    canvas = b"VP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + (SIDE - 1).to_bytes(3, "little") * 2
    return b"RIFF" + struct.pack("<I", len(canvas) + len(small) + 4) + b"WEBP" + canvas + small


def jpeg_bomb() -> bytes:
    """A small JPEG whose frame header says 60,000 pixels a side."""
    content = encoded(quarters(64, 64))
    start = content.index(b"\xff\xc0")
    return content[: start + 5] + struct.pack(">HH", SIDE, SIDE) + content[start + 9 :]


def heif_bomb(content: bytes) -> bytes:
    """A HEIC or AVIF whose properties say 60,000 pixels a side."""
    start = content.index(b"ispe") + 8
    return content[:start] + struct.pack(">II", SIDE, SIDE) + content[start + 8 :]


BOMBS = {
    "jpeg": jpeg_bomb,
    "png": pictures.huge_header,
    "gif": gif_bomb,
    "tiff": tiff_bomb,
    "webp": webp_bomb,
    "heic": lambda: heif_bomb(pictures.heic()),
    "avif": lambda: heif_bomb(encoded(quarters(), "AVIF")),
}

DISGUISED = {
    "nothing": b"",
    "one byte": b"\xff",
    "svg": SVG,
    "svg, packed": zlib.compress(SVG, wbits=31),
    "pdf": PDF,
    "a page": PAGE,
    "words": b"holiday.jpg",
    "zeros": b"\0" * 10_000,
    "a program": b"MZ\x90\0" + b"\0" * 60 + b"PE\0\0",
    "an archive": b"PK\x03\x04" + b"\0" * 100,
}

HEADS = {
    "jpeg": b"\xff\xd8\xff\xe0",
    "png": b"\x89PNG\r\n\x1a\n",
    "gif": b"GIF89a",
    "webp": b"RIFF\xff\xff\0\0WEBP",
    "heic": b"\0\0\0\x18ftypheic",
    "avif": b"\0\0\0\x18ftypavif",
    "tiff": b"II*\0\x08\0\0\0",
}


def whole(format: str) -> bytes:
    """A good picture with so much in it that half of its bytes can't be all of it."""
    noise = Image.merge("RGB", [Image.effect_noise((500, 400), 60) for _ in range(3)])
    if format == "HEIC":
        out = BytesIO()
        pictures.pillow_heif.from_pillow(noise).save(out, quality=80)
        return out.getvalue()
    return encoded(noise, format)


def polyglot(format: str) -> bytes:
    """A good picture with a page, a PDF and an archive behind its end, as a server that guesses types would meet it."""
    return whole(format) + PAGE + PDF + b"PK\x05\x06" + b"\0" * 18
