"""Passwords are kept as argon2id, at the cost that OWASP's Password Storage Cheat Sheet gives for 19 MiB.

One is worked out at a time in each process, and few wait for their turn: a storm of sign-ins must take neither the
memory nor the threads nor the processor that the other pages need.
"""

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.contrib.auth.hashers import Argon2PasswordHasher

MAY_WAIT = 3
NICENESS = 10  # a tenth of the processor while others want all of it, all of it while nobody does


class Busy(Exception):
    """Too many passwords are being worked out in this process; try again in a moment."""


def step_back() -> None:
    """Let the other threads of the machine go first. Only Linux has a priority for each thread."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)


class Lane:
    """One thread that works out one password at a time, behind all pages; Busy where more than `may_wait` wait."""

    def __init__(self, may_wait: int) -> None:
        self.places = threading.BoundedSemaphore(1 + may_wait)
        self.thread = ThreadPoolExecutor(1, "hashing", step_back)

    def work_out[Worked](self, call: Callable[..., Worked], *arguments: str) -> Worked:
        if not self.places.acquire(blocking=False):
            raise Busy
        try:
            return self.thread.submit(call, *arguments).result()
        finally:
            self.places.release()


lane = Lane(MAY_WAIT)


class Argon2(Argon2PasswordHasher):
    """argon2id with m = 19 MiB, t = 2, p = 1: Django's own cost lets a storm of sign-ins stop a small machine."""

    memory_cost = 19_456
    time_cost = 2
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        return lane.work_out(super().encode, password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        return lane.work_out(super().verify, password, encoded)
