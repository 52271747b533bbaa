"""Text can be read on every surface it stands on, in light and in dark."""

import re
from pathlib import Path

import pytest

import kith.ui
from kith.ui.accent import contrast, style_sheet

CSS = Path(kith.ui.__file__).parent / "static/ui/css"
TOKENS = (CSS / "tokens.css").read_text()
READABLE = 4.5
PARTS = 3.0
STEPS = ("00", "55", "aa", "ff")
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


def colours(sheet: str) -> tuple[dict[str, str], dict[str, str]]:
    """The colours of a style sheet's tokens in light, and in dark."""
    found = re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", sheet)
    return {name: light for name, light, _dark in found}, {name: dark for name, _light, dark in found}


LIGHT, DARK = colours(TOKENS)


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


def test_every_colour_is_a_token_with_a_light_and_a_dark_one():
    named = re.findall(r"--([\w-]+): [^;]*#[0-9a-f]{3}", TOKENS)
    assert sorted(named) == sorted(LIGHT)
    assert len(LIGHT) > 15


ACCENTS = [f"#{red}{green}{blue}" for red in STEPS for green in STEPS for blue in STEPS]
OF_ACCENT = [(text, surface) for text, surface in TEXT_ON if "accent" in text + surface]


@pytest.mark.parametrize("accent", ACCENTS)
def test_any_accent_of_a_community_is_readable(accent):
    for theme, own in zip((LIGHT, DARK), colours(style_sheet(accent)), strict=True):
        shown = theme | own
        faint = {pair: contrast(*map(shown.get, pair)) for pair in OF_ACCENT}
        assert {pair: ratio for pair, ratio in faint.items() if ratio < READABLE} == {}
        assert min(contrast(shown["accent"], shown[surface]) for surface in ("page", "surface")) >= PARTS


def test_an_accent_that_is_readable_already_stays_as_it_is():
    assert "--accent: light-dark(#2259cc," in style_sheet("#2259cc")
