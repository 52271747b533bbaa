"""The number beside the bell, in the frame of every page."""

from kith.notifications.page import unread
from kith.people.request import Request


def count(request: Request) -> int:
    """How much the member who asks was told and has not seen."""
    return len(unread(request.member)) if request.member is not None else 0
