"""The preview of a post's link as a part of its card: drawn once for each shape, like the card itself."""

import functools
from types import SimpleNamespace
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import escape

from kith.media.models import MediaItem
from kith.posts.links.players import Player, player_of
from kith.posts.models import Link, Post
from kith.posts.pictures import picture
from kith.posts.words import shown_address
from kith.ui.stencil import Stencil, mark

NONE, SHOWN, REMOVED = 0, 1, 2
WIDE_FROM = 480  # pixels; a smaller picture stands beside the words
WIDE_SHAPES = (1.2, 2.4)  # width to height
SLOTS = ("address", "site", "name", "title", "description", "player", "host", "referrer")
PICTURE = ("source", "sources", "avif", "width", "height")


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
    item = link.picture if link.picture and link.picture.sizes else None
    site = site_of(link.address)
    shape = Shape(
        language=language,
        form=player.form if player else "",
        is_wide=player is not None or (item is not None and is_wide(item)),
        has_picture=item is not None,
        has_avif=item is not None and item.avif,
        has_name=bool(link.site) and link.site.casefold() != site.casefold(),
        has_description=bool(link.description),
    )
    return drawn(shape).fill(0, values(link, site, player, item))


@functools.lru_cache(maxsize=500)
def drawn(shape: Shape) -> Stencil:
    """The template of a shape."""
    slots = {name: mark(name) for name in SLOTS}
    photo = {name: mark(name) for name in PICTURE if name != "avif" or shape.has_avif}
    link = SimpleNamespace(**slots, **shape._asdict(), picture=photo)
    return Stencil(render_to_string("posts/_card_link.html", {"link": link}))


def values(link: Link, site: str, player: Player | None, item: MediaItem | None) -> dict[str, str]:
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
    shown = picture(item) if item else {}
    return {name: escape(value) for name, value in said.items()} | {name: str(shown.get(name, "")) for name in PICTURE}


def site_of(address: str) -> str:
    """Where an address leads: its own host, which a page can't choose as it chooses its name."""
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    if "xn--" not in host:
        return host
    try:
        own_letters = host.encode().decode("idna")
    except UnicodeError:
        return host
    return shown_address(own_letters, f"https://{host}")


def is_wide(item: MediaItem) -> bool:
    """Whether a picture is made to stand above the words, over the width of the card."""
    least, most = WIDE_SHAPES
    return item.width >= WIDE_FROM and least <= item.width / max(item.height, 1) <= most
