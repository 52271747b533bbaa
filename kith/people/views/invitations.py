"""A member's own invitation links."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kith.people import joining
from kith.people.access import lacks_second_factor, member_required, to_second_factor
from kith.people.actions.joining import invite, revoke
from kith.people.forms.settings import InvitationForm
from kith.people.request import MemberRequest


@member_required
def invitations(request: MemberRequest) -> HttpResponseBase:
    """Make a link, see one's links and who came by them."""
    member = request.member
    if not joining.may_invite(member):
        raise Http404
    if lacks_second_factor(member):  # a link past the policy is a power of staff, wherever it is made
        return to_second_factor(request)
    form = InvitationForm(request.POST or None)
    if form.is_valid():
        invite(actor=member, uses=form.cleaned_data["uses"], expires_at=form.ends())
        return redirect("people:invitations")
    mine = [(each, link(each.token)) for each in joining.invitations_of(member)]
    context = {"form": form, "invitations": mine, "came": joining.invited_by(member), "section": "settings"}
    return render(request, "people/invitations.html", context)


@require_POST
@member_required
def revocation(request: MemberRequest, pk: int) -> HttpResponse:
    """Take one's own link back."""
    revoke(actor=request.member, invitation=joining.own_invitation(request.member, pk))
    return redirect("people:invitations")


def link(token: str) -> str:
    """The whole address of an invitation, to be sent to whom one likes."""
    return settings.URL + reverse("people:invited", args=[token])
