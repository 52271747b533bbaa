from collections.abc import Callable, Iterator

import pytest

from tests.installation import Beginning, Kith, family, install, prepared
from tests.waiting import wait_until


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Iterator[Callable[..., Kith]]:
    """Makes installations, each with an empty folder and database, or as it is once it has begun (`installation`)."""
    made: list[Kith] = []

    def make(begun: Beginning | None = None) -> Kith:
        made.append(install(tmp_path_factory.mktemp("kith") / "data", begun))
        return made[-1]

    yield make
    for kith in made:
        for process in kith.running:
            if process.poll() is None:
                process.kill()
                process.wait()


@pytest.fixture
def ready(installed) -> Kith:
    """An installation whose tables and static files are made."""
    return installed(prepared)


@pytest.fixture
def running(ready) -> Kith:
    """A community that is up, all its processes."""
    process = ready.up()
    wait_until(lambda: process.poll() is not None or is_whole(ready))
    assert process.poll() is None, ready.errors()
    return ready


def is_whole(kith: Kith) -> bool:
    """Whether pages answer and everything runs: supervisor, Granian, a page process, and last the task worker."""
    return kith.answers() and len(family(kith.running[-1])) >= 4
