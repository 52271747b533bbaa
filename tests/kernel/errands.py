"""Tasks for the tests of workers. They leave marks in a folder, since they run in other processes."""

import os
import signal
from pathlib import Path

from kith.kernel.tasks import HEAVY, task
from tests.waiting import wait_until


def mark(folder: str, name: str) -> None:
    with (Path(folder) / name).open("a") as file:
        file.write(f"{os.getpid()}\n")


def marks(folder: Path, name: str) -> list[str]:
    path = folder / name
    return path.read_text().split() if path.exists() else []


@task()
def leave(folder: str, name: str) -> None:
    mark(folder, name)


@task()
def hold(folder: str) -> None:
    """Begins, and ends once the file "go" is there."""
    mark(folder, "began")
    wait_until((Path(folder) / "go").exists, 60)
    mark(folder, "ended")


@task(priority=HEAVY)
def toil(folder: str) -> None:
    """Begins, and never ends by itself."""
    mark(folder, "toiled")
    wait_until(lambda: False, 60)


@task(tries=2)
def break_down(folder: str) -> None:
    mark(folder, "tried")
    raise ValueError("it can't be done")


@task(tries=2)
def kill_worker(folder: str) -> None:
    mark(folder, "killed")
    os.kill(os.getpid(), signal.SIGKILL)


@task(time_limit=1, tries=1)
def take_forever(folder: str) -> None:
    mark(folder, "began")
    try:
        wait_until(lambda: False, 60)
    except Exception:  # as a careless task has it: the end of its time must pass this by
        mark(folder, "swallowed")
        raise
