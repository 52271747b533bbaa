"""What a member typed after their sign-in had ended: kept in the session of the stranger, given back on signing in.

Who signs in next may be somebody else. Whose words they are is in the key of the form they were typed into.
"""

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django_htmx.http import HttpResponseClientRedirect

from kith.kernel.limits import View
from kith.people.request import MemberRequest, Request
from kith.posts.actions.wording import TEXT_LENGTH
from kith.posts.forms import key_is_of

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
    fields = {name: request.POST.get(name, "")[: 2 * TEXT_LENGTH] for name in ("text", "audience", "key")}
    request.session[KEPT] = {"page": page, **fields}
    response = redirect_to_login(page)
    return HttpResponseClientRedirect(response["Location"]) if request.htmx else response


def kept_draft(request: MemberRequest) -> dict[str, str]:
    """What was kept for this page and this member, as a form's initial values; given back once."""
    draft = request.session.get(KEPT)
    if not draft:
        return {}
    mine = key_is_of(draft.get("key", ""), request.member)
    if mine and draft["page"] != request.path:
        return {}
    del request.session[KEPT]
    return {name: draft[name] for name in ("text", "audience") if draft[name]} if mine else {}
