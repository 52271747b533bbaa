"""What there is to find: trends, new members, and what many talked about this week."""

from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kith.feed import pages
from kith.feed.beside import trend_list
from kith.feed.shown import cards_html, feed_html, fragment, is_fragment
from kith.feed.trending import trends
from kith.graph.directory import newcomers
from kith.kernel.pages import read_cursor
from kith.people.access import to_sign_in
from kith.people.request import Request
from kith.posts.models.visibility import may_look
from kith.ui import frame

TRENDS, NEWCOMERS = 10, 6


@require_safe
def explore(request: Request) -> HttpResponseBase:
    """The page to look around; for who is not signed in, if the community lets everyone read."""
    if not may_look(request.member):
        return to_sign_in(request)
    page = pages.popular.page(request.member, before=read_cursor(request, "before"))
    cards = cards_html(page, request.path)
    if is_fragment(request):
        return fragment(cards)
    found = trends(request.member)[:TRENDS]
    shown = {
        "trends": mark_safe(trend_list(found).decode()) if found else "",
        "newcomers": newcomers(request.member, NEWCOMERS),
    }
    head = render_to_string("feed/_explore.html", shown, request).encode()
    return frame.page(request, title=_("Explore"), content=[head, *feed_html(cards, "posts")], section="explore")
