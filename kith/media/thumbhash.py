"""The 25 bytes that stand for a picture until it is there: https://evanw.github.io/thumbhash/ (Evan Wallace, 2023)."""

import base64
from collections.abc import Sequence
from math import cos, pi

SIDE = 32  # of the picture it is computed from: more than the seven waves of a hash can tell needs no more
Channel = list[float]


def thumbhash(width: int, height: int, rgb: bytes) -> str:
    """The ThumbHash, in base64, of an opaque picture given as rows of red, green and blue; at most 100 x 100 pixels."""
    if not (0 < width <= 100 and 0 < height <= 100 and len(rgb) == width * height * 3):
        raise ValueError("A ThumbHash is computed from 1 to 100 pixels a side, three bytes each.")
    light, yellow, red = channels(rgb)
    most = max(width, height)
    waves = [max(1, whole(7 * side / most)) for side in (width, height)]
    l_dc, l_ac, l_scale = transform(light, width, height, max(3, waves[0]), max(3, waves[1]))
    p_dc, p_ac, p_scale = transform(yellow, width, height, 3, 3)
    q_dc, q_ac, q_scale = transform(red, width, height, 3, 3)
    landscape = width > height
    start = whole(63 * l_dc) | whole(31.5 + 31.5 * p_dc) << 6 | whole(31.5 + 31.5 * q_dc) << 12
    start |= whole(31 * l_scale) << 18
    shape = waves[1] if landscape else waves[0]
    shape |= whole(63 * p_scale) << 3 | whole(63 * q_scale) << 9 | landscape << 15
    said = start.to_bytes(3, "little") + shape.to_bytes(2, "little") + nibbles([*l_ac, *p_ac, *q_ac])
    return base64.b64encode(said).decode()


def channels(rgb: bytes) -> tuple[Channel, Channel, Channel]:
    """Light, yellow against blue, and red against green, each from 0 or -1 to 1."""
    reds, greens, blues = ([value / 255 for value in rgb[start::3]] for start in range(3))
    colours = list(zip(reds, greens, blues, strict=True))
    return (
        [(r + g + b) / 3 for r, g, b in colours],
        [(r + g) / 2 - b for r, g, b in colours],
        [r - g for r, g, _ in colours],
    )


def transform(channel: Channel, width: int, height: int, across: int, down: int) -> tuple[float, Channel, float]:
    """The mean of a channel, its waves (a triangle of the cosine transform, from 0 to 1) and how strong they are."""
    columns = [[cos(pi / width * wave * (x + 0.5)) for x in range(width)] for wave in range(across)]
    rows = [[cos(pi / height * wave * (y + 0.5)) for y in range(height)] for wave in range(down)]
    lines = [channel[y * width : (y + 1) * width] for y in range(height)]
    found: Channel = []
    for cx_of, row in enumerate(rows):
        for cx in range(across):
            if cx * down >= across * (down - cx_of):
                break
            sums = (dot(line, columns[cx]) for line in lines)
            found.append(dot(list(sums), row) / (width * height))
    mean, *waves = found
    scale = max(map(abs, waves))
    return mean, [0.5 + 0.5 / scale * wave if scale else 0.0 for wave in waves], scale


def dot(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def nibbles(values: Channel) -> bytes:
    """Values from 0 to 1 as half bytes, the first of a pair in the lower half."""
    halves = [whole(15 * value) for value in values]
    if len(halves) % 2:
        halves.append(0)
    return bytes(low | high << 4 for low, high in zip(halves[::2], halves[1::2], strict=True))


def whole(value: float) -> int:
    """The nearest whole number, a half upwards, as the reference does; Python's `round` goes to the even one."""
    return int(value + 0.5)
