"""Waiting for another process without sleeping through a fixed time."""

import threading
import time
from collections.abc import Callable


def wait_until(condition: Callable[[], object], seconds: float = 120) -> None:
    """Ask until the condition holds; fail the test if it does not in time. The time is a bound, not a measure."""
    end = time.monotonic() + seconds
    pause = threading.Event()
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"not so within {seconds} s")
        pause.wait(0.02)
