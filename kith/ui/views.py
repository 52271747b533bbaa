"""The choices of the frame, light or dark and the language, and the page for a form whose token has expired."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.kernel.limits import define, limited
from kith.kernel.registry import registry
from kith.ui.frame import THEMES

define("choose", member="120/h", network="1200/h")
A_YEAR = 60 * 60 * 24 * 365


@require_POST
@limited("choose")
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Keep light or dark on this device; anything else follows the device again."""
    theme = request.POST.get("theme", "")
    return keep(request, "theme", theme if theme in THEMES else "")


@require_POST
@limited("choose")
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the language on this device and, for a member, everywhere they sign in."""
    language = request.POST.get("language", "")
    if language not in dict(getattr(registry().look(request), "offered", settings.LANGUAGES)):
        messages.error(request, _("This language is not offered here."))
        return HttpResponseRedirect(back(request))
    member, keep_for_member = getattr(request, "member", None), registry().language
    if member is not None and keep_for_member is not None:
        keep_for_member(member=member, language=language)
    return keep(request, settings.LANGUAGE_COOKIE_NAME, language)


def keep(request: HttpRequest, name: str, value: str) -> HttpResponse:
    """Go back, with a cookie that keeps a choice, or without it if the choice is none."""
    response = HttpResponseRedirect(back(request))
    if value:
        response.set_cookie(name, value, max_age=A_YEAR, secure=request.is_secure(), httponly=True, samesite="Lax")
    else:
        response.delete_cookie(name)
    return response


def back(request: HttpRequest, otherwise: str = "/") -> str:
    """The address that the visitor came from, if it is one of ours and the browser says; otherwise another."""
    came_from = request.META.get("HTTP_REFERER", "")
    ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    return came_from if ours else otherwise


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is too old or missing: say so, and hand back the text that was typed."""
    return render(request, "ui/expired.html", {"typed": request.POST.get("text", "")}, status=403)
