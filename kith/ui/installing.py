"""What makes a community installable: its manifest, its icon, its service worker, and the page without a connection."""

import functools
import zlib
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from kith.kernel.registry import registry
from kith.ui.accent import DEFAULT, WHITE, channels, colours, mix

# Drawn from the symbol "users-round" of icons.svg.
DRAWINGS = Path(__file__).with_name("app_icons")
APPLE = 180
DRAWN_SIZES = (APPLE, 192, 512)
WORKER = Path(__file__).with_name("worker.js")
PHOTOS = ["image/jpeg", "image/png", "image/webp", "image/gif", "image/heic", "image/heif"]


@require_safe
@cache_control(public=True, max_age=3600)
def manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest, with the community's own name, icon and colours."""
    community = registry().look(request)
    name, tagline = getattr(community, "name", "Kith"), getattr(community, "tagline", "")
    icon = {"sizes": "any", "type": "image/svg+xml"}
    said = {
        "id": "/",
        "name": name,
        "short_name": name[:20],
        "description": tagline,
        "lang": get_language(),
        "dir": "rtl" if get_language_bidi() else "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "theme_color": accent_of(community),
        "background_color": "#f2f4f8",
        "icons": [
            {"src": icon_address(community), "purpose": "any"} | icon,
            {"src": f"{icon_address(community)}&full", "purpose": "maskable"} | icon,
            *(drawn(community, size) for size in DRAWN_SIZES if size != APPLE),
        ],
        "shortcuts": [{"name": _("New post"), "url": "/posts/new"}],
        "share_target": {
            "action": "/posts/new",
            "method": "POST",
            "enctype": "multipart/form-data",
            "params": {
                "title": "title",
                "text": "text",
                "url": "url",
                "files": [{"name": "photos", "accept": PHOTOS}],
            },
        },
    }
    return JsonResponse(said, content_type="application/manifest+json")


def drawn(community: object, size: int) -> dict[str, str]:
    """The PNG of a size, as the manifest names it. Its symbol stays clear of the edges that systems cut off."""
    address = f"{reverse('ui:drawn_icon', args=[size])}?{getattr(community, 'stamp', 0)}"
    return {"src": address, "sizes": f"{size}x{size}", "type": "image/png", "purpose": "any maskable"}


def icon_address(community: object) -> str:
    return f"{reverse('ui:icon')}?{getattr(community, 'stamp', 0)}"


def accent_of(community: object) -> str:
    return colours(getattr(community, "accent", "") or DEFAULT)["accent"][0]


@require_safe
@cache_control(public=True, max_age=86_400)
def icon(request: HttpRequest) -> HttpResponse:
    """The first letter of the community's name on its accent; with `full`, to the edges, for systems that cut it."""
    community = registry().look(request)
    drawn = {"name": getattr(community, "name", "Kith"), "accent": accent_of(community), "full": "full" in request.GET}
    return render(request, "ui/icon.svg", drawn, content_type="image/svg+xml")


@require_safe
@cache_control(public=True, max_age=86_400)
def drawn_icon(request: HttpRequest, size: int) -> HttpResponse:
    """The icon as a PNG, for systems that take no SVG: people on the accent, since a server has no font for letters."""
    if size not in DRAWN_SIZES:
        raise Http404
    return HttpResponse(painted(size, accent_of(registry().look(request))), content_type="image/png")


@functools.lru_cache(maxsize=16)
def painted(size: int, accent: str) -> bytes:
    """A drawing of `app_icons` on an accent: the shade of each pixel says how much white there is, of 255."""
    drawing = (DRAWINGS / f"{size}.png").read_bytes()
    shades = (channels(mix(accent, WHITE, share / 255)) for share in range(256))
    palette = b"PLTE" + bytes(channel for shade in shades for channel in shade)
    start = drawing.index(b"PLTE")
    check = zlib.crc32(palette).to_bytes(4)
    return drawing[:start] + palette + check + drawing[start + len(palette) + len(check) :]


@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. It stands at the root, because it may serve only what is below its own address."""
    return HttpResponse(WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What the service worker shows when there is no connection: nothing of any member."""
    return render(request, "ui/offline.html")
