"""Waiting for what another process does. Only for `kith bench`; tests have their own, and never sleep."""

import time
from collections.abc import Callable

PATIENCE = 30.0


def wait_until[T](found: Callable[[], T | None], otherwise: str, *, every: float, within: float = PATIENCE) -> T:
    """Ask `every` so many seconds until there is an answer, and return it; RuntimeError, which says `otherwise`.

    What is measured must not know that it is: it reports to nobody, so asking is the only way to learn of it.
    """
    end = time.monotonic() + within
    while not (answer := found()):
        if time.monotonic() > end:
            raise RuntimeError(f"within {within} s {otherwise}")
        time.sleep(every)  # asking without a pause would take the processor from what is measured
    return answer
