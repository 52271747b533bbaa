"""In which countries members live, for the map of the front page: how many have agreed to be counted, never who."""

import functools
import json
from dataclasses import dataclass
from pathlib import Path

from django.core.cache import cache
from django.db.models import Count

from kith.kernel.text import fold
from kith.people.countries import country_name
from kith.people.models import Profile
from kith.people.models.profile import SHOWN_STATES

FILE = Path(__file__).with_name("places.json")
FEWEST = 3  # a country with fewer could be telling of one person
KEPT = 60 * 60


@dataclass(frozen=True)
class Pin:
    """A country with enough members: its name in the language of this request, and its place on `ui/world.svg`."""

    name: str
    count: int
    x: int
    y: int


def pins() -> list[Pin]:
    """All countries to show, by name. As many as an hour ago: counting takes long in a large community."""
    counted = cache.get_or_set("people:map", count_by_country, KEPT) or {}
    found = [Pin(country_name(code), count, *places()[code]) for code, count in counted.items() if code in places()]
    return sorted(found, key=lambda pin: fold(pin.name))


def count_by_country() -> dict[str, int]:
    """How many members of each country agreed to be counted, where they are enough."""
    agreed = Profile.objects.filter(on_map=True, state__in=SHOWN_STATES).exclude(country="")
    counted = agreed.values("country").annotate(count=Count("pk")).filter(count__gte=FEWEST)
    return dict(counted.values_list("country", "count"))


@functools.cache
def places() -> dict[str, tuple[int, int]]:
    """Where each country is on the map (`bin/world`)."""
    found: dict[str, tuple[int, int]] = json.loads(FILE.read_text(encoding="utf-8"))
    return found
