"""The preview of a post's link as a part of its card: drawn once for each shape, like the card itself."""

import functools
from types import SimpleNamespace
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape

from kith.media.models import MediaItem
from kith.posts.links.players import Player, player_of
from kith.posts.models import Link, Post
from kith.posts.words import shown_address
from kith.ui.stencil import Stencil, mark

NONE, SHOWN, REMOVED = 0, 1, 2
WIDE_FROM = 480  # pixels; a smaller picture stands beside the words
WIDE_SHAPES = (1.2, 2.4)  # width to height
SHOWN_WIDTH = 640
SLOTS = ("address", "site", "name", "title", "description", "player", "host", "referrer")
PICTURE = ("source", "sources", "width", "height")


class Shape(NamedTuple):
    """All that the template decides by. `form` is that of a player: "video", "sound", or "" for none."""

    language: str
    form: str
    is_wide: bool
    has_picture: bool
    has_avif: bool
    has_name: bool
    has_description: bool


def state_of(post: Post) -> int:
    """Whether the card of a post has a preview, or could have one."""
    if not (settings.LINK_PREVIEWS and hasattr(post, "preview") and post.preview.link.title):
        return NONE
    return REMOVED if post.preview.is_removed else SHOWN


def html(post: Post, language: str) -> bytes:
    """The preview of a post's link, in the current language, which is `language`; nothing if it has none."""
    if state_of(post) != SHOWN:
        return b""
    link: Link = post.preview.link
    player = player_of(link.address)
    picture = link.picture if link.picture and link.picture.sizes else None
    site = site_of(link.address)
    shape = Shape(
        language=language,
        form=player.form if player else "",
        is_wide=player is not None or (picture is not None and is_wide(picture)),
        has_picture=picture is not None,
        has_avif=picture is not None and picture.avif,
        has_name=bool(link.site) and link.site.casefold() != site.casefold(),
        has_description=bool(link.description),
    )
    return drawn(shape).fill(0, values(link, site, player) | image(picture))


@functools.lru_cache(maxsize=500)
def drawn(shape: Shape) -> Stencil:
    """The template of a shape."""
    slots = {name: mark(name) for name in SLOTS}
    picture = {name: mark(name) for name in PICTURE} | {"avif": mark("avif") if shape.has_avif else "", "alt": ""}
    link = SimpleNamespace(**slots, **shape._asdict(), picture=picture)
    return Stencil(render_to_string("posts/_card_link.html", {"link": link}))


def values(link: Link, site: str, player: Player | None) -> dict[str, str]:
    """What the page says, by slot, as safe HTML."""
    said = {
        "address": link.address,
        "site": site,
        "name": link.site,
        "title": link.title,
        "description": link.description,
        "player": player.address if player else "",
        "host": player.host if player else "",
        "referrer": player.referrer if player else "",
    }
    return {name: escape(value) for name, value in said.items()}


def site_of(address: str) -> str:
    """Where an address leads: its own host, which a page can't choose as it chooses its name."""
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    return shown_address(host, f"https://{host}")


def is_wide(picture: MediaItem) -> bool:
    """Whether a picture is made to stand above the words, over the width of the card."""
    least, most = WIDE_SHAPES
    return picture.width >= WIDE_FROM and least <= picture.width / max(picture.height, 1) <= most


def image(picture: MediaItem | None) -> dict[str, str]:
    """By slot: where the picture is, in which widths, and how large. The title says in words what it shows."""
    if picture is None:
        return {}
    widths = sorted(map(int, picture.sizes))
    shown = min(widths, key=lambda width: abs(width - SHOWN_WIDTH))
    return {
        "source": reverse("media:file", args=[picture.key, shown]),
        "sources": _sources(picture.key, widths, ""),
        "avif": _sources(picture.key, widths, ".avif"),
        "width": str(picture.width),
        "height": str(picture.height),
    }


def _sources(key: str, widths: list[int], ending: str) -> str:
    return ", ".join(f"{reverse('media:file', args=[key, f'{width}{ending}'])} {width}w" for width in widths)
