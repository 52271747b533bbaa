"""The choices of the frame, light or dark and the language, and the page for a form whose token has expired."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from kith.ui.frame import THEMES

A_YEAR = 60 * 60 * 24 * 365


def back(request: HttpRequest) -> str:
    """The page that the visitor came from, if it is one of ours; otherwise the first page."""
    came_from = request.META.get("HTTP_REFERER", "")
    ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    return came_from if ours else "/"


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Keep light or dark on this device; anything else follows the device again."""
    response = HttpResponseRedirect(back(request))
    theme = request.POST.get("theme")
    if theme in THEMES:
        response.set_cookie("theme", theme, max_age=A_YEAR, secure=request.is_secure(), httponly=True, samesite="Lax")
    else:
        response.delete_cookie("theme")
    return response


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is too old or missing: say so, and hand back the text that was typed."""
    return render(request, "ui/expired.html", {"typed": request.POST.get("text", "")}, status=403)
