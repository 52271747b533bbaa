from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as examples

from config import env
from kith.community import current
from kith.feed import trending
from kith.kernel.catalogues import compile_catalogues
from kith.kernel.tasks import rows, running
from kith.people.models import Profile
from kith.ui import frame
from tests.cast import make_cast, make_community, make_member

# With how many examples a property is tried: some for every change, very many in `bin/long`. No example is timed, and
# each undoes what it wrote, so that fixtures of the whole test serve all of them.
WITHOUT_CLOCK = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]}
examples.register_profile("ci", max_examples=50, **WITHOUT_CLOCK)
examples.register_profile("long", max_examples=1000, **WITHOUT_CLOCK)
examples.load_profile("ci")


def pytest_configure() -> None:
    """Read the translations as they are written now."""
    compile_catalogues(env.ROOT / "locale")


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """What a process keeps between requests must not leak from one test into the next."""
    current._kept = None
    frame._parts.clear()
    trending.forget()
    cache.clear()
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def community(db):
    return make_community()


@pytest.fixture
def cast(community) -> SimpleNamespace:
    return make_cast()


@pytest.fixture
def make_many(community) -> Callable[[int], list[Profile]]:
    """Makes members many0, many1 and so on."""
    return lambda count: [make_member(f"many{number}") for number in range(count)]


@pytest.fixture
def as_member(db) -> Callable[[Profile | None], Client]:
    """A browser in which this member is signed in; with None, a stranger's."""

    def sign_in(member: Profile | None) -> Client:
        client = Client()
        if member is not None:
            client.force_login(member.account)
        return client

    return sign_in


@pytest.fixture
def run_tasks(db) -> Callable[[], int]:
    """Runs the tasks that are due, and those that follow from them, until none is left; returns how many.

    An error in a task is raised in the test.
    """

    def run(limit: int = 1000) -> int:
        for done in range(limit):
            row = rows.claim("tests", timedelta(minutes=5)) or rows.claim("tests", timedelta(minutes=5), heavy=True)
            if row is None:
                return done
            running.call(row)
            rows.finish(row)
        raise AssertionError(f"more than {limit} tasks: they go on without end")

    return run
