"""What a lower layer asks of a higher one, without importing it.

Filled only in the module that `settings.KITH_WIRING` names. A lower layer says what it asks by a typed
`Question`; the wiring gives the functions that answer.
"""

import functools
import importlib
from collections.abc import Callable
from dataclasses import dataclass, field
from types import ModuleType

from django.conf import settings


@dataclass(frozen=True)
class Registry:
    """The answers that the wiring gives, by kind.

    events: event class -> the tasks that follow from it.
    gates: name of a gate -> functions (draft) -> Answer, asked in order.
    files: functions (viewer, photo ids) -> the ids that this domain lets the viewer see.
    frame: name of a slot in the frame of every page -> function (member) -> text.
    exports: functions (profile) -> (file name, rows) that hold what is the member's own.
    erasers: functions (profile) -> None that take away what a leaving member leaves behind.
    schedule: (task, how often) rows for `kernel.schedule`.
    """

    events: dict[type, list] = field(default_factory=dict)
    gates: dict[str, list[Callable]] = field(default_factory=dict)
    files: list[Callable] = field(default_factory=list)
    frame: dict[str, Callable] = field(default_factory=dict)
    exports: list[Callable] = field(default_factory=list)
    erasers: list[Callable] = field(default_factory=list)
    schedule: list = field(default_factory=list)


@functools.cache
def registry() -> Registry:
    """The registry of this installation, read once from the wiring."""
    wiring: ModuleType = importlib.import_module(settings.KITH_WIRING)
    return wiring.REGISTRY
