"""Blocking and muting, and the lists of who is blocked and muted. The member concerned is never told."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kith.graph import actions, lists
from kith.graph.access import by_handle, get_blocked
from kith.graph.forms.muting import MuteForm
from kith.graph.views.verbs import reachable, verb
from kith.kernel.limits import limited
from kith.kernel.pages import cursor
from kith.people.access import member_required
from kith.people.models import Profile
from kith.people.request import MemberRequest
from kith.ui.views import back


@member_required
@limited("block")
@by_handle
@reachable
def block(request: MemberRequest, member: Profile) -> HttpResponse:
    """Say what a block does, then block."""
    if request.method != "POST":
        return render(request, "graph/block.html", {"profile": member})
    actions.block(actor=request.member, target=member)
    messages.success(request, _("You have blocked %(name)s.") % {"name": member.name})
    return redirect("graph:blocks")


@member_required
@require_POST
@limited("block")
def unblock(request: MemberRequest, handle: str) -> HttpResponse:
    """See each other again."""
    member = get_blocked(request.member, handle)
    actions.unblock(actor=request.member, target=member)
    return redirect("graph:blocks")


@member_required
@limited("block")
@by_handle
@reachable
def mute(request: MemberRequest, member: Profile) -> HttpResponse:
    """Ask for how long, then mute."""
    form = MuteForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "graph/mute.html", {"profile": member, "form": form}, status=status)
    actions.mute(actor=request.member, target=member, until=form.until())
    messages.success(request, _("You have muted %(name)s.") % {"name": member.name})
    return redirect("feed:profile", member.handle)


@verb("block")
def unmute(request: MemberRequest, member: Profile) -> HttpResponse:
    actions.unmute(actor=request.member, target=member)
    return redirect(back(request, reverse("graph:mutes")))


@member_required
@require_safe
def blocks(request: MemberRequest) -> HttpResponse:
    """Whom the member has blocked, the last first."""
    return render(request, "graph/blocks.html", {"page": lists.blocked_by(request.member, cursor(request))})


@member_required
@require_safe
def mutes(request: MemberRequest) -> HttpResponse:
    """Whom the member has muted, the last first."""
    return render(request, "graph/mutes.html", {"page": lists.muted_by(request.member, cursor(request))})
