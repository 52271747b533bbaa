"""The community's own accent colour: one colour in, a style sheet of tokens out, readable in light and in dark.

Whatever colour is chosen, it is darkened (for light) or lightened (for dark) until text in it and on it has the
contrast that WCAG 2.2 AA asks for; a colour that is fine already stays as it is.
"""

import functools
import re
from collections.abc import Iterable

HEX = re.compile(r"#[0-9a-fA-F]{6}")
READABLE = 4.6  # 4.5 is asked for; rounding to whole steps of colour takes some
CLEAR = 7.0  # for text on buttons in dark, where light surfaces glare
DEFAULT = "#2259cc"
WHITE, BLACK, NEARLY_BLACK = "#ffffff", "#000000", "#0a0a0a"
# The darkest surfaces of light, and the lightest of dark, that text in the accent stands on (`css/tokens.css`).
LIGHT_SURFACES, DARK_SURFACES = ("#e6eaf2",), ("#283242",)
STEPS = 100


@functools.lru_cache(maxsize=32)
def style_sheet(accent: str) -> str:
    """The tokens that depend on the accent, a colour like "#2259cc". It stands after `kith.css` and outside layers."""
    lines = [f"  --{name}: light-dark({light}, {dark});" for name, (light, dark) in colours(accent).items()]
    return "\n".join([":root {", *lines, "}", ""])


def colours(accent: str) -> dict[str, tuple[str, str]]:
    """Each token with its colours in light and in dark."""
    light, dark = until_readable(accent, [WHITE], BLACK), until_readable(accent, [NEARLY_BLACK], WHITE, CLEAR)
    soft, soft_dark = mix(accent, WHITE, 0.88), mix(accent, "#171e28", 0.87)
    text = until_readable(light, [soft, *LIGHT_SURFACES], BLACK)
    return {
        "accent": (light, dark),
        "accent-strong": (mix(light, BLACK, 0.2), mix(dark, WHITE, 0.25)),
        "accent-soft": (soft, soft_dark),
        "accent-text": (text, until_readable(dark, [soft_dark, *DARK_SURFACES], WHITE)),
        "on-accent": (WHITE, NEARLY_BLACK),
    }


def until_readable(colour: str, surfaces: Iterable[str], towards: str, ratio: float = READABLE) -> str:
    """The colour, mixed with as little of another as makes it readable on all of these surfaces."""
    surfaces = list(surfaces)
    shades = (mix(colour, towards, step / STEPS) for step in range(STEPS + 1))
    return next((shade for shade in shades if all(contrast(shade, each) >= ratio for each in surfaces)), towards)


def mix(one: str, other: str, share: float) -> str:
    """One colour with this share of the other."""
    pairs = zip(channels(one), channels(other), strict=True)
    return "#" + "".join(f"{round(mine + (theirs - mine) * share):02x}" for mine, theirs in pairs)


def channels(colour: str) -> list[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2."""
    shares = [channel / 255 for channel in channels(colour)]
    red, green, blue = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2: from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
