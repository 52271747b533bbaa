"""Which part of a picture is kept of it."""

import math
from dataclasses import dataclass

# What rounding in a browser may add to a rectangle that reaches the edge.
ROUNDING = 0.001

type Place = tuple[float, float, float]


@dataclass(frozen=True)
class Crop:
    """A rectangle of a picture that stands upright; `ratio` is its width by its height.

    `place` is where it lies: left, top and width, the first and the last as parts of the picture's width, top as a
    part of its height. Without one it is the largest that fits, in the middle.
    """

    ratio: float
    place: Place | None = None

    def as_words(self) -> str:
        """The numbers, for the process that opens the picture."""
        return ",".join(str(number) for number in (self.ratio, *(self.place or ())))


def read_place(words: str) -> Place:
    """The place that a browser names: three numbers between 0 and 1, parted by commas. Raises ValueError."""
    left, top, width = (float(word) for word in words[:100].split(","))
    inside = all(math.isfinite(number) and 0 <= number <= 1 for number in (left, top, width))
    if not inside or width == 0 or left + width > 1 + ROUNDING:
        raise ValueError("this rectangle is not inside the picture")
    return left, top, width
