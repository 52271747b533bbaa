"""What all the verbs between two members have in common over HTTP."""

import functools
from collections.abc import Callable

from django.http import Http404
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST

from kith.graph.access import by_handle
from kith.graph.actions import OutOfReach
from kith.kernel.limits import View, limited
from kith.people.access import member_required


def verb(limit: str) -> Callable[[View], View]:
    """A view that does something between the member who asks and the one at `/@handle`, by POST."""

    def decorate(view: View) -> View:
        return member_required(require_POST(limited(limit)(by_handle(reachable(view)))))

    return decorate


def reachable(view: View) -> View:
    """What can't be between two members is answered as if the other were not there."""

    @functools.wraps(view)
    def answered(*args: object, **kwargs: object) -> HttpResponseBase:
        try:
            return view(*args, **kwargs)
        except OutOfReach as error:
            raise Http404 from error

    return answered
