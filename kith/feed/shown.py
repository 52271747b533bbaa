"""A page of a list as HTML: the cards, and the way to what is older or newer. A page and its fragment share it."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.html import escape
from django.utils.translation import get_language

from kith.feed.pages import Page
from kith.ui.stencil import stencil


def cards_html(page: Page, path: str, **query: str) -> list[bytes]:
    """The cards and the link to the next page, which htmx replaces by what it leads to.

    `query` is what the link keeps, as plain words.
    """
    return [*page.cards, *older_html(page, path, **query)]


def feed_html(cards: list[bytes], what: str, newer: bytes = b"") -> list[bytes]:
    """The list of cards, or what stands where no post is yet. `what` is the list: home's tabs, "saved", "posts"."""
    language = get_language() or ""
    shown = cards or stencil("feed/_empty.html", language, what=what).around(0, {})
    return stencil("feed/_feed.html", language).around(0, {"newer": newer, "cards": shown})


def older_html(page: Page, path: str, **query: str) -> list[bytes]:
    if page.older is None:
        return []
    given = "".join(f"{name}={value}&" for name, value in query.items())
    address = escape(f"{path}?{given}before={page.older}")
    return stencil("feed/_older.html", get_language() or "").around(0, {"address": address})


def fragment(html: list[bytes]) -> HttpResponse:
    """What htmx puts into a page that is open already."""
    response = HttpResponse(b"".join(html))
    patch_vary_headers(response, ["HX-Request"])
    return response


def is_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for the next cards of an open page."""
    return "HTTP_HX_REQUEST" in request.META and "before" in request.GET
