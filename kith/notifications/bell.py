"""The number beside the bell, in the frame of every page."""

from django.http import HttpRequest

from kith.notifications.page import unread


def count(request: HttpRequest) -> int:
    """How much the member who asks was told and has not seen."""
    return len(unread(request.member)) if request.member is not None else 0
