"""Serving photos: an address is no ticket. Who may see what a photo hangs on may see the photo."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from kith.media import files
from kith.media.access import get_item
from kith.media.models import MediaItem


@require_safe
def file(request: HttpRequest, key: str, rendition: str) -> HttpResponseBase:
    """One rendition of a photo. That there is none, and that one may not see it, look the same."""
    viewer = getattr(request, "member", None)
    item = get_item(viewer, key)
    etag = f'"{key}-{rendition}"'  # what is at an address never changes
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response: HttpResponseBase = HttpResponseNotModified()
    else:
        response = rendition_of(item, rendition)
    response.headers["ETag"] = etag
    say_how_long(viewer, response, rendition)
    return response


def rendition_of(item: MediaItem, rendition: str) -> FileResponse:
    """The file itself; the front sends it without reading it, whole or in ranges."""
    opened = files.open_rendition(item.key, rendition)
    if opened is None:
        raise Http404
    return FileResponse(opened, content_type=files.type_of(rendition))


def say_how_long(viewer: object | None, response: HttpResponseBase, rendition: str) -> None:
    """How long an answer may be kept: what strangers see, and avatars, for a minute; the rest is asked for again."""
    if viewer is None:
        patch_cache_control(response, public=True, max_age=60)
    elif rendition in files.SQUARES:  # dozens on a page; each would be a request
        patch_cache_control(response, private=True, max_age=60)
    else:
        patch_cache_control(response, private=True, no_cache=True)
