"""All invitations, by whomever they were made."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from kith.console import access, lists
from kith.console.access import staff
from kith.kernel.pages import cursor
from kith.people.actions.joining import invite, revoke
from kith.people.forms.settings import InvitationForm
from kith.people.request import MemberRequest
from kith.people.views.invitations import link


@staff("invite")
def invitations(request: MemberRequest) -> HttpResponse:
    """Who invited how many, until when; and the way to make a link. The address of a link is its maker's to give."""
    form = InvitationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        invite(actor=request.member, uses=form.cleaned_data["uses"], expires_at=form.ends())
        return redirect("console:invitations")
    page = lists.invitations(cursor(request))
    rows = [(row, link(row.token) if row.inviter_id == request.member.pk else "") for row in page.rows]
    context = {"form": form, "page": page, "rows": rows, "now": timezone.now(), "section": "console"}
    return render(request, "console/invitations.html", context, status=422 if form.is_bound else 200)


@require_POST
@staff("invite")
def revocation(request: MemberRequest, pk: int) -> HttpResponse:
    """Make a link let nobody in any more."""
    revoke(actor=request.member, invitation=access.any_invitation(pk))
    return redirect("console:invitations")
