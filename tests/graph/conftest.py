from collections.abc import Callable

import pytest

from kith.people.models import Profile
from tests.cast import make_member


@pytest.fixture
def make_many(cast) -> Callable[[int], list[Profile]]:
    """Makes members many0, many1 and so on."""

    def make(count: int) -> list[Profile]:
        return [make_member(f"many{number}") for number in range(count)]

    return make
