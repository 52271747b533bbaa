"""The countries of ISO 3166-1, named in each of Kith's languages. Names: Unicode CLDR (`bin/countries`)."""

import functools
import json
from pathlib import Path

from django.utils.translation import get_language

from kith.kernel.text import fold

FILE = Path(__file__).with_name("countries.json")


def country_name(code: str) -> str:
    """The name of a country in the language of this request; the code itself if it is none."""
    return _names(get_language() or "").get(code, code)


def choices() -> list[tuple[str, str]]:
    """All countries in the language of this request, by name."""
    return sorted(_names(get_language() or "").items(), key=lambda country: fold(country[1]))


@functools.cache
def _names(language: str) -> dict[str, str]:
    languages: dict[str, dict[str, str]] = json.loads(FILE.read_text(encoding="utf-8"))
    return languages.get(language) or languages.get(language.partition("-")[0]) or languages["en"]
