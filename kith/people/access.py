"""Who may enter a view. Views say it by a decorator; what each role and state may do is in `people.permissions`."""

import functools
import re
from collections.abc import Callable
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import ResolverMatch
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from kith.kernel.limits import View
from kith.people.models import Profile
from kith.people.permissions import MEMBER, may, needs_second_factor
from kith.people.request import Request

# What is not given back to be copied: it is secret, or no words at all.
NEVER_SHOWN = re.compile("token|password|code|key|credential|invitation")

# Views of lower layers and of the sign-in library that a member of any state needs.
OPEN_TO_ALL_STATES = {
    "account_logout",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "ui:accent",
    "ui:drawn_icon",
    "ui:icon",
    "ui:manifest",
    "ui:offline",
    "ui:worker",
    "ui:theme",
    "community:about",
    "community:contact",
    "community:privacy",
    "community:rules",
    "community:terms",
    "ui:language",
}


def member_required(view: View) -> View:
    """Only for members who may read; strangers are sent to sign in, others to the page that tells their state."""
    return _guarded(view, "read")


def permission_required(permission: str) -> Callable[[View], View]:
    """Only for members with a permission; for other members there is no such page. Staff need a second factor."""
    return functools.partial(_guarded, permission=permission)


def any_state(view: View) -> View:
    """Mark a view that members of every state reach: signing out, their status, switching the language."""
    vars(view)["open_to"] = None
    return view


def fresh_sign_in(view: View) -> View:
    """Only for who has just given a password, code or passkey; others are asked first and then come back."""
    asking: View = reauthentication_required(view)
    return asking


def confined(member: Profile, view: View, match: ResolverMatch | None) -> bool:
    """Whether a member's state keeps them from a view. Who may read is not confined at all."""
    if may(member, "read"):
        return False
    if match is not None and match.view_name in OPEN_TO_ALL_STATES:
        return False
    permission = getattr(view, "open_to", "read")
    return permission is not None and not may(member, permission)


def to_status(request: Request) -> HttpResponse:
    """Send a member to the page that tells their state."""
    return _go(request, redirect("people:status"))


def to_sign_in(request: Request) -> HttpResponse:
    """Ask a stranger to sign in, and bring them back after. Words that they had sent are shown, to be kept."""
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    if request.method == "POST" and not htmx:
        return render(request, "people/signed_out.html", {"words": _words(request)}, status=403)
    page = htmx.current_url_abs_path if htmx else None
    return _go(request, redirect_to_login(page or request.get_full_path()))


def lacks_second_factor(member: Profile) -> bool:
    """Whether a member may not use what their role gives until they have set a second factor up."""
    return needs_second_factor(member) and not is_mfa_enabled(member.account)


def to_second_factor(request: Request) -> HttpResponseBase:
    """Send a member of staff to set a second factor up."""
    messages.warning(request, _("Your role needs a second factor. Please set one up first."))
    return _go(request, redirect("mfa_index"))


def _words(request: Request) -> list[str]:
    posted = [(name, str(value)) for name, value in request.POST.items()]
    return [value for name, value in posted if value.strip() and not NEVER_SHOWN.search(name)]


def _go(request: Request, response: HttpResponse) -> HttpResponse:
    if getattr(request, "htmx", None):
        return HttpResponseClientRedirect(response["Location"])
    return response


def _guarded(view: View, permission: str) -> View:
    @functools.wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        member = request.member
        if member is None:
            return to_sign_in(request)
        if not may(member, permission):
            if permission == "read":
                return to_status(request)
            raise Http404
        if permission not in MEMBER and lacks_second_factor(member):
            return to_second_factor(request)
        return view(request, *args, **kwargs)

    vars(guarded)["open_to"] = permission
    return guarded
