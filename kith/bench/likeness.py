"""How large an AVIF is beside the JPEG that looks as much like the photo, by SSIM.

Z. Wang et al., "Image quality assessment: from error visibility to structural similarity", IEEE Transactions on Image
Processing 13 (2004): a Gaussian window of 1.5 pixels, on what is seen of light.
"""

from pathlib import Path
from statistics import median

import pyvips

from kith.bench.report import Row
from kith.media import child

SIDE = 1280
SIGMA = 1.5
C1, C2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2


def weights(photos: list[Path]) -> list[Row]:
    """Each photo, and then the median of all."""
    rows = [weight(photo) for photo in photos]
    middle: Row = {name: median(row[name] for row in rows) for name in rows[0] if name != "photo"}
    return [*rows, {"photo": f"median of {len(rows)}"} | middle]


def weight(photo: Path) -> Row:
    """One photo as Kith writes it, and as the smallest JPEG that is at least as much like it."""
    image = child.narrowed(pyvips.Image.new_from_file(str(photo)), SIDE)
    avif = image.heifsave_buffer(**child.AVIF)
    wanted = ssim(image, pyvips.Image.new_from_buffer(avif, ""))
    low, high = 1, 100
    while low < high:
        middle = (low + high) // 2
        if ssim(image, pyvips.Image.new_from_buffer(jpeg(image, middle), "")) >= wanted:
            high = middle
        else:
            low = middle + 1
    same = len(jpeg(image, low))
    return {
        "photo": photo.stem,
        "SSIM": round(wanted, 4),
        "AVIF (kB)": len(avif) / 1000,
        "JPEG quality": low,
        "JPEG (kB)": same / 1000,
        "of the JPEG": len(avif) / same,
    }


def jpeg(image: pyvips.Image, quality: int) -> bytes:
    return bytes(image.jpegsave_buffer(Q=quality, optimize_coding=True, keep="none"))


def ssim(one: pyvips.Image, other: pyvips.Image) -> float:
    """How much two pictures of one size are alike: 1 for the same."""
    a, b = (image.colourspace("b-w").cast("double") for image in (one, other))
    mean_a, mean_b = a.gaussblur(SIGMA), b.gaussblur(SIGMA)
    spread_a = (a * a).gaussblur(SIGMA) - mean_a * mean_a
    spread_b = (b * b).gaussblur(SIGMA) - mean_b * mean_b
    shared = (a * b).gaussblur(SIGMA) - mean_a * mean_b
    likeness = (2 * mean_a * mean_b + C1) * (2 * shared + C2)
    return float((likeness / ((mean_a**2 + mean_b**2 + C1) * (spread_a + spread_b + C2))).avg())
