"""The choices of the frame (light or dark, the language), the accent, and the page for a form that has expired."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from kith.kernel.limits import define, limited
from kith.kernel.registry import registry
from kith.ui.accent import HEX, style_sheet
from kith.ui.frame import AUTO, THEMES

define("choose", member="120/h", network="1200/h")
A_YEAR = 60 * 60 * 24 * 365


@require_POST
@limited("choose")
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Keep light or dark on this device and, for a member, everywhere they sign in; or as the device has it."""
    theme = request.POST.get("theme", "")
    theme = theme if theme in THEMES else AUTO
    member, keep_for_member = getattr(request, "member", None), registry().theme
    if member is not None and keep_for_member is not None:
        keep_for_member(member=member, theme=theme)
    return keep(request, "theme", theme)


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


@require_safe
@cache_control(public=True, max_age=A_YEAR, immutable=True)
def accent(request: HttpRequest, colour: str) -> HttpResponse:
    """The style sheet of an accent colour. The colour is in the address, so it is kept for good."""
    if not HEX.fullmatch(f"#{colour}"):
        raise Http404
    return HttpResponse(style_sheet(f"#{colour.lower()}"), content_type="text/css; charset=utf-8")


def keep(request: HttpRequest, name: str, value: str) -> HttpResponse:
    """Go back, with a cookie that keeps a choice."""
    response = HttpResponseRedirect(back(request))
    response.set_cookie(name, value, max_age=A_YEAR, secure=request.is_secure(), httponly=True, samesite="Lax")
    return response


def back(request: HttpRequest, otherwise: str = "/") -> str:
    """The address that the visitor came from, if it is one of ours and the browser says; otherwise another."""
    came_from = request.META.get("HTTP_REFERER", "")
    ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    return came_from if ours else otherwise


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is too old or missing: say so, and hand back the text that was typed."""
    return render(request, "ui/expired.html", {"typed": request.POST.get("text", "")}, status=403)
