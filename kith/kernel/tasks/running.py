"""Run the task of one claimed row, within its time, and settle the row."""

import logging
import signal
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from django.db import connections
from django.utils import translation
from django.utils.module_loading import import_string

from kith.kernel.models import TaskRow
from kith.kernel.tasks import rows
from kith.kernel.tasks.backend import TIME_LIMIT, TRIES, Task

logger = logging.getLogger("kith.tasks")

ERROR_LENGTH = 8000


class Interrupted(BaseException):
    """Ends a running task from outside; not an Exception, so that no task swallows it."""


class TimeUp(Interrupted):
    """The task took longer than its time limit."""


class Stopping(Interrupted):
    """The worker has to end, and the task did not come to its own end in time."""


class Lost(Exception):
    """Every try of a task ended with the death of its worker."""


def task_of(row: TaskRow) -> Task:
    """The task that a row names; an ImportError or TypeError if this version of Kith has none."""
    task = import_string(row.path)
    if not isinstance(task, Task):
        raise TypeError(f"{row.path} is not a task")
    return task


def call(row: TaskRow) -> None:
    """Call what the row promises, in no particular language."""
    task = task_of(row)
    if row.attempts > task.tries:
        raise Lost(f"its worker died {task.tries} times")
    with translation.override(None), time_limit(task.time_limit):
        task.call(*row.arguments["args"], **row.arguments["kwargs"])


def settle(row: TaskRow) -> None:
    """Run a claimed row, and finish, retry, fail or release it by how that went."""
    try:
        call(row)
    except Stopping:
        connections.close_all()
        rows.release(row)
    except (Exception, TimeUp) as error:
        logger.exception("%s failed at try %s", row, row.attempts)
        if isinstance(error, TimeUp):
            connections.close_all()  # cut off in the middle of a query, a connection is of no more use
        rows.fail(row, "".join(traceback.format_exception(error))[-ERROR_LENGTH:], tries_of(row))
    else:
        rows.finish(row)


def tries_of(row: TaskRow) -> int:
    """How often a row is tried, also one that only a newer version of Kith, now being installed, can run."""
    try:
        return task_of(row).tries
    except (ImportError, TypeError):
        return TRIES


def limit_of(row: TaskRow) -> int:
    """How many seconds the task of a row may take."""
    try:
        return task_of(row).time_limit
    except (ImportError, TypeError):
        return TIME_LIMIT


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TimeUp in the block when it takes longer. Signals reach the main thread alone: elsewhere, no limit."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(number: int, frame: FrameType | None) -> None:
        raise TimeUp(f"took longer than {seconds} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
