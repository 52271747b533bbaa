"""The process that runs tasks. `kith worker` and `kith up` start it; any number may run.

It has two lanes. The usual one runs one task after the other, and looks for work every tenth of a second with a plain
read. The heavy one, a thread of its own, runs the tasks that wait for minutes on another process, so that a video
holds up no letter. Each has a thread that keeps the lease of its running task and says that the process lives.
SIGTERM lets the usual task come to its end, for at most GRACE seconds, and gives the heavy one back.
"""

import argparse
import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Sequence
from datetime import timedelta
from types import FrameType

from django.db import Error, connection, connections
from django.utils import timezone

from kith.kernel.models import TaskRow, Worker
from kith.kernel.schedule import enqueue_planned
from kith.kernel.tasks import rows
from kith.kernel.tasks.running import Interrupted, Stopping, limit_of, settle

LOOK_EVERY = 0.1
LOOK_FOR_HEAVY_EVERY = 0.5
PLAN_EVERY = 1.0
SEEN_EVERY = 10.0
LONGEST_WAIT = 5.0
LEASE = 15.0
GRACE = 8.0
BEYOND = 30.0

logger = logging.getLogger("kith.tasks")


class Runner:
    """One lane of a worker: what it is called, what it is doing, and whether it has been asked to stop."""

    def __init__(self, lease: float = LEASE, *, heavy: bool = False) -> None:
        self.heavy = heavy
        self.look_every = LOOK_FOR_HEAVY_EVERY if heavy else LOOK_EVERY
        self.name = f"{socket.gethostname()[:80]}:{os.getpid()}"
        self.lease = timedelta(seconds=lease)
        self.row: TaskRow | None = None
        self.began = 0.0
        self.stopping = False
        self.planned = self.seen = float("-inf")

    def run(self) -> None:
        """Work until asked to stop. A database that is locked, full or away is waited for."""
        wait = self.look_every
        while not self.stopping:
            try:
                busy = self.step()
                wait = self.look_every
            except Error as error:
                logger.warning("The database does not answer, trying again: %s", error)
                connections.close_all()
                busy, wait = False, min(wait * 2, LONGEST_WAIT)
            if not busy and not self.stopping:
                time.sleep(wait)  # not an Event: the signal handler could ask for its lock while we hold it

    def step(self) -> bool:
        """Run the next due task, if there is one, and say whether there was."""
        if not self.heavy and time.monotonic() - self.planned > PLAN_EVERY:
            enqueue_planned()
            self.planned = time.monotonic()
        row = rows.claim(self.name, self.lease, heavy=self.heavy)
        if row is None:
            return False
        self.row, self.began = row, time.monotonic()
        try:
            settle(row)
        finally:
            self.row = None
        return True

    def stop(self, number: int, frame: FrameType | None) -> None:
        """The handler of SIGTERM and SIGINT: a second one, or GRACE, ends the task too; it then runs again."""
        if self.row and self.stopping:
            raise Stopping
        self.stopping = True
        if self.row:
            signal.signal(signal.SIGALRM, self.stop)
            signal.setitimer(signal.ITIMER_REAL, GRACE)

    def leave(self) -> None:
        """Give the running task back at once: it would take minutes to its end. What it started ends with us."""
        self.stopping = True
        if row := self.row:
            rows.release(row)

    def beat_on(self) -> None:
        """The second thread. It ends with the process."""
        while True:
            try:
                self.beat()
            except Error as error:
                logger.warning("A heartbeat was lost: %s", error)
                connection.close()
            time.sleep(self.lease.total_seconds() / 5)  # it waits for nothing: this is how often the heart beats

    def beat(self) -> None:
        """Keep the lease of the running task, and say now and then that this worker lives."""
        row = self.row
        if row:
            self.end_if_stuck(row)
            rows.renew(row, self.lease)
        if not self.heavy and time.monotonic() - self.seen > SEEN_EVERY:
            Worker.objects.update_or_create(name=self.name, defaults={"seen_at": timezone.now()})
            self.seen = time.monotonic()

    def end_if_stuck(self, row: TaskRow) -> None:
        """A task that its time limit could not stop hangs outside Python: only the end of the process helps.

        Its lease then ends, and after its last try the row is kept as failed.
        """
        if time.monotonic() - self.began > limit_of(row) + BEYOND:
            logger.critical("%s hangs; the worker ends.", row)
            os._exit(1)


def main(argv: Sequence[str] = ()) -> None:
    """Run tasks until SIGTERM or SIGINT."""
    options = argparse.ArgumentParser(prog="kith worker")
    options.add_argument(
        "--lease", type=float, default=LEASE, help="after how many silent seconds a task is taken back"
    )
    lease = options.parse_args(argv).lease
    runner, heavy = Runner(lease), Runner(lease, heavy=True)
    signal.signal(signal.SIGTERM, runner.stop)
    signal.signal(signal.SIGINT, runner.stop)
    for name, work in (("heartbeat", runner.beat_on), ("heavy heartbeat", heavy.beat_on), ("heavy", heavy.run)):
        threading.Thread(target=work, name=name, daemon=True).start()
    try:
        runner.run()
        heavy.leave()
        Worker.objects.filter(name=runner.name).delete()
    except (Interrupted, Error):  # asked to end while the database did not answer: leases end by themselves
        logger.warning("The worker ended without tidying up.")
