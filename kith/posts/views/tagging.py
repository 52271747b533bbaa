"""Tagging people in photos, and what they say to it."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kith.kernel.limits import define, limited
from kith.people.access import member_required
from kith.people.request import MemberRequest
from kith.posts import actions
from kith.posts.access import may_change_photo, require
from kith.posts.album_forms import SpotForm
from kith.posts.photos import get_own_tag, get_photo, own_tags, tags_on
from kith.posts.views.albums import photo_address
from kith.posts.views.photos import one
from kith.ui.views import back

define("tag", member="120/h", network="1200/h")


@require_POST
@limited("tag")
@member_required
def tag(request: MemberRequest, key: str) -> HttpResponse:
    """Say that a member is in an own photo."""
    item = get_photo(request.member, key)
    require(may_change_photo(request.member, item))
    form = SpotForm(request.POST)
    wrong = ValidationError(_("Write the handle of who is in the photo."))
    if form.is_valid():
        handle, spot = form.cleaned_data["handle"], form.spot()
        try:
            actions.tag_member(actor=request.member, item=item, handle=handle, spot=spot)
            return redirect(photo_address(request.member, key))
        except ValidationError as refused:
            wrong = refused
    return one(request, request.member, item, wrong=wrong, handle=request.POST.get("handle", ""))


@require_POST
@limited("tag")
@member_required
def untag(request: MemberRequest, key: str, pk: int) -> HttpResponse:
    """Take a tag off an own photo."""
    item = get_photo(request.member, key)
    require(may_change_photo(request.member, item))
    actions.remove_tag(actor=request.member, tag=get_object_or_404(tags_on(request.member, item), pk=pk))
    return redirect(photo_address(request.member, key))


@require_safe
@member_required
def own(request: MemberRequest) -> HttpResponse:
    """Where the member is tagged, what waits for their answer first."""
    return render(request, "posts/own_tags.html", {"tags": own_tags(request.member)})


@require_POST
@limited("tag")
@member_required
def approve(request: MemberRequest, pk: int) -> HttpResponse:
    """Let others see that the member is in a photo."""
    actions.agree_to_tag(member=request.member, tag=get_own_tag(request.member, pk))
    return redirect(back(request, "/settings/tags/"))


@require_POST
@limited("tag")
@member_required
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    """Decline a tag, or take back that one agreed to it."""
    actions.remove_tag(actor=request.member, tag=get_own_tag(request.member, pk))
    return redirect(back(request, "/settings/tags/"))
