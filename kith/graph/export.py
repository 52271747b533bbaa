"""Whom a member follows, blocks and mutes, to take away; and to be undone, when they have left for good."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kith.graph.actions import unfollow
from kith.graph.models import Block, Dismissal, Follow, FollowRequest, Mute
from kith.kernel.export import Section
from kith.kernel.ids import time_of
from kith.people.models import Profile

LABELS = {"handle": _("Handle"), "since": _("Since")}


def export(member: Profile) -> Iterator[Section]:
    """Whom the member follows, asks to follow, blocks, mutes and does not want suggested, and who follows them."""
    yield people("following", pgettext_lazy("tab", "Following"), Follow.objects.filter(follower=member), "followed")
    yield people("followers", _("Followers"), Follow.objects.filter(followed=member), "follower")
    asked = FollowRequest.objects.filter(follower=member)
    yield people("requests", _("Requests to follow"), asked, "followed")
    yield people("blocks", _("Blocked members"), Block.objects.filter(blocker=member), "blocked")
    dismissals = Dismissal.objects.filter(member=member)
    yield people("dismissals", _("Not to be suggested"), dismissals, "dismissed")
    yield people("mutes", _("Muted members"), Mute.objects.filter(muter=member), "muted")


def people(name: str, title: Any, pairs: QuerySet[Any], other: str) -> Section:
    """One list of members, by handle."""
    rows = pairs.order_by("id").values_list("id", f"{other}__handle")
    return Section(name, title, LABELS, ({"handle": handle, "since": time_of(pk)} for pk, handle in rows))


def erase(member: Profile) -> None:
    """Undo every follow, from and to the member, one by one: each of the others is counted down."""
    for row in Follow.objects.filter(follower=member).select_related("followed"):
        unfollow(follower=member, followed=row.followed)
    for row in Follow.objects.filter(followed=member).select_related("follower"):
        unfollow(follower=row.follower, followed=member)
