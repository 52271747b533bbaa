"""Lanes: a few threads, and before them a queue that is never long.

Work is turned away when it comes, at once, if it would have to wait longer than it is worth: at ten times what the
machine carries, answering all of it late is answering none. The wait is foretold from how fast the queue has been
moving; a queue that does not move at all shows by the age of its oldest.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from threading import Condition, Thread
from typing import Any

from kith.front.refusal import Refused

SMOOTHING = 0.1
# So many may always wait, whatever the pace: a page of photos asks for them all at once.
BURST = 12


class Job:
    """One call that waits for a thread, and the future of its result."""

    __slots__ = ("arguments", "call", "came", "future")

    def __init__(self, call: Callable[..., Any], arguments: tuple[Any, ...], future: asyncio.Future[Any]) -> None:
        self.call = call
        self.arguments = arguments
        self.future = future
        self.came = time.monotonic()


class Lane:
    """Threads that do one thing at a time each, and the queue before them. Used from one event loop."""

    def __init__(self, name: str, threads: int, wait: float, waiting: int) -> None:
        self.wait = wait
        self.waiting = waiting
        self.pace = 0.0  # seconds between two jobs taken from a queue that is not empty, smoothed
        self.taken_at = 0.0
        self.left_some = False  # whether the queue has not been empty since then
        self.queue: deque[Job] = deque()
        self.changed = Condition()
        for number in range(threads):
            Thread(target=self._work, name=f"{name}-{number}", daemon=True).start()

    def is_full(self) -> bool:
        """Whether new work would wait too long."""
        ahead = len(self.queue)
        if ahead == 0:
            return False
        if ahead >= self.waiting or (ahead >= BURST and ahead * self.pace > self.wait):
            return True
        try:
            return time.monotonic() - self.queue[0].came > self.wait
        except IndexError:  # a thread has just taken the last
            return False

    def refuse_if_full(self) -> None:
        if self.is_full():
            raise Refused(503, retry_after=max(1, round(2 * self.wait)))

    async def run(self, call: Callable[..., Any], *arguments: Any) -> Any:
        """The result of the call, made in one of the threads; Refused if it would wait too long."""
        self.refuse_if_full()
        return await self.run_anyway(call, *arguments)

    async def run_anyway(self, call: Callable[..., Any], *arguments: Any) -> Any:
        """The same for what has been let in already."""
        job = Job(call, arguments, asyncio.get_running_loop().create_future())
        with self.changed:
            self.queue.append(job)
            self.changed.notify()
        return await job.future

    def _take(self) -> Job:
        with self.changed:
            while not self.queue:
                self.changed.wait()
            now = time.monotonic()
            if self.left_some:
                self.pace += SMOOTHING * (now - self.taken_at - self.pace)
            job = self.queue.popleft()
            self.taken_at, self.left_some = now, bool(self.queue)
            return job

    def _work(self) -> None:
        while True:
            job = self._take()
            loop = job.future.get_loop()
            try:
                result = job.call(*job.arguments)
            except BaseException as error:  # noqa: BLE001 - raised again where the future is awaited
                loop.call_soon_threadsafe(_settle, job.future, None, error)
            else:
                loop.call_soon_threadsafe(_settle, job.future, result, None)
            del job


def _settle(future: asyncio.Future[Any], result: Any, error: BaseException | None) -> None:
    if future.cancelled():
        return
    if error is not None:
        future.set_exception(error)
    else:
        future.set_result(result)
