"""Until the community is set up, every page says that it is being set up."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kith.community.current import is_set_up

OPEN_BEFORE = ("/setup/", "/static/", "/language/", "/theme/", "/icon.svg")


class SetUpMiddleware:
    """Lets nothing but the set-up link through until there is a community."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(OPEN_BEFORE) or is_set_up():
            return self.get_response(request)
        return render(request, "community/being_set_up.html", status=503)
