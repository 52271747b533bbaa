"""Albums: those of a member, one of them, and making, filling and deleting them."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kith.graph.access import by_handle
from kith.graph.audiences import Audience
from kith.graph.profile import header
from kith.kernel.gates import Refused
from kith.kernel.limits import define, limited
from kith.kernel.pages import cursor, cut, read_cursor
from kith.media.models import MediaItem
from kith.people.access import member_required
from kith.people.models import Profile
from kith.people.request import MemberRequest, Request
from kith.posts import actions
from kith.posts.access import get_album, may_change_album, require
from kith.posts.album_forms import AlbumForm, NewAlbumForm, PhotosForm, words_of
from kith.posts.drawing import AUDIENCE_ICONS
from kith.posts.models import Album
from kith.posts.photos import albums_by, alts, photos_in
from kith.posts.pictures import picture
from kith.posts.uploads import take_files
from kith.posts.views.answers import sent, sent_files

define("album", member="120/h", network="1200/h")
define("add-photos", member="60/h", network="600/h")


@require_safe
@by_handle
def albums(request: Request, member: Profile) -> HttpResponse:
    """The albums of a member that the viewer may see, newest first."""
    page = cut(albums_by(request.member, member, cursor(request)))
    faces = [(album, picture(vars(album)["face"]) if vars(album)["face"] else None) for album in page.rows]
    context = {"profile": member, "page": page, "faces": faces, "own": request.member == member}
    return shown(request, member, "albums", "posts/albums.html", context)


@require_safe
@by_handle
def album(request: Request, member: Profile, pk: int) -> HttpResponse:
    """The photos of an album, in its order."""
    found = get_album(request.member, pk)
    require(found.owner_id == member.pk)
    after = read_cursor(request, "after")
    rows, more = photos_in(request.member, found, -1 if after is None else after)
    photos = in_grid(request.member, [row.item for row in rows], {member.pk: member})
    context = {"profile": member, "album": found, "photos": photos, "count": found.photos.count()}
    context |= {"own": may_change_album(request.member, found), "icon": AUDIENCE_ICONS[Audience(found.audience)]}
    context |= {"older": f"?after={more}" if more is not None else ""}
    return part(request, "posts/album.html", context)


@require_http_methods(["GET", "POST"])
@limited("album")
@member_required
def new(request: MemberRequest) -> HttpResponse:
    """Ask for title, audience and first photos, and make an album of them."""
    audience = request.member.last_audience
    form = NewAlbumForm(sent(request), sent_files(request), member=request.member, initial={"audience": audience})
    take_files(form)
    if made := form.attempt(partial(actions.create_album, owner=request.member)):
        return filled(request, made, form)
    back = reverse("posts:albums", args=[request.member.handle])
    return render(request, "posts/new_album.html", {"form": form, "back": back}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@limited("album")
@member_required
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Change what an album says and whom it is for."""
    found = own_album(request, pk)
    said = {"title": found.title, "description": found.description, "audience": found.audience}
    form = AlbumForm(sent(request), initial=said)
    if form.attempt(partial(actions.edit_album, actor=request.member, album=found)):
        return redirect(address(found))
    context = {"form": form, "album": found, "back": address(found)}
    return render(request, "posts/edit_album.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@limited("add-photos")
@member_required
def add(request: MemberRequest, pk: int) -> HttpResponse:
    """Choose photos and put them into an album; a post tells of them, if the member wants that."""
    found = own_album(request, pk)
    form = PhotosForm(sent(request), sent_files(request), member=request.member)
    take_files(form)
    if made := form.attempt(partial(actions.add_photos, actor=request.member, album=found)):
        return filled(request, made, form)
    context = {"form": form, "album": found, "back": address(found)}
    return render(request, "posts/add_photos.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@limited("album")
@member_required
def delete(request: MemberRequest, pk: int) -> HttpResponse:
    """Say which photos go with it, then delete an album."""
    found = own_album(request, pk)
    if request.method == "POST":
        actions.delete_album(actor=request.member, album=found)
        return redirect("posts:albums", request.member.handle)
    return render(request, "posts/delete_album.html", {"album": found, "back": address(found)})


def filled(request: MemberRequest, album: Album, form: PhotosForm) -> HttpResponse:
    """Tell of the photos that have just been added in a post, if that is wanted, and show the album."""
    if form.cleaned_data["announce"] and are_in(album, form.items):
        sure, key = form.cleaned_data["confirmed"], form.once_key
        try:
            actions.announce_photos(actor=request.member, album=album, items=form.items, key=key, confirmed=sure)
        except Refused as refused:
            messages.error(request, _("No post was made: %(reason)s") % {"reason": str(refused)})
        except ValidationError as wrong:
            messages.error(request, words_of(wrong))
    return redirect(address(album))


def are_in(album: Album, items: list[MediaItem]) -> bool:
    """Whether these photos, and at least one, are in the album: not what came with a form sent a second time."""
    return bool(items) and album.photos.filter(item__in=items).count() == len(items)


def own_album(request: MemberRequest, pk: int) -> Album:
    """An album of the member's own; else Http404."""
    found = get_album(request.member, pk)
    require(may_change_album(request.member, found))
    return found


def address(album: Album) -> str:
    """Where an album is shown."""
    return reverse("posts:album", args=[album.owner.handle, album.pk])


def photo_address(owner: Profile, key: str) -> str:
    """Where one photo is shown."""
    return reverse("posts:photo", args=[owner.handle, key])


def in_grid(viewer: Profile | None, items: list[MediaItem], owners: dict[int, Profile]) -> list[dict[str, Any]]:
    """Photos as `posts/_photo_grid.html` shows them."""
    said = alts(viewer, items)
    pages = {item.pk: photo_address(owners[item.owner_id], item.key) for item in items}
    return [{"address": pages[item.pk], **picture(item, said[item.pk])} for item in items]


def shown(request: Request, member: Profile, tab: str, template: str, context: dict[str, Any]) -> HttpResponse:
    """A tab of a member's profile; with htmx, only its next rows."""
    context |= {"head": header(request.member, member, request, tab).decode()}
    context |= {"section": "profile" if context["own"] else ""}
    return part(request, template, context)


def part(request: Request, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page, or with htmx the partial `rows` of it."""
    response = render(request, f"{template}#rows" if request.htmx else template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response
