"""What a member typed after their sign-in had ended: kept in the session of the stranger, given back on signing in."""

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django_htmx.http import HttpResponseClientRedirect

from kith.kernel.limits import View
from kith.people.request import Request
from kith.posts.actions.wording import TEXT_LENGTH

KEPT = "draft"


def keeps_draft(page: Callable[..., str]) -> Callable[[View], View]:
    """The view keeps what a stranger sends, and has them sign in. `page(*args)` is the form's own page."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def kept(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.member is None and request.method == "POST":
                return _keep(request, page(*args, **kwargs))
            return view(request, *args, **kwargs)

        return kept

    return decorate


def _keep(request: Request, page: str) -> HttpResponse:
    fields = {name: request.POST.get(name, "")[: 2 * TEXT_LENGTH] for name in ("text", "audience")}
    request.session[KEPT] = {"page": page, **fields}
    response = redirect_to_login(page)
    return HttpResponseClientRedirect(response["Location"]) if request.htmx else response


def kept_draft(request: Request) -> dict[str, str]:
    """What was kept for this page, as a form's initial values; given back once."""
    draft = request.session.get(KEPT)
    if not draft or draft.get("page") != request.path:
        return {}
    del request.session[KEPT]
    return {name: draft[name] for name in ("text", "audience") if draft.get(name)}
