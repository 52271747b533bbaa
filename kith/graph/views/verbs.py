"""What all the verbs between two members have in common over HTTP."""

import functools
from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from kith.graph import limits  # noqa: F401  # declares the limits that the views name
from kith.graph.access import by_handle
from kith.graph.actions import OutOfReach
from kith.kernel.limits import View, limited
from kith.people.access import member_required
from kith.people.request import Request


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


def back(request: Request, otherwise: str) -> HttpResponse:
    """Return to the page of ours that the form was on; where the browser does not say, elsewhere."""
    page = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return redirect(page if ours else otherwise)
