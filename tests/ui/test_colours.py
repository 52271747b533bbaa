"""Text can be read on every surface it stands on, in light and in dark."""

import re
from pathlib import Path

import pytest

import kith.ui

CSS = Path(kith.ui.__file__).parent / "static/ui/css"
TOKENS = (CSS / "tokens.css").read_text()
READABLE = 4.5
PARTS = 3.0
TEXT_ON = [
    *[(text, surface) for text in ("text", "muted") for surface in ("page", "surface", "sunken", "hover")],
    *[("accent-text", surface) for surface in ("page", "surface", "sunken", "hover", "accent-soft")],
    *[("text", soft) for soft in ("accent-soft", "danger-soft", "success-soft", "warning-soft")],
    *[(kind, f"{kind}-soft") for kind in ("danger", "success", "warning")],
    *[("danger", surface) for surface in ("page", "surface", "hover")],
    *[("on-accent", surface) for surface in ("accent", "accent-strong")],
    *[("on-danger", surface) for surface in ("danger", "danger-strong")],
    ("muted", "accent-soft"),
    ("page", "text"),
]


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


def blocks() -> tuple[str, str, str]:
    """The declarations of light, of dark by the device, and of dark by choice."""
    light, device, chosen = re.findall(r":root[^{]*\{([^}]*--page[^}]*)\}", TOKENS)
    return light, device, chosen


LIGHT, DARK = colours(blocks()[0]), colours(blocks()[2])


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_right():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "surface"), TEXT_ON, ids=" on ".join)
def test_text_is_readable(theme, text, surface):
    assert contrast(theme[text], theme[surface]) >= READABLE


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("surface", ["page", "surface"])
@pytest.mark.parametrize("part", ["line-strong", "accent"])
def test_edges_of_fields_and_the_focus_ring_are_visible(theme, surface, part):
    assert contrast(theme[part], theme[surface]) >= PARTS


def test_initials_are_readable_on_every_hue():
    hues = re.findall(r"\.hue-\d+ \{ background: (#[0-9a-f]{6}); \}", (CSS / "avatar.css").read_text())
    assert len(hues) == 12
    assert [hue for hue in hues if contrast("#ffffff", hue) < READABLE] == []


def test_dark_is_the_same_by_choice_and_by_the_device():
    _light, device, chosen = blocks()
    assert device.split() == chosen.split()
    assert set(DARK) == set(LIGHT)
