"""Putting the photos of an album in order, choosing its cover, and taking photos out."""

import re

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from kith.kernel.limits import define, limited
from kith.media.models import MediaItem, is_key
from kith.people.access import member_required
from kith.people.request import MemberRequest
from kith.posts import actions
from kith.posts.access import require
from kith.posts.models import Album
from kith.posts.views.albums import address, own_album

define("arrange", member="1200/h", network="6000/h")

MOVE = re.compile(r"([A-Za-z0-9_-]{16,32}) (-?\d{1,4})")


@require_http_methods(["GET", "POST"])
@limited("arrange")
@member_required
def arrange(request: MemberRequest, pk: int) -> HttpResponse:
    """All photos of an album, each with the ways to move it; `move` is a photo's key and its new place."""
    album = own_album(request, pk)
    if request.method == "POST":
        wanted = MOVE.fullmatch(request.POST.get("move", ""))
        if wanted is None:
            raise Http404
        item = photo_in(album, wanted[1])
        actions.place_photo(actor=request.member, album=album, item=item, place=int(wanted[2]))
    return arranged(request, album)


@require_POST
@limited("arrange")
@member_required
def cover(request: MemberRequest, pk: int) -> HttpResponse:
    """Have a photo (`photo` is its key) stand for the album."""
    album = own_album(request, pk)
    item = photo_in(album, request.POST.get("photo", ""))
    actions.choose_cover(actor=request.member, album=album, item=item)
    album.cover = item
    return arranged(request, album)


@require_http_methods(["GET", "POST"])
@limited("arrange")
@member_required
def remove(request: MemberRequest, pk: int, key: str) -> HttpResponse:
    """Say what becomes of a photo, then take it out of the album."""
    album = own_album(request, pk)
    item = photo_in(album, key)
    if request.method == "POST":
        actions.remove_photo(actor=request.member, album=album, item=item)
        return redirect("posts:arrange", album.pk)
    return render(request, "posts/remove_photo.html", {"album": album, "item": item})


def photo_in(album: Album, key: str) -> MediaItem:
    """A photo of this album, also one whose files are lost; else Http404."""
    require(is_key(key))
    return get_object_or_404(album.photos.select_related("item"), item__key=key).item


def arranged(request: MemberRequest, album: Album) -> HttpResponse:
    """The photos as they now stand: for htmx alone, for a plain form the page again."""
    if request.method == "POST" and not request.htmx:
        return redirect("posts:arrange", album.pk)
    rows = list(album.photos.select_related("item"))
    cover = album.cover_id or (rows[0].item_id if rows else None)
    context = {"album": album, "rows": rows, "cover": cover, "last": len(rows) - 1, "back": address(album)}
    return render(request, "posts/arrange.html#rows" if request.htmx else "posts/arrange.html", context)
