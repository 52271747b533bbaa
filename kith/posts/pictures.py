"""A photo as templates show it: its addresses by width and type, its true size, and its words."""

from typing import Any

from django.urls import reverse

from kith.media.models import MediaItem, MediaState
from kith.media.processing import progress_of
from kith.media.renditions import DOWNLOAD
from kith.posts.models import Post, PostMedia

SHOWN_WIDTH = 640


def picture(item: MediaItem, alt: str = "") -> dict[str, Any]:
    """A photo as `posts/_photo.html` and what stands around it show it; `alt` in place of the item's own words."""
    widths = sorted(map(int, item.sizes))
    shown = min((width for width in widths if width >= SHOWN_WIDTH), default=max(widths, default=0))
    ready = item.state == MediaState.READY and bool(widths)
    # Reversed once for all widths: a page of cold cards has hundreds of these addresses.
    files = reverse("media:file", args=[item.key, SHOWN_WIDTH]).removesuffix(str(SHOWN_WIDTH))
    return {
        "ready": ready,
        "failed": item.state == MediaState.FAILED,
        "source": f"{files}{shown}" if ready else "",
        "sources": _sources(files, widths),
        "avif": _sources(files, widths, ".avif") if item.avif else "",
        "largest": f"{files}{widths[-1]}" if ready else "",
        "download": f"{files}{DOWNLOAD}",
        "thumbhash": item.thumbhash,
        "width": item.width,
        "height": item.height,
        "alt": alt or item.alt,
    }


def _sources(files: str, widths: list[int], ending: str = "") -> str:
    """The addresses of renditions with their widths, as `srcset` says them."""
    return ", ".join(f"{files}{width}{ending} {width}w" for width in widths)


def progress(post: Post) -> int:
    """How much of what a post shows is prepared, in percents."""
    items = [place.item for place in PostMedia.objects.filter(post=post).select_related("item")]
    return sum(map(progress_of, items)) // (len(items) or 1)
