"""One look at an address: what its page says; and one at the picture that it names."""

from dataclasses import replace
from urllib.parse import unquote, urlsplit

from kith.kernel.text import tame
from kith.posts.links.fetching import Deadline, Unreachable, Web
from kith.posts.links.oembed import read_oembed
from kith.posts.links.players import player_of
from kith.posts.links.reading import TITLE_LENGTH, Said, read_page

SECONDS = 10.0  # a worker does nothing else meanwhile
PAGE_BYTES, OEMBED_BYTES, PICTURE_BYTES = 1_000_000, 100_000, 8_000_000
PAGES = ("text/html", "application/xhtml+xml")
JSON = ("application/json", "text/json", "application/json+oembed", "text/javascript")
# SVG is a program more than a picture, and none of the decoders takes it.
PICTURES = ("image/jpeg", "image/png", "image/webp", "image/gif", "image/avif", "image/heic", "image/heif")


def look_at(address: str, web: Web) -> Said:
    """What the page at an address says of itself. Raises Unreachable if it can't be had, or says nothing."""
    said = _said(address, web, Deadline(SECONDS))
    if not said.title:
        raise Unreachable("says nothing of itself")
    return said


def picture_at(address: str, web: Web) -> bytes:
    """The bytes of a picture, as they came. Raises Unreachable if it can't be had, or is none."""
    return web.get(address, types=PICTURES, most=PICTURE_BYTES, deadline=Deadline(SECONDS)).body


def _said(address: str, web: Web, deadline: Deadline) -> Said:
    # The pages of players are large, and ask for consent first; their endpoints answer at once.
    if player := player_of(address):
        return _ask_oembed(player.oembed, web, deadline)
    answer = web.get(address, types=(*PAGES, *PICTURES), most=PAGE_BYTES, deadline=deadline, cut=True)
    if answer.type in PICTURES:
        name = unquote(urlsplit(answer.address).path).rpartition("/")[2]
        return Said(title=tame(name[:1000], TITLE_LENGTH), picture=answer.address)
    said = read_page(answer.body, answer.charset, answer.address)
    if said.oembed and not (said.title and said.picture):
        said = _fill_in(said, web, deadline)
    return said


def _fill_in(said: Said, web: Web, deadline: Deadline) -> Said:
    """What a page says, and where it says nothing, what its oEmbed endpoint says."""
    try:
        more = _ask_oembed(said.oembed, web, deadline)
    except Unreachable:
        return said
    names = ("title", "description", "site", "picture")
    return replace(said, **{name: getattr(said, name) or getattr(more, name) for name in names})


def _ask_oembed(address: str, web: Web, deadline: Deadline) -> Said:
    answer = web.get(address, types=JSON, most=OEMBED_BYTES, deadline=deadline)
    return read_oembed(answer.body, answer.address)
