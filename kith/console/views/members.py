"""Members: finding them, letting them in, what they may do, and their way back in."""

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kith.console import access, lists
from kith.console.access import staff
from kith.console.forms.members import AnswerForm, ReasonForm, RoleForm, SearchForm, StateForm
from kith.console.history import entries
from kith.kernel.pages import cursor
from kith.media.allowance import room_of
from kith.people.access import fresh_sign_in
from kith.people.actions.factors import remove_factors
from kith.people.actions.joining import approve, decline
from kith.people.actions.ranks import LastOwner, set_role
from kith.people.actions.resets import make_reset_link
from kith.people.actions.states import set_state
from kith.people.joining import applicants
from kith.people.models import Profile, Role, State
from kith.people.permissions import NotAllowed, may_give, outranks
from kith.people.request import MemberRequest, Request


@require_safe
@staff("console")
def members(request: MemberRequest) -> HttpResponse:
    """All members, or those who were searched for."""
    form = SearchForm(request.GET)
    wanted: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    page = lists.members(cursor(request), words=wanted.get("q", ""), state=wanted.get("state"), role=wanted.get("role"))
    return render(request, "console/members.html", {"form": form, "page": page, "section": "console"})


@require_safe
@staff("console")
def member(request: MemberRequest, pk: int) -> HttpResponse:
    """One member: who they are here, what was decided about them, and what can be."""
    found = access.any_member(pk)
    context = {
        "profile": found,
        "application": access.application_of(found),
        "awaiting": found.state == State.AWAITING,
        "outranked": outranks(request.member, found),
        "has_factors": is_mfa_enabled(found.account),
        "invited": lists.invited_by(found),
        "room": room_of(found.pk),
        "entries": entries(lists.lines_about(found)),
        "section": "console",
    }
    return render(request, "console/member.html", context)


@require_safe
@staff("approve")
def waiting(request: MemberRequest) -> HttpResponse:
    """Who waits for approval, longest first."""
    return render(request, "console/applicants.html", {"applicants": applicants()[:100], "section": "console"})


@staff("approve")
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    """Let an applicant in, or decline them, with a line that they read."""
    found = access.applicant(pk)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        verb = approve if "approve" in request.POST else decline
        verb(actor=request.member, applicant=found, answer=form.cleaned_data["reason"])
        messages.success(request, _("Your answer is on their status page."))
        return redirect("console:applicants")
    return _page(request, "answer", found=found, form=form)


@staff("restrict")
def state(request: MemberRequest, pk: int) -> HttpResponse:
    """Make a member read-only or suspended, or lift it."""
    found = access.member_below(request.member, pk)
    if found.state == State.AWAITING:
        raise NotAllowed
    form = StateForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = State(form.cleaned_data["state"])
        reason, until = form.cleaned_data["reason"], form.until()
        set_state(actor=request.member, member=found, state=given, reason=reason, until=until)
        messages.success(request, _("Done."))
        return redirect("console:member", found.pk)
    return _page(request, "state", found=found, form=form)


@staff("roles")
@fresh_sign_in
def role(request: MemberRequest, pk: int) -> HttpResponse:
    """Give a member another role."""
    found = access.any_member(pk)
    if not any(may_give(request.member, found, role) for role in Role):
        raise NotAllowed
    form = RoleForm(request.POST if request.method == "POST" else None, actor=request.member, member=found)
    if form.is_valid():
        try:
            set_role(actor=request.member, member=found, role=Role(form.cleaned_data["role"]))
        except LastOwner:
            form.add_error("role", _("The community needs an owner who is active."))
        else:
            messages.success(request, _("Done."))
            return redirect("console:member", found.pk)
    return _page(request, "role", found=found, form=form)


@staff("reset")
@fresh_sign_in
def reset(request: MemberRequest, pk: int) -> HttpResponse:
    """Make a one-time link for a new password, and show it this once."""
    found = access.member_below(request.member, pk)
    link = make_reset_link(actor=request.member, member=found) if request.method == "POST" else ""
    response = render(request, "console/reset.html", {"profile": found, "link": link, "section": "console"})
    response["Cache-Control"] = "no-store"  # the link is shown once, also by the browser's "back"
    return response


@staff("reset")
@fresh_sign_in
def factors(request: MemberRequest, pk: int) -> HttpResponse:
    """Remove the second factor of a member who has lost it."""
    found = access.member_below(request.member, pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        remove_factors(actor=request.member, member=found, reason=form.cleaned_data["reason"])
        messages.success(request, _("Done."))
        return redirect("console:member", found.pk)
    return _page(request, "factors", found=found, form=form)


def _page(request: Request, name: str, *, found: Profile, form: Form) -> HttpResponse:
    context = {"profile": found, "form": form, "section": "console"}
    return render(request, f"console/{name}.html", context, status=422 if form.is_bound else 200)
