"""The photos of a member, those that the member is in, and the page of one photo."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from kith.graph.access import by_handle
from kith.kernel.gates import Refused
from kith.kernel.limits import limited
from kith.kernel.pages import cursor
from kith.media.models import MediaItem
from kith.people.access import member_required
from kith.people.models import Profile
from kith.people.request import MemberRequest, Request
from kith.posts import actions
from kith.posts.access import may_change_photo, require
from kith.posts.models import Consent
from kith.posts.photos import Photos, alts, get_photo, owners_of, photos_by, photos_of, place_of, tags_on
from kith.posts.pictures import picture
from kith.posts.views.albums import in_grid, photo_address, shown
from kith.posts.views.answers import confirmed, refusal


@require_safe
@by_handle
def taken(request: Request, member: Profile) -> HttpResponse:
    """The photos in a member's posts and albums, as far as the viewer may see them."""
    return _photos(request, member, "by", photos_by)


@require_safe
@by_handle
def being_in(request: Request, member: Profile) -> HttpResponse:
    """The photos that a member agreed to be tagged in, as far as the viewer may see them."""
    return _photos(request, member, "of", photos_of)


@require_safe
@by_handle
def photo(request: Request, member: Profile, key: str) -> HttpResponse:
    """One photo, who is in it, and where it hangs."""
    item = get_photo(request.member, key)
    require(item.owner_id == member.pk)
    return one(request, member, item)


@require_POST
@limited("edit")
@member_required
def describe(request: MemberRequest, key: str) -> HttpResponse:
    """Words for who can't see an own photo."""
    item = get_photo(request.member, key)
    require(may_change_photo(request.member, item))
    typed = request.POST.get("alt", "")
    try:
        actions.describe_photo(actor=request.member, item=item, alt=typed, confirmed=confirmed(request))
    except (ValidationError, Refused) as wrong:
        return one(request, request.member, item, wrong=wrong, typed=typed)
    return redirect(photo_address(request.member, key))


def one(
    request: Request,
    owner: Profile,
    item: MediaItem,
    *,
    wrong: Exception | None = None,
    typed: str | None = None,
    handle: str = "",
) -> HttpResponse:
    """The page of one photo; `wrong` says why what was sent could not be done, `typed` and `handle` give it back."""
    viewer = request.member
    place = place_of(viewer, item)
    alt = alts(viewer, [item])[item.pk]
    own = may_change_photo(viewer, item)
    tags = list(tags_on(viewer, item))
    asked = next((tag for tag in tags if viewer and tag.member_id == viewer.pk and tag.consent == Consent.ASKED), None)
    context = {"profile": owner, "item": item, "photo": picture(item, alt), "place": place, "own": own, "tags": tags}
    context |= {"asked": asked, "refusal": refusal(wrong), "handle": handle, "alt": alt if typed is None else typed}
    for name, other in (("earlier", place.earlier), ("later", place.later)):
        context[name] = photo_address(owner, other.key) if other else ""
    return render(request, "posts/photo.html", context, status=422 if wrong else 200)


def _photos(request: Request, member: Profile, which: str, find: Callable[..., Photos]) -> HttpResponse:
    page = find(request.member, member, cursor(request))
    owners = owners_of(page.items)
    photos = in_grid(request.member, page.items, owners)
    older = f"?before={page.older}" if page.older else ""
    context = {"profile": member, "photos": photos, "older": older, "which": which, "own": request.member == member}
    return shown(request, member, "photos", "posts/photos.html", context)
