"""What the frame of every page needs, as a context processor."""

from typing import Any

from django.http import HttpRequest

from kith.ui.frame import Frame


def frame(request: HttpRequest) -> dict[str, Any]:
    """`frame` and `community` in every template: see `kith.ui.frame`."""
    shown = Frame(request)
    return {"frame": shown, "community": shown.community}
