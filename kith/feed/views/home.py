"""The first page: the home feed of a member, and for strangers what this community is."""

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kith.community.announcements import for_member
from kith.feed import pages
from kith.feed.actions import begin_shelf
from kith.feed.beside import column
from kith.feed.following import following
from kith.feed.newer import newer_html
from kith.feed.pages import Page
from kith.feed.shown import cards_html, feed_html, fragment, is_fragment
from kith.feed.tabs import FOLLOWING, open_tab
from kith.feed.views.front import front
from kith.graph.views.welcome import DONE
from kith.kernel.pages import read_cursor
from kith.people.models import Profile
from kith.people.request import Request
from kith.posts.composer import composer
from kith.ui import frame
from kith.ui.stencil import Html, stencil


@require_safe
def home(request: Request) -> HttpResponse:
    """The feed of who is signed in, by tab; the front page for others."""
    if request.member is None:
        return front(request)
    tab, before = open_tab(request, request.member), read_cursor(request, "before")
    page = page_of_tab(request.member, tab, before)
    cards = cards_html(page, "/", tab=tab)
    if is_fragment(request):
        return fragment(cards)
    slots: dict[str, Html] = {
        "announcements": for_member(request.member),
        "welcome": welcome(request.member),
        "composer": composer(request),
        "feed": feed_html(cards, tab, newer_html(tab, page.newest) if before is None else b""),
    }
    content = stencil("feed/_home.html", get_language(), tab=tab).around(0, slots)
    return frame.page(request, title=_("Home"), content=content, section="home", aside=column(request))


def page_of_tab(member: Profile, tab: str, before: int | None) -> Page:
    """One page of a tab. A reader without entries, new or returning, has them filled by a task."""
    if tab != FOLLOWING:
        return pages.community.page(member, before=before)
    page, without_entries = following(member, before)
    if without_entries:
        begin_shelf(member)
    return page


def welcome(member: Profile) -> bytes:
    """The way back to a newcomer's first steps, until they are done or passed."""
    if member.welcome_step >= DONE:
        return b""
    return stencil("feed/_welcome.html", get_language(), first=member.welcome_step == 0).fill(0, {})
