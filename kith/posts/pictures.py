"""A photo as templates show it: its addresses by width and type, its true size, and its words."""

from typing import Any

from django.urls import reverse

from kith.media.models import MediaItem, MediaState

SHOWN_WIDTH = 640


def picture(item: MediaItem, alt: str = "") -> dict[str, Any]:
    """A photo as `posts/_photo.html` and what stands around it show it; `alt` in place of the item's own words."""
    widths = sorted(map(int, item.sizes))
    shown = min((width for width in widths if width >= SHOWN_WIDTH), default=max(widths, default=0))
    ready = item.state == MediaState.READY and bool(widths)
    return {
        "ready": ready,
        "failed": item.state == MediaState.FAILED,
        "source": reverse("media:file", args=[item.key, shown]) if ready else "",
        "sources": _sources(item.key, widths),
        "avif": _sources(item.key, widths, ".avif") if item.avif else "",
        "largest": reverse("media:file", args=[item.key, widths[-1]]) if ready else "",
        "thumbhash": item.thumbhash,
        "width": item.width,
        "height": item.height,
        "alt": alt or item.alt,
    }


def _sources(key: str, widths: list[int], ending: str = "") -> str:
    """The addresses of renditions with their widths, as `srcset` says them."""
    return ", ".join(f"{reverse('media:file', args=[key, f'{width}{ending}'])} {width}w" for width in widths)
