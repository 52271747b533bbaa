"""Serving media: an address is no ticket. Who may see what an item hangs on may see the item."""

import os

from django.conf import settings
from django.core.files import File
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from kith.kernel.sending import send_file
from kith.media import files, renditions
from kith.media.access import get_item
from kith.media.models import MediaItem
from kith.media.widths import SQUARES

LINK_SECONDS = 60
# Whatever a file turns out to be, a browser that opens it by itself lets it do nothing but show itself.
SANDBOX = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox"


@require_safe
def file(request: HttpRequest, key: str, rendition: str) -> HttpResponseBase:
    """One rendition of an item. That there is none, and that one may not see it, look the same."""
    viewer = getattr(request, "member", None)
    item = get_item(viewer, key)
    if rendition == renditions.DOWNLOAD:
        name = renditions.best_of(item, files.names(key))
    else:
        name = renditions.name_of(item, rendition)
    if name is None:
        raise Http404
    response = answer(request, item, name, to_keep=rendition == renditions.DOWNLOAD)
    response.headers["Content-Security-Policy"] = SANDBOX
    say_how_long(viewer, response, rendition)
    return response


def answer(request: HttpRequest, item: MediaItem, name: str, *, to_keep: bool) -> HttpResponseBase:
    """A file of an item, or the way to it: from the folder by us or the server in front, or from the object store."""
    options = {"content_type": renditions.type_of(name)}
    filename = f"kith-{item.key}.{name.rpartition('.')[2]}"
    if found := files.open_here(item.key, name):
        if settings.X_ACCEL:
            found.close()
            return handed_on(item, name, filename if to_keep else "", options)
        return send_file(request, found, etag=tag_of(found), filename=filename, as_attachment=to_keep, **options)
    if name.endswith(".vtt") and (found := files.open_file(item.key, name)):
        return send_file(request, found, **options)  # a browser takes captions from the page's own site alone
    if address := files.link(item.key, name, LINK_SECONDS, options["content_type"], filename if to_keep else ""):
        return HttpResponseRedirect(address)
    raise Http404


def handed_on(item: MediaItem, name: str, filename: str, options: dict[str, str]) -> HttpResponse:
    """An answer without a body: the server in front sends the file."""
    response = HttpResponse(**options)
    response.headers["X-Accel-Redirect"] = f"{settings.X_ACCEL.rstrip('/')}/{files.place(item.key, name)}"
    if filename:
        response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def tag_of(found: "File[bytes]") -> str:
    """A strong tag: a file of the folder is replaced as a whole, never changed."""
    about = os.fstat(found.fileno())
    return f'"{about.st_mtime_ns:x}-{about.st_size:x}"'


def say_how_long(viewer: object | None, response: HttpResponseBase, rendition: str) -> None:
    """How long an answer may be kept: what strangers see, and avatars, for a minute; the rest is asked for again.

    The way into the object store is kept for half the time that it lives, so that who takes it gets through. One who
    is still playing when it ends is sent anew (js/renewing.js).
    """
    who = {"public": True} if viewer is None else {"private": True}
    if response.status_code == 302:
        patch_cache_control(response, **who, max_age=LINK_SECONDS // 2)
    elif viewer is None or rendition in map(str, SQUARES):  # avatars: each of dozens would be a request
        patch_cache_control(response, **who, max_age=60)
    else:
        patch_cache_control(response, **who, no_cache=True)
