"""What a member of any state sees of their own standing."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from kith.people.access import any_state, to_sign_in
from kith.people.joining import application_of
from kith.people.models import State
from kith.people.permissions import may
from kith.people.request import Request


@any_state
@require_safe
def status(request: Request) -> HttpResponse:
    """Why a member may not read just now, and what they may do all the same."""
    member = request.member
    if member is None:
        return to_sign_in(request)
    if may(member, "read"):
        return redirect("/")
    application = application_of(member)
    context = {
        "member": member,
        "state": State(member.state),
        "State": State,
        "application": application,
        "may_export": may(member, "export"),
    }
    return render(request, "people/status.html", context)
