"""Stepping out for a while, leaving for good, and coming back."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kith.kernel.limits import define, limited
from kith.people.access import fresh_sign_in, permission_required
from kith.people.actions.leaving import TIME_TO_RETURN, TooLate, leave, stay
from kith.people.actions.ranks import LastOwner
from kith.people.actions.states import deactivate as step_out
from kith.people.models import State
from kith.people.request import MemberRequest, Request

define("leave", member="20/h", network="100/h")


@permission_required("leave")
@require_safe
def leaving(request: MemberRequest) -> HttpResponse:
    """The two ways to go, and for who is leaving the way back."""
    context = {"member": request.member, "days": TIME_TO_RETURN.days, "is_leaving": is_leaving(request)}
    return render(request, "people/leaving.html", context)


@limited("leave")
@permission_required("leave")
@require_POST
def deactivate(request: MemberRequest) -> HttpResponse:
    """Hide everything of the member's until they sign in again."""
    try:
        step_out(member=request.member)
    except LastOwner:
        return stay_owner(request)
    return out(request, _("Your account is deactivated. Nobody sees it until you sign in again."))


@limited("leave")
@permission_required("leave")
@fresh_sign_in
def delete(request: MemberRequest) -> HttpResponse:
    """Ask once more, and then have everything deleted after thirty days."""
    if request.method != "POST":
        return render(request, "people/delete_account.html", {"days": TIME_TO_RETURN.days})
    try:
        leave(member=request.member)
    except LastOwner:
        return stay_owner(request)
    return out(request, _("Your account is hidden and will be deleted. To change your mind, sign in again in time."))


@limited("leave")
@permission_required("leave")
@require_POST
def come_back(request: MemberRequest) -> HttpResponse:
    """Change one's mind about leaving. It ends the session, as every change of state does."""
    try:
        stay(member=request.member)
    except TooLate:
        messages.error(request, _("The time to change your mind is over, and your account is being deleted."))
        return redirect("people:leaving")
    return out(request, _("Good that you stay. Please sign in again."))


def is_leaving(request: MemberRequest) -> bool:
    return request.member.state == State.LEAVING


def stay_owner(request: Request) -> HttpResponse:
    messages.error(request, _("You are the only owner. Make someone else an owner first."))
    return redirect("people:leaving")


def out(request: Request, words: str) -> HttpResponse:
    """Sign out, and say on the first page what happened."""
    logout(request)
    messages.success(request, words)
    return redirect("account_login")
