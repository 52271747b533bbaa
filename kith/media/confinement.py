"""What the processes that decode uploads take away from themselves before they open one."""

import importlib
import os
from typing import Any


def confine(*, memory: int, seconds: int, file: int, at_leisure: bool = False) -> None:
    """Hold this process to so many bytes of memory, seconds of processor time and bytes a file; and let pages go first.

    A process that goes beyond its time is killed; the others of these limits fail the call that meets them. With
    `at_leisure` it only has what nobody else wants of the processors (Linux): nobody waits for it.
    """
    try:
        resource: Any = importlib.import_module("resource")
    except ImportError:  # Windows has no such limits; the parent's deadline still holds
        return
    os.nice(10)
    if at_leisure and hasattr(os, "SCHED_IDLE"):
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, file),
        (resource.RLIMIT_NOFILE, 64),
    ):
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):  # macOS refuses some of them
            continue
