"""A process of its own that opens one picture: an upload, for its clean master and WebP; a master, for its AVIF.

Run as `python -I child.py keep TYPE UPLOAD FOLDER [CROP]`, or `... avif TYPE MASTER FOLDER`; it prints a line of JSON:
what it kept (width, height, sizes and thumbhash), or an error. The AVIF come later because nobody need wait for them.
Picture decoders are large, hungry and now and then broken. Nothing else in Kith loads them, and here a hostile file
meets limits on memory, time, file size and open files, and finds only the loaders of the types that Kith takes.
"""

import importlib
import json
import sys
from pathlib import Path
from typing import Any

import pyvips

from kith.media.confinement import confine
from kith.media.thumbhash import SIDE, thumbhash
from kith.media.widths import SQUARES, WIDTHS

MAX_PIXELS = 100_000_000
MAX_FRAMES = 1_000
MASTER_SIDE = 4_096
LOADERS = {
    "jpeg": "jpegload",
    "png": "pngload",
    "webp": "webpload",
    "gif": "gifload",
    "avif": "heifload",
    "tiff": "tiffload",
}
BLOCKED_BUT = ("Jpeg", "Png", "Webp", "Nsgif", "Heif", "Tiff")
# The efforts are chosen by docs/performance.md. WebP is for the few browsers that know no AVIF, and until there is one.
WEBP = {"Q": 78, "effort": 0, "keep": "none"}
AVIF = {"compression": "av1", "Q": 55, "effort": 0, "keep": "none"}


class Unfit(Exception):
    """The picture can't be kept; the message is one of the words that `media.cleaning` knows."""


def limit() -> None:
    """Take away from this process what no picture needs."""
    confine(memory=900 << 20, seconds=20, file=64 << 20)


def block_loaders() -> None:
    """Leave only the loaders of the types that Kith takes: SVG, PDF, ImageMagick and the rest are out of reach."""
    pyvips.operation_block_set("VipsForeignLoad", True)
    for name in BLOCKED_BUT:
        pyvips.operation_block_set(f"VipsForeignLoad{name}", False)


def check_size(width: int, height: int, frames: int = 1) -> None:
    """Refuse by the header alone what would take too much memory or time to decode."""
    if width * height > MAX_PIXELS:
        raise Unfit("too_many_pixels")
    if frames > MAX_FRAMES:
        raise Unfit("too_many_frames")


def open_picture(kind: str, path: str) -> pyvips.Image:
    """The picture (of a moving one, the first frame) upright, in sRGB, 8 bits, at most MASTER_SIDE long."""
    shrink: dict[str, Any] = {"height": MASTER_SIDE, "size": "down"}
    if kind == "heic":
        image = open_heic(path)
        if image.get_typeof("icc-profile-data"):
            shrink["output_profile"] = "srgb"
        image = image.thumbnail_image(MASTER_SIDE, **shrink)
    else:
        header = getattr(pyvips.Image, LOADERS[kind])(path, access="sequential")
        frames = header.get("n-pages") if header.get_typeof("n-pages") else 1
        check_size(header.width, header.height, frames)
        # Only where there is a profile: without one the conversion changes nothing and takes two seconds.
        if header.get_typeof("icc-profile-data"):
            shrink["output_profile"] = "srgb"
        image = pyvips.Image.thumbnail(path, MASTER_SIDE, fail_on="error", **shrink)
    # Decoded whole here, so that a file that ends too soon fails now and not in the middle of a rendition.
    return image.colourspace("srgb").cast("uchar").copy_memory()


def open_heic(path: str) -> pyvips.Image:
    """A picture from a phone. libvips has no decoder for it, so this one type goes through pillow-heif."""
    file = importlib.import_module("pillow_heif").open_heif(path)
    check_size(*file.size)
    pixels = file.data  # decoded and turned upright, without padding
    width, height = file.size
    image = pyvips.Image.new_from_memory(pixels, width, height, len(file.mode), "uchar")
    image = image.copy(interpretation="srgb" if len(file.mode) > 2 else "b-w")
    if profile := file.info.get("icc_profile"):
        image = image.copy()
        image.set_type(pyvips.GValue.blob_type, "icc-profile-data", profile)
    return image


