"""This community, as every request needs it: read from the database once, and again when its stamp has risen."""

from django.http import HttpRequest

from kith.community.models import Community, Reading

_kept: Community | None = None


def current(stamp: int | None = None) -> Community | None:
    """The community, or None before it is set up.

    `stamp` is the stamp that the caller has just read in a query of its own (the session's); if the copy kept in
    this process has that stamp, no query is made.
    """
    global _kept
    if _kept is None or stamp is None or _kept.stamp != stamp:
        _kept = Community.objects.first()
    return _kept


def strangers_read() -> bool:
    """Whether people who are not signed in may read what is for everyone."""
    community = current()
    return community is not None and community.reading == Reading.ANYONE


def of_request(request: HttpRequest) -> Community | None:
    """The community for a request, by the stamp that was read together with its session, if one was."""
    return current(getattr(request, "community_stamp", None))
