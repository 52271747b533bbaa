"""A community that is up and can be hurt, and members who reach it as programs do: by HTTP, over kept connections."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.visitor import Visitor
from tests.installation import Kith, founded, install, stop
from tests.waiting import wait_until

# Every member comes from a network of their own, as from homes: the limits of one network are not what is tested.
HOME = {"KITH_TRUSTED_PROXIES": "127.0.0.1"}
STARTS_WITHIN = 180  # seconds, on a machine that has much else to do


def begin(kith: Kith) -> None:
    """Start it, and wait until it answers."""
    process = kith.up()
    wait_until(lambda: kith.answers() or process.poll() is not None, seconds=STARTS_WITHIN)
    assert process.poll() is None, kith.errors()


@pytest.fixture
def make_kith() -> Iterator[Callable[[Path], Kith]]:
    """Makes communities that are founded and not yet up, and ends what is left of them."""
    made: list[Kith] = []

    def make_one(folder: Path) -> Kith:
        made.append(install(folder, founded, **HOME))
        return made[-1]

    yield make_one
    for kith in made:
        for process in kith.running:
            if process.poll() is None:
                stop(process)


@pytest.fixture
def kith(make_kith, tmp_path) -> Kith:
    """Riverside, up."""
    kith = make_kith(tmp_path / "data")
    begin(kith)
    return kith


@pytest.fixture
def newcomer(kith) -> Callable[[str], Visitor]:
    """Signs someone up."""
    return lambda handle: Visitor(kith.port, handle).signs_up()


def inside(kith: Kith, code: str) -> subprocess.Popen[str]:
    """Run code on the community's database, in a process of its own."""
    start = "import django, sys; django.setup(); from django.db import connection; cursor = connection.cursor()"
    environment = kith.environment | {"DJANGO_SETTINGS_MODULE": "config.settings", "KITH_DATA": str(kith.data)}
    command = [sys.executable, "-c", f"{start}\n{code}"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    return subprocess.Popen(command, env=environment, **pipes)
