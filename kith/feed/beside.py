"""The right column: people to follow, what is trending, birthdays. It costs a page one query."""

from django.utils.translation import get_language

from kith.feed.trending import trends
from kith.graph.beside import beside
from kith.graph.panels import birthdays, people_to_follow
from kith.people.models import Profile
from kith.people.request import Request
from kith.ui.stencil import stencil

TRENDS = 5


def column(request: Request) -> list[bytes]:
    """What stands beside a page for who looks at it."""
    if request.member is None:
        return trending(None)
    found = beside(request.member)
    return [
        *people_to_follow(found.people, request),
        *trending(request.member),
        *birthdays(found.birthdays),
    ]


def trending(viewer: Profile | None) -> list[bytes]:
    """The first few of what is trending; nothing where nothing is."""
    found = trends(viewer)[:TRENDS]
    if not found:
        return []
    return stencil("feed/_trending_beside.html", get_language() or "").around(0, {"trends": trend_list(found)})


def trend_list(found: list[tuple[str, str, int]]) -> bytes:
    """Trends as links."""
    return stencil("feed/_trending.html", get_language() or "", trends=tuple(found)).fill(0, {})
