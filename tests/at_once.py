"""Doing several things at the same time."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import OperationalError, connection, connections


def at_once(*works: Callable[[], object]) -> list[object]:
    """What these return, run in threads that start together; an error in one is raised here."""
    start = threading.Barrier(len(works))

    def run(work: Callable[[], object]) -> object:
        try:
            start.wait()
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def without_waiting(work: Callable[[], object]) -> bool:
    """Do it over another connection, now or never; whether it was done, as nobody held a lock that it needs."""

    def run() -> bool:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 0" if connection.vendor == "sqlite" else "SET lock_timeout = 1")
        try:
            work()
        except OperationalError:
            return False
        return True

    return at_once(run) == [True]
