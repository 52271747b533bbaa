"""The place in a list that an address names: the id of the last row that was shown."""

from django.http import Http404

from kith.people.request import Request


def read_cursor(request: Request, name: str) -> int | None:
    """The cursor in the address, None without one. One that Kith never made leads nowhere: Http404."""
    given = request.GET.get(name, "")
    if not given:
        return None
    if not (given.isascii() and given.isdigit() and len(given) < 20 and int(given) < 1 << 63):
        raise Http404
    return int(given)
