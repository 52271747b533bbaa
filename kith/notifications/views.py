"""The page behind the bell."""

import functools

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kith.graph.profile import TOKEN, filled
from kith.kernel.aside import on_the_side
from kith.kernel.limits import define, limited
from kith.kernel.pages import cursor
from kith.notifications.actions import choose_kinds, mark_read
from kith.notifications.forms import KindsForm
from kith.notifications.page import Told, told, unread
from kith.notifications.rows import rows
from kith.people.access import member_required
from kith.ui.frame import page
from kith.ui.stencil import mark

ROWS = mark("rows")

define("mark-read", member="300/h", network="3000/h")
define("notification-settings", member="60/h", network="300/h")


@member_required
@require_safe
def notifications(request: HttpRequest) -> HttpResponse:
    """What the member was told; what is shown counts as seen. With htmx, only the rows."""
    shown = told(request.member, cursor(request))
    html = _rows(shown)
    if unread(request.member):
        with on_the_side("what was seen"):
            mark_read(member=request.member, newest=shown.newest, oldest=shown.oldest)
    if request.htmx:
        return HttpResponse(html)
    content = filled(_around(get_language()).replace(ROWS, html), request)
    return page(request, title=_("Notifications"), content=content, section="notifications")


@member_required
@require_POST
@limited("mark-read")
def read(request: HttpRequest) -> HttpResponse:
    """Mark everything as seen, also what was never shown."""
    mark_read(member=request.member)
    return redirect("notifications:list")


@member_required
@limited("notification-settings")
def settings(request: HttpRequest) -> HttpResponse:
    """Choose of what to hear."""
    form = KindsForm(request.POST if request.method == "POST" else None, member=request.member)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "notifications/settings.html", {"form": form, "section": "settings"}, status=status)
    choose_kinds(member=request.member, kinds=form.cleaned_data["kinds"])
    messages.success(request, _("Saved."))
    return redirect("notifications:settings")


def _rows(shown: Told) -> SafeString:
    older = f"?before={shown.older}" if shown.older else ""
    return render_to_string("notifications/_rows.html", {"rows": rows(shown.groups), "older": older})


@functools.lru_cache(maxsize=100)
def _around(language: str) -> str:
    return render_to_string("notifications/_page.html", {"rows": ROWS, "csrf_token": TOKEN})
