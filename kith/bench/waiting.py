"""Waiting for what another process does. Only for `kith bench`; tests wait by tests/waiting.py."""

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
        # Between two questions: asked without a pause, what is measured would lose the processor to us.
        time.sleep(every)
    return answer
