"""Following and all that goes with it; the answer to htmx is the button as it then is."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from kith.graph import actions
from kith.graph.profile import follow_button
from kith.graph.standing import standing
from kith.graph.views.verbs import verb
from kith.people.models import Profile
from kith.people.request import MemberRequest, Request
from kith.ui.views import back


@verb("follow")
def follow(request: MemberRequest, member: Profile) -> HttpResponse:
    actions.follow(follower=request.member, followed=member)
    return _button(request, member)


@verb("follow")
def unfollow(request: MemberRequest, member: Profile) -> HttpResponse:
    actions.unfollow(follower=request.member, followed=member)
    return _button(request, member)


@verb("follow")
def remove_follower(request: MemberRequest, member: Profile) -> HttpResponse:
    actions.remove_follower(followed=request.member, follower=member)
    return redirect(back(request, _page(member)))


@verb("follow")
def approve(request: MemberRequest, member: Profile) -> HttpResponse:
    actions.approve_follow(followed=request.member, follower=member)
    return redirect(back(request, _page(member)))


@verb("follow")
def decline(request: MemberRequest, member: Profile) -> HttpResponse:
    actions.decline_follow(followed=request.member, follower=member)
    return redirect(back(request, _page(member)))


@verb("follow")
def dismiss(request: MemberRequest, member: Profile) -> HttpResponse:
    """Suggest somebody no more; to htmx the answer is nothing, which takes the place of the suggestion."""
    actions.dismiss(actor=request.member, target=member)
    return HttpResponse() if request.htmx else redirect(back(request, "/"))


def _button(request: Request, member: Profile) -> HttpResponse:
    if request.htmx:
        return HttpResponse(follow_button(standing(request.member, member), member, request))
    return redirect(back(request, _page(member)))


def _page(member: Profile) -> str:
    return reverse("feed:profile", args=[member.handle])
