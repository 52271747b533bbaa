"""What a lower layer asks of a higher one, without importing it.

Filled only in the module that `settings.KITH_WIRING` names. A lower layer says what it asks by a typed
`Question`; the wiring gives the functions that answer.
"""

import functools
import importlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, cast

from django.conf import settings


@dataclass(frozen=True)
class Registry:
    """The answers that the wiring gives, by kind.

    events: event class -> the tasks that follow from it.
    gates: name of a gate -> functions (draft) -> Answer, asked in order.
    files: functions (viewer, item) -> whether this domain lets the viewer see it; one that does is enough.
    media_uses: functions (items) -> the ids of those that hang on something in this domain.
    frame: name of a slot in the frame of every page -> function (request) -> text, or HTML marked safe.
    look: function (request) -> what the frame of every page shows of the installation; it has a `stamp`.
    language: function (*, member, language) that keeps the language which a member chose in the frame.
    interests: functions (ids of profiles) -> pairs of a profile's id and something that the profile is about.
    theme: function (*, member, theme) that keeps whether the member wants it "light", "dark" or "auto".
    exports: functions (profile) -> the `kernel.export.Section`s that hold what is the member's own.
    erasers: functions (profile) -> None that take away what a leaving member leaves behind, counts set right.
    holds: functions (profile) -> whether a case still needs what a leaving member leaves behind.
    schedule: (task, how often) rows for `kernel.schedule`.
    """

    events: dict[type, list[Any]] = field(default_factory=dict)
    gates: dict[str, list[Callable[..., Any]]] = field(default_factory=dict)
    files: list[Callable[..., Any]] = field(default_factory=list)
    media_uses: list[Callable[..., Any]] = field(default_factory=list)
    frame: dict[str, Callable[..., Any]] = field(default_factory=dict)
    look: Callable[[Any], Hashable] = lambda request: None
    language: Callable[..., None] | None = None
    interests: list[Callable[..., Any]] = field(default_factory=list)
    theme: Callable[..., None] | None = None
    exports: list[Callable[..., Any]] = field(default_factory=list)
    erasers: list[Callable[..., Any]] = field(default_factory=list)
    holds: list[Callable[..., bool]] = field(default_factory=list)
    schedule: list[Any] = field(default_factory=list)


@functools.cache
def registry() -> Registry:
    """The registry of this installation, read once from the wiring."""
    return cast(Registry, importlib.import_module(settings.KITH_WIRING).REGISTRY)
