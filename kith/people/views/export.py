"""Taking everything of one's own away."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from kith.kernel.limits import define, limited
from kith.kernel.sending import send_file
from kith.people.access import fresh_sign_in, permission_required
from kith.people.actions.exporting import KEPT, ask_export
from kith.people.archive import get_export, latest_export, open_export
from kith.people.request import MemberRequest

define("export", member="5/d", network="50/d")


@limited("export")
@permission_required("export")
@fresh_sign_in
def export(request: MemberRequest) -> HttpResponse:
    """Ask for the file, and see whether it is ready."""
    if request.method == "POST":
        ask_export(member=request.member)
        return redirect("people:export")
    return render(request, "people/export.html", {"export": latest_export(request.member), "days": KEPT.days})


@permission_required("export")
@fresh_sign_in
@require_safe
def export_file(request: MemberRequest, key: str) -> HttpResponseBase:
    """The file itself, for its owner alone."""
    made = get_export(request.member, key)
    name = f"kith-{request.member.handle}.zip"
    return send_file(request, open_export(made), as_attachment=True, filename=name, content_type="application/zip")
