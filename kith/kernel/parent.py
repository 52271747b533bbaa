"""A process that must not outlive the one that started it."""

import ctypes
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from threading import Thread

PR_SET_PDEATHSIG = 1
GRACE = 3.0


def end_with_parent(parent_ended: Callable[[], object], signum: int = signal.SIGTERM) -> None:
    """Send this process `signum` when its parent ends, and kill it and its group if it has not ended soon after.

    `parent_ended` blocks until the parent is gone: it reads a pipe whose other end only the parent holds, which
    works on every system. Linux also tells the process itself, so that one whose threads are stuck ends too.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signum)
    Thread(target=_watch, args=(parent_ended, signum), name="parent", daemon=True).start()


def _watch(parent_ended: Callable[[], object], signum: int) -> None:
    parent_ended()
    os.kill(os.getpid(), signum)
    time.sleep(GRACE)  # the process ends meanwhile, and this thread with it, or else has had its time
    if os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def stdin_closed() -> None:
    """Wait until standard input ends: `kith up` holds the other end and never writes."""
    while os.read(0, 1):
        pass


def forker_ended() -> None:
    """Wait until the process that made this one by `multiprocessing` ends."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
