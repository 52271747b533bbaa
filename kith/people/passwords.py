"""Passwords are kept as argon2id, at the cost that OWASP's Password Storage Cheat Sheet gives for 19 MiB.

One is worked out at a time in each process, and few wait for their turn: a storm of sign-ins must take neither the
memory nor the threads that the other pages need.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.hashers import Argon2PasswordHasher

MAY_WAIT = 3


class Busy(Exception):
    """Too many passwords are being worked out in this process; try again in a moment."""


class Lane:
    """Lets one thread through at a time; raises Busy where more than `may_wait` wait already."""

    def __init__(self, may_wait: int) -> None:
        self.places = threading.BoundedSemaphore(1 + may_wait)
        self.turn = threading.Lock()

    @contextmanager
    def __call__(self) -> Iterator[None]:
        if not self.places.acquire(blocking=False):
            raise Busy
        try:
            with self.turn:
                yield
        finally:
            self.places.release()


lane = Lane(MAY_WAIT)


class Argon2(Argon2PasswordHasher):
    """argon2id with m = 19 MiB, t = 2, p = 1: Django's own cost lets a storm of sign-ins stop a small machine."""

    memory_cost = 19_456
    time_cost = 2
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        with lane():
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        with lane():
            return super().verify(password, encoded)
