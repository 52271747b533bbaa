"""Say that something happened. What follows is decided in the wiring, and done by tasks.

Only actions call `emit`, inside the transaction of the change: the task rows commit with it or not at all.
"""

from dataclasses import asdict
from typing import Any

from django.db import transaction

from kith.kernel.registry import registry
from kith.kernel.tasks import enqueue_all


def emit(event: Any) -> None:
    """Write one task row for each subscriber of an event, a frozen dataclass of ids, in the current transaction."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An event must be emitted in the transaction of its change.")
    enqueue_all((task, asdict(event)) for task in registry().events.get(type(event), []))
