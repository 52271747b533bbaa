"""Which hashtags are used unusually much just now, against their own past.

Time is cut into windows of two days. For each hashtag the members who used it in a window are counted, each once
however often they posted: ten who post a thousand times are ten. If it is used as it was in the four weeks before,
the count of the last window varies around the mean of those windows as a Poisson process does, with a deviation of
the root of that mean. The score is how many deviations above the mean the count is: the Poisson model of Hendrickson,
Kolb, Lehman and Montague ("Trend Detection in Social Data", Twitter, 2015). One is added to the mean under the root,
so that a hashtag without a past is not infinitely unusual. A hashtag that is large every day does not trend.
"""

import time
from collections import defaultdict
from datetime import timedelta
from math import sqrt
from typing import Any

from django.db import transaction
from django.db.models import Count, F, QuerySet, Value
from django.utils import timezone

from kith.feed.models import BlockedTag, Trend
from kith.graph.audiences import Audience, shown_owner
from kith.kernel.ids import id_at
from kith.kernel.prepared import Prepared
from kith.people.models import Profile
from kith.posts.models import PostState, PostTag
from kith.posts.models.visibility import may_look

WINDOW = timedelta(days=2)
PAST = 14  # windows before the last
LEAST = 3  # members; what fewer do is no trend
UNUSUAL = 1.0
KEPT = 20
SECONDS = 60  # for which a process keeps the list

_kept: dict[bool, tuple[float, list[Any]]] = {}


def trends(viewer: Profile | None) -> list[Any]:
    """What is trending, the most unusual first: rows of name, how it was first written, and how many members."""
    if not may_look(viewer):
        return []
    for_strangers = viewer is None
    until, found = _kept.get(for_strangers, (0, []))
    if time.monotonic() >= until:
        found = _trends(for_strangers=for_strangers)
        _kept[for_strangers] = time.monotonic() + SECONDS, found
    return found


def forget() -> None:
    """Read the list again: this process has changed it."""
    _kept.clear()


def recompute() -> None:
    """Count anew, for members and for people who are not signed in."""
    rows = [
        *_unusual(Audience.MEMBERS, for_strangers=False),
        *_unusual(Audience.EVERYONE, for_strangers=True),
    ]
    with transaction.atomic():
        Trend.objects.all().delete()
        Trend.objects.bulk_create(rows)


def score(now: int, before: int) -> float:
    """How unusual it is that `now` members use a hashtag of which all past windows together had `before`."""
    usual = before / PAST
    return (now - usual) / sqrt(usual + 1)


@Prepared
def _trends(for_strangers: bool) -> QuerySet[Any, Any]:
    blocked = BlockedTag.objects.values("name")
    rows = Trend.objects.filter(for_strangers=for_strangers).exclude(tag__name__in=blocked)
    return rows.order_by("-score", "tag").values_list("tag__name", "tag__shown", "members")


def _unusual(audience: Audience, *, for_strangers: bool) -> list[Trend]:
    now: dict[int, int] = {}
    before: dict[int, int] = defaultdict(int)
    for tag, window, members in _uses(audience):
        if window == 0:
            now[tag] = members
        else:
            before[tag] += members
    found = [
        Trend(tag_id=tag, for_strangers=for_strangers, members=members, score=score(members, before[tag]))
        for tag, members in now.items()
        if members >= LEAST
    ]
    unusual = [trend for trend in found if trend.score >= UNUSUAL]
    return sorted(unusual, key=lambda trend: (-trend.score, trend.tag_id))[:KEPT]


def _uses(audience: Audience) -> QuerySet[PostTag, tuple[int, int, int]]:
    """How many members used which hashtag in which window, counted back from now: 0 is the last."""
    now = timezone.now()
    newest, width = id_at(now), id_at(now) - id_at(now - WINDOW)
    said = PostTag.objects.filter(post__gt=newest - width * (PAST + 1), post__lte=newest, post__root=None)
    seen = said.filter(
        shown_owner("post__author"),
        post__state=PostState.SHOWN,
        post__audience__lte=audience,
        post__author__is_private=False,
    )
    blocked = BlockedTag.objects.values("name")
    windows = seen.exclude(tag__name__in=blocked).annotate(window=(Value(newest) - F("post_id")) / Value(width))
    return windows.values_list("tag", "window").annotate(members=Count("post__author", distinct=True))
