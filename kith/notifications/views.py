"""The page behind the bell."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kith.kernel.aside import on_the_side
from kith.kernel.limits import define, limited
from kith.kernel.pages import cursor
from kith.notifications.actions import choose_kinds, mark_read
from kith.notifications.forms import KindsForm
from kith.notifications.page import told, unread
from kith.notifications.rows import rows_html
from kith.people.access import member_required
from kith.people.request import MemberRequest
from kith.ui.frame import page
from kith.ui.stencil import Html, stencil
from kith.ui.token import form_token

define("mark-read", member="300/h", network="3000/h")
define("notification-settings", member="60/h", network="300/h")


@member_required
@require_safe
def notifications(request: MemberRequest) -> HttpResponse:
    """What the member was told; what is shown counts as seen. With htmx, only the rows."""
    shown = told(request.member, cursor(request))
    if any(shown.oldest <= pk <= shown.newest for pk in unread(request.member)):
        seen = partial(mark_read, member=request.member, newest=shown.newest, oldest=shown.oldest)
        on_the_side("what was seen", seen)
    html = rows_html(shown)
    if request.htmx:
        response = HttpResponse(html)
        patch_vary_headers(response, ["HX-Request"])
        return response
    slots: dict[str, Html] = {"rows": html, "token": form_token(request)}
    content = stencil("notifications/_page.html", get_language() or "").fill(0, slots)
    return page(request, title=_("Notifications"), content=content, section="notifications")


@member_required
@require_POST
@limited("mark-read")
def read(request: MemberRequest) -> HttpResponse:
    """Mark everything as seen, also what was never shown."""
    mark_read(member=request.member)
    return redirect("notifications:list")


@member_required
@limited("notification-settings")
def settings(request: MemberRequest) -> HttpResponse:
    """Choose of what to hear."""
    form = KindsForm(request.POST if request.method == "POST" else None, member=request.member)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "notifications/settings.html", {"form": form, "section": "settings"}, status=status)
    choose_kinds(member=request.member, kinds=form.cleaned_data["kinds"])
    messages.success(request, _("Saved."))
    return redirect("notifications:settings")
