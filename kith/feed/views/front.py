"""The front page, for who is not signed in: what this community is, the ways in, and a look around if it is open."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from kith.community.announcements import for_strangers
from kith.community.current import strangers_read
from kith.feed import pages
from kith.feed.shown import cards_html, feed_html, fragment, is_fragment
from kith.feed.tabs import COMMUNITY
from kith.feed.views.lists import heading
from kith.kernel.pages import read_cursor
from kith.people.doors import doors
from kith.people.map import pins
from kith.people.request import Request
from kith.ui import frame


def front(request: Request) -> HttpResponse:
    """What this community is, or, for who wants to look around first, what it lets everyone read."""
    if request.GET.get("tab") == COMMUNITY and strangers_read():
        return look_around(request)
    context = {
        "doors": doors(request),
        "pins": pins(),
        "announcements": mark_safe(b"".join(for_strangers(on_front_page=True)).decode()),
        "strangers_read": strangers_read(),
    }
    return render(request, "feed/front.html", context)


def look_around(request: Request) -> HttpResponse:
    """The posts for everyone, the newest first."""
    page = pages.community.page(None, before=read_cursor(request, "before"))
    cards = cards_html(page, "/", tab=COMMUNITY)
    if is_fragment(request):
        return fragment(cards)
    title = _("What is new")
    announced = for_strangers(on_front_page=False)
    return frame.page(request, title=title, content=[heading(title), *announced, *feed_html(cards, COMMUNITY)])
