"""What the frame of every page needs, as a context processor."""

from django.http import HttpRequest

from kith.ui.frame import Frame


def frame(request: HttpRequest) -> dict[str, Frame]:
    """`frame` in every template: see `kith.ui.frame`."""
    return {"frame": Frame(request)}
