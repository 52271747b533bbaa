"""This community, as every request needs it: kept in the process, and read again when its stamp has risen.

A request that has read the session knows the stamp of the moment (`know`), so `current()` costs it no query; any
other request reads the row at most once. Outside a request every call reads the row.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from kith.community.models import Community, PictureRule, Reading
from kith.kernel.prepared import Prepared


class Asked:
    """What one request knows: the stamp that it read, if any, and the community once it was asked for."""

    def __init__(self) -> None:
        self.stamp: int | None = None
        self.community: Community | None = None


_kept: Community | None = None
_asked: ContextVar[Asked | None] = ContextVar("asked", default=None)


def current() -> Community | None:
    """The community, or None before it is set up."""
    global _kept
    asked = _asked.get()
    if asked is None:
        _kept = Community.objects.first()
        return _kept
    if asked.community is None:
        stamp = asked.stamp if asked.stamp is not None else _stamp_now()
        if _kept is None or _kept.stamp != stamp:
            _kept = Community.objects.first()
        asked.community = _kept
    return asked.community


def _stamp_now() -> int | None:
    """For who has no session, whose query would have read it."""
    rows = _stamps()
    return rows[0].stamp if rows else None


@Prepared
def _stamps() -> QuerySet[Any, Any]:
    return Community.objects.values_list("stamp")[:1]


def is_set_up() -> bool:
    """Whether there is a community. Once there is one it stays, so a process asks only until then."""
    return _kept is not None or current() is not None


def as_last_read() -> Community | None:
    """The community as this process last read it, without asking again: for what only falls back on it."""
    return _kept or current()


def strangers_read() -> bool:
    """Whether people who are not signed in may read what is for everyone."""
    community = current()
    return community is not None and community.reading == Reading.ANYONE


def picture_rule() -> PictureRule:
    """Whether members' own pictures are shown."""
    community = current()
    return PictureRule(community.pictures) if community else PictureRule.ALLOWED


def of_request(request: HttpRequest | None) -> Community | None:
    """The community, for the frame of a page; every request has the same one."""
    return current()


@contextmanager
def one_request() -> Iterator[None]:
    """Within it, `current()` reads the community at most once."""
    token = _asked.set(Asked())
    try:
        yield
    finally:
        _asked.reset(token)


def know(stamp: int | None) -> None:
    """Tell `current()` the community's stamp, as this request has just read it."""
    asked = _asked.get()
    if asked is not None:
        asked.stamp = stamp


def forget() -> None:
    """Read the community again at the next call: this request has changed it."""
    global _kept
    _kept = None
    asked = _asked.get()
    if asked is not None:
        asked.community = asked.stamp = None
