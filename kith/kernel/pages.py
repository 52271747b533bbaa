"""Pages of what is listed by time: `?before=` names the id before which a page begins."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest

from kith.kernel.ids import LARGEST

SIZE = 20


class Page(NamedTuple):
    """The rows of one page, and the cursor of the next older one, if there is one."""

    rows: list[Any]
    older: int | None


def cursor(request: HttpRequest) -> int:
    """The id before which the asked page begins; above all ids without one."""
    before = read_cursor(request, "before")
    return LARGEST if before is None else before


def read_cursor(request: HttpRequest, name: str) -> int | None:
    """The place in a list that an address names, None without one. What was never a cursor is Http404."""
    given = request.GET.get(name)
    if given is None:
        return None
    if not (given.isascii() and given.isdigit() and len(given) <= 19 and int(given) <= LARGEST):
        raise Http404
    return int(given)


def cut(rows: Sequence[Any], size: int = SIZE) -> Page:
    """A page of `size` rows, from rows with an id of which one more was asked for."""
    kept = list(rows[:size])
    return Page(kept, kept[-1].id if len(rows) > size else None)
