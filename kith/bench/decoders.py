"""One photo made into its renditions in a process of its own, by Kith's decoding child or by Pillow.

Run as `python -I decoders.py vips|pillow resize|whole PHOTO FOLDER`; prints the seconds it took, start of the
process and imports left out. "resize" decodes and makes the widths without writing any; "whole" writes what a photo
gets: the master, each width as WebP and as AVIF, at the same qualities.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps

from kith.media import child
from kith.media.widths import SQUARES

MASTER = 92
WEBP: dict[str, Any] = {"quality": 78, "method": 0}
AVIF: dict[str, Any] = {"quality": 55, "speed": 10, "max_threads": 1}


def vips_resize(photo: str, folder: Path) -> None:
    image = child.open_picture("jpeg", photo)
    for width in reversed(child.sizes_of(image.width)):
        image = child.narrowed(image, width)


def vips_whole(photo: str, folder: Path) -> None:
    image = child.open_picture("jpeg", photo)
    child.write_all(image, folder)
    child.write_avif(child.open_picture("jpeg", str(folder / "master.jpg")), folder)


def pillow_widths(photo: str) -> list[Image.Image]:
    """The upright photo and its widths, from large to small, each from the one before."""
    image = ImageOps.exif_transpose(Image.open(photo)).convert("RGB")
    image.thumbnail((child.MASTER_SIDE, child.MASTER_SIDE), Image.Resampling.LANCZOS)
    made = [image]
    for width in reversed(child.sizes_of(image.width)):
        height = round(made[-1].height * width / made[-1].width)
        made.append(made[-1].resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0))
    return made


def pillow_resize(photo: str, folder: Path) -> None:
    pillow_widths(photo)


def pillow_whole(photo: str, folder: Path) -> None:
    master, *widths = pillow_widths(photo)
    master.save(folder / "master.jpg", quality=MASTER)
    for image in widths:
        image.save(folder / f"{image.width}.webp", **WEBP)
        image.save(folder / f"{image.width}.avif", **AVIF)
    for side in SQUARES:
        ImageOps.fit(widths[-2], (side, side)).save(folder / f"square-{side}.webp", quality=80, method=2)


WORK: dict[str, Callable[[str, Path], None]] = {
    "vips resize": vips_resize,
    "vips whole": vips_whole,
    "pillow resize": pillow_resize,
    "pillow whole": pillow_whole,
}


def main(library: str, work: str, photo: str, folder: str) -> float:
    began = time.process_time()
    WORK[f"{library} {work}"](photo, Path(folder))
    return time.process_time() - began


if __name__ == "__main__":
    sys.stdout.write(f"{main(*sys.argv[1:]):.4f}")
