"""The processes of `kith up`: started, watched, started again, stopped."""

import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import IO

SOON = 10.0  # a child that ends before this many seconds has not really run
PATIENCE = 5  # ends of that kind in a row before we give up
FIRST_DELAY = 0.5
LAST_WORDS = 20
LOOK = 0.1


class KeepsDying(Exception):
    """A child ended again and again; the message is what it said last."""


class Child:
    """One process that is to run always.

    It is the leader of its own group: Ctrl-C reaches the supervisor alone, and what the child leaves behind can be
    ended with it. Its standard input is a pipe that only the supervisor holds; its end tells the child to end.
    """

    def __init__(self, name: str, command: list[str]) -> None:
        self.name = name
        self.command = command
        self.said: deque[str] = deque(maxlen=LAST_WORDS)
        self.failures = 0
        self.again_at = 0.0
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, process_group=0)
        self.started_at = time.monotonic()
        assert self.process.stderr is not None
        self.listener = Thread(target=self.listen, args=(self.process.stderr,), daemon=True)
        self.listener.start()

    def listen(self, stderr: IO[bytes]) -> None:
        """Pass on what the child says, and remember the end of it."""
        for line in stderr:
            text = line.decode(errors="replace")
            self.said.append(text)
            sys.stderr.write(text)
            sys.stderr.flush()

    def look(self) -> None:
        """Start the child again if it has ended, later each time; raise KeepsDying if it will not run."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.again_at:
                self.start()
            return
        if self.process.poll() is None:
            return
        self.failures = self.failures + 1 if now - self.started_at < SOON else 1
        code = self.process.returncode
        self.bury()
        if self.failures >= PATIENCE:
            raise KeepsDying(f"The {self.name} ended {self.failures} times in a row ({code}). It said:\n{self.words()}")
        delay = FIRST_DELAY * 2 ** (self.failures - 1)
        sys.stderr.write(f"The {self.name} ended ({code}); it is started again in {delay:g} s.\n")
        self.again_at = now + delay

    def words(self) -> str:
        self.listener.join(1)
        return "".join(self.said).rstrip() or "nothing"

    def ask_to_end(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def wait(self, until: float) -> None:
        """Wait for the end that was asked for; after `until`, make it."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            sys.stderr.write(f"The {self.name} did not stop in time and was ended.\n")
        self.bury()

    def bury(self) -> None:
        """End what is left of the child's group, and forget it."""
        assert self.process is not None
        with suppress(ProcessLookupError, PermissionError):  # macOS says the second of a group of zombies
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        if self.process.stdin is not None:
            self.process.stdin.close()
        self.process = None


class Stopping:
    """Whether `kith up` is asked to stop. A signal's handler sets it, so it is no Event.

    The handler runs between any two steps of the main thread, also while that holds the Event's lock, and would then
    wait for it for ever.
    """

    asked = False

    def ask(self, *_signal: object) -> None:
        self.asked = True


def run(children: list[Child], stopping: Stopping, when_ready: Callable[[], bool], grace: float) -> None:
    """Keep the children running until asked to stop; then stop them all, within `grace` seconds.

    `when_ready` is called again and again until it says that it is done.
    """
    ready = False
    try:
        while not stopping.asked:
            for child in children:
                child.look()
            ready = ready or when_ready()
            time.sleep(LOOK if not ready else 3 * LOOK)  # how often to look; a signal is seen after it
    finally:
        for child in children:
            child.ask_to_end()
        until = time.monotonic() + grace
        for child in children:
            child.wait(until)
