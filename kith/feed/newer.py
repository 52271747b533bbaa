"""What has come since a page was made: in Following by arrival, in Community by post id, without one's own posts."""

from typing import Any

from django.db.models import F, QuerySet
from django.utils.html import escape
from django.utils.translation import get_language

from kith.feed.following import by_merged, of_followed
from kith.feed.pages import SIZE, for_all_members
from kith.feed.tabs import FOLLOWING
from kith.kernel.prepared import Prepared
from kith.people.models import Profile
from kith.posts.cards import for_cards
from kith.posts.models.visibility import may_look
from kith.ui.stencil import stencil

MOST = 100


def newer_rows(member: Profile, tab: str, after: int) -> list[Any]:
    """The newest of them first; at most about a hundred."""
    if not may_look(member):
        return []
    if tab != FOLLOWING:
        return _in_community(member.pk, after)
    found = {row.id: row for row in [*_arrived(member.pk, after), *_from_merged(member.pk, after)]}
    return sorted(found.values(), key=lambda row: -row.id)


def newer_html(tab: str, after: int, count: int = 0) -> bytes:
    """What asks for newer posts, and leads to those that there are."""
    address = escape(f"/feed/newer?tab={tab}&after={after}")
    return stencil("feed/_newer.html", get_language() or "").fill(
        0, {"address": address, "link": _link(tab, f"{address}&amp;show=1", count) if count else b""}
    )


def _link(tab: str, address: str, count: int) -> bytes:
    few = count <= SIZE  # more are better read on a page of their own
    shown = stencil("feed/_newer_link.html", get_language() or "", tab=tab, count=count, few=few)
    return shown.fill(0, {"address": address})


@Prepared
def _arrived(member: int, after: int) -> QuerySet:
    posts = of_followed(member).filter(entries__reader=member, entries__id__gt=after).exclude(author=member)
    return _newest(posts, member, arrived=F("entries__id"))


@Prepared
def _from_merged(member: int, after: int) -> QuerySet:
    return _newest(of_followed(member).filter(by_merged(), id__gt=after), member)


@Prepared
def _in_community(member: int, after: int) -> QuerySet:
    posts = for_all_members(Profile(pk=member)).filter(id__gt=after).exclude(author=member)
    return _newest(posts, member)


def _newest(posts: QuerySet, member: int, **columns: Any) -> QuerySet:
    """`arrived` is the number by which the next question asks for what is newer still."""
    return for_cards(posts.order_by("-id"), Profile(pk=member), **{"arrived": F("id"), **columns})[:MOST]
