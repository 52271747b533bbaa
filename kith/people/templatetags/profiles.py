"""How parts of a profile are written."""

from urllib.parse import urlsplit

from django import template

from kith.people import countries

register = template.Library()

SHORT = 40


@register.filter
def country_name(code: str) -> str:
    """The name of a country, from its ISO code."""
    return countries.country_name(code)


@register.filter
def short_link(link: str) -> str:
    """A link as people say it: without scheme and "www.", cut where it gets long."""
    parts = urlsplit(link)
    shown = f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}"
    return shown if len(shown) <= SHORT else f"{shown[: SHORT - 1]}…"
