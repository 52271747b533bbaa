"""What the frame of every page needs, as a context processor."""

from typing import Any

from django.http import HttpRequest

from kith.kernel.registry import registry


def frame(request: HttpRequest) -> dict[str, Any]:
    """The frame's slots, each filled by the function that the wiring names."""
    return {name: fill(request) for name, fill in registry().frame.items()}
