"""A community that is up and can be hurt, and members who reach it as programs do: by HTTP, over kept connections."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Kith, free_port, new_postgres, stop
from tests.faults.visitor import PASSWORD, Visitor
from tests.waiting import wait_until

FOUNDING = ["--name", "Riverside", "--owner-handle", "olu", "--owner-email", "olu@example.org"]
# Every member comes from a network of their own, as from homes: the limits of one network are not what is tested.
HOME = {"KITH_TRUSTED_PROXIES": "127.0.0.1"}
STARTS_WITHIN = 180  # seconds, on a machine that has much else to do


def begin(kith: Kith) -> None:
    """Start it, and wait until it answers."""
    process = kith.up()
    wait_until(lambda: kith.answers() or process.poll() is not None, seconds=STARTS_WITHIN)
    assert process.poll() is None, kith.errors()


def make(folder: Path) -> Kith:
    """A community that is founded and not yet up."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("KITH_", "PYTEST_", "DJANGO_"))
    }
    if "DATABASE_URL" in environment:
        environment |= new_postgres(environment["DATABASE_URL"])
    kith = Kith(folder, free_port(), environment | HOME)
    command = kith.command("setup", *FOUNDING, "--owner-password-stdin")
    done = subprocess.run(command, env=kith.environment, input=PASSWORD, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return kith


@pytest.fixture
def make_kith() -> Iterator[Callable[[Path], Kith]]:
    """Makes communities, and ends what is left of them."""
    made: list[Kith] = []

    def make_one(folder: Path) -> Kith:
        made.append(make(folder))
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
