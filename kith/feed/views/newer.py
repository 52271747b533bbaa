"""What an open home page asks every so often: is there anything newer?"""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from kith.feed.newer import newer_html, newer_rows
from kith.feed.tabs import COMMUNITY, FOLLOWING
from kith.kernel.pages import read_cursor
from kith.people.access import member_required
from kith.people.request import MemberRequest
from kith.posts.cards import render

NOTHING_NEW = 204


@member_required
@require_safe
def newer(request: MemberRequest) -> HttpResponse:
    """How many posts have come since the arrival number `after`; with `show`, these posts."""
    tab = FOLLOWING if request.GET.get("tab") == FOLLOWING else COMMUNITY
    after = read_cursor(request, "after") or 0
    rows = newer_rows(request.member, tab, after)
    if not rows:
        return HttpResponse(status=NOTHING_NEW)
    if "show" not in request.GET:
        return HttpResponse(newer_html(tab, after, len(rows)))
    newest = max(row.arrived for row in rows)
    return HttpResponse(newer_html(tab, newest) + b"\n".join(render(rows, request.member)))