def cut_out(image: pyvips.Image, crop: str) -> pyvips.Image:
    """The part of an upright picture that is kept; `crop` as `media.crop.Crop.as_words` says it.

    It never reaches over an edge: what does not fit is moved and made smaller.
    """
    ratio, *place = map(float, crop.split(","))
    most = min(image.width, round(image.height * ratio)) or 1
    width = max(1, min(round(place[2] * image.width), most)) if place else most
    height = max(1, min(round(width / ratio), image.height))
    left, top = (
        (place[0] * image.width, place[1] * image.height)
        if place
        else (
            (image.width - width) / 2,
            (image.height - height) / 2,
        )
    )
    x, y = min(round(left), image.width - width), min(round(top), image.height - height)
    return image.crop(x, y, width, height).copy_memory()


def write_all(image: pyvips.Image, folder: Path) -> dict[str, Any]:
    """Write the master, the widths and the squares; say what there is and how it looks until it is there.

    A width that the picture does not reach is written once, at the picture's own width, and the larger ones not.
    """
    sizes = sizes_of(image.width)
    made = {"width": image.width, "height": image.height, "sizes": sizes}
    if image.hasalpha():
        image.webpsave(str(folder / "master.webp"), Q=92, effort=2, keep="none")
    else:
        # Colour at half the resolution, as the photo of a phone has it: at this quality libvips would keep it whole.
        image.jpegsave(str(folder / "master.jpg"), Q=92, subsample_mode="on", keep="none")
    for width in reversed(sizes):  # each from the one before: much less work than each from the master
        image = narrowed(image, width)
        image.webpsave(str(folder / f"{width}.webp"), **WEBP)
        if width == sizes[min(1, len(sizes) - 1)]:
            write_squares(image, folder)
    return made | {"thumbhash": hash_of(image)}


def write_avif(image: pyvips.Image, folder: Path) -> dict[str, Any]:
    """Write the widths as AVIF. All else is known of the picture already."""
    for width in reversed(sizes_of(image.width)):
        image = narrowed(image, width)
        image.heifsave(str(folder / f"{width}.avif"), **AVIF)
    return {}


def sizes_of(width: int) -> list[int]:
    """The widths of the renditions of a picture, from small to large."""
    return [rendition for before, rendition in zip((0, *WIDTHS), WIDTHS, strict=False) if before < width]


def narrowed(image: pyvips.Image, width: int) -> pyvips.Image:
    return image.thumbnail_image(width, height=MASTER_SIDE, size="down").copy_memory()


def hash_of(image: pyvips.Image) -> str:
    """The ThumbHash of a picture; none where one sees through it, since it would cover what is behind."""
    if image.hasalpha():
        return ""
    small = image.thumbnail_image(SIDE, height=SIDE, size="down").colourspace("srgb")
    return thumbhash(small.width, small.height, bytes(small.write_to_memory()))


def write_squares(image: pyvips.Image, folder: Path) -> None:
    """Cut the middle out, for avatars; smaller where the picture is smaller."""
    for name in SQUARES:
        side = min(name, image.width, image.height)
        square = image.thumbnail_image(side, height=side, crop="centre")
        square.webpsave(str(folder / f"{name}.webp"), Q=80, effort=2, keep="none")


def main(work: str, kind: str, picture: str, folder: str, crop: str = "") -> dict[str, Any]:
    limit()
    block_loaders()
    try:
        image = open_picture(kind, picture)
        if crop:
            image = cut_out(image, crop)
    except Unfit as unfit:
        return {"error": str(unfit)}
    except (pyvips.Error, ValueError, EOFError, RuntimeError, OSError):
        return {"error": "broken"}
    write = {"keep": write_all, "avif": write_avif}[work]
    try:
        return write(image, Path(folder))
    except pyvips.Error:  # it is decoded, so only the disk can fail
        return {"error": "no_room"}


if __name__ == "__main__":
    json.dump(main(*sys.argv[1:]), sys.stdout)
