"""Signing up, by every joining policy."""

from typing import Any

from allauth.account import views as allauth
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kith.community.models import Joining
from kith.kernel import gates
from kith.people import joining
from kith.people.actions.joining import HandleTaken
from kith.people.request import Request


class SignUpView(allauth.SignupView):
    """The library's page, behind the joining policy."""

    def dispatch(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        if request.member is None and not may_sign_up(request):
            return render(request, "people/not_open.html", {"policy": joining.policy()}, status=403)
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "invitation": self.request.GET.get("invitation", "")}

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except HandleTaken:
            form.add_error("username", _("This handle can’t be taken. Please choose another."))
        except joining.NotOpen:
            form.add_error(None, _("This invitation no longer works. Please ask for a new one."))
        except gates.Refused as refusal:
            form.add_error(None, str(refusal))
        return self.form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        invitation = joining.find_invitation(token_of(self.request))
        approval = joining.policy() == Joining.APPROVAL and invitation is None
        return {**super().get_context_data(**kwargs), "invited": invitation, "approval": approval}


def may_sign_up(request: Request) -> bool:
    """Whether the page is open to who asks: by the policy, or with an invitation that works."""
    match joining.policy():
        case Joining.OPEN | Joining.APPROVAL:
            return True
        case Joining.INVITATION:
            # What was typed is not thrown away because the last use has just gone: the form says so instead.
            return request.method == "POST" or joining.find_invitation(token_of(request)) is not None
    return False


def token_of(request: Request) -> str:
    return request.POST.get("invitation") or request.GET.get("invitation") or ""


@require_safe
def invited(request: Request, token: str) -> HttpResponse:
    """What an invitation link shows: who invites to what."""
    invitation = joining.find_invitation(token)
    if invitation is None:
        raise Http404
    return render(request, "people/invited.html", {"invitation": invitation})
