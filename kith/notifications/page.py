"""What a member was told, as the page shows it: newest first, in groups, and only of what they may see now.

A page reads the newest happenings before its cursor in one prepared query and groups those of one kind about one
post. It reads a bounded number, so a group of hundreds goes on upon the next page: nothing is counted for ever.
"""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, TextField, When
from django.db.models.functions import Substr

from kith.graph.audiences import blocked, muted, shown_owner
from kith.kernel.prepared import Prepared
from kith.notifications.models import Kind, Notification
from kith.people.models import Profile, ProfilePicture, Verdict
from kith.posts.models import Post

ROWS = 60
GROUPS = 20
SNIPPET = 100
UNREAD = 100

SHOWN = (
    *("id", "kind", "read_at", "about_id", "about__root_id", "post_id", "post__author__handle"),
    *("actor_id", "actor__handle", "actor__display_name", "actor__avatar_key", "snippet"),
)


@dataclass
class Group:
    """Happenings of one kind about one post, the newest first."""

    rows: list[Any] = field(default_factory=list)

    @property
    def newest(self) -> Any:
        return self.rows[0]

    @property
    def unread(self) -> bool:
        return any(row.read_at is None for row in self.rows)

    @property
    def actors(self) -> list[Any]:
        """One row for each who did it, the last first."""
        return list({row.actor_id: row for row in reversed(self.rows)}.values())[::-1]


@dataclass(frozen=True)
class Told:
    """One page: its groups, the cursor of the next, and from which id to which it was read."""

    groups: list[Group]
    older: int | None
    newest: int
    oldest: int


def told(member: Profile, before: int) -> Told:
    """The page of what a member was told before an id."""
    rows = _rows(member.pk, before)
    groups: dict[tuple[str, int | None], Group] = {}
    end = len(rows)
    for place, row in enumerate(rows):
        key = (row.kind, row.about_id)
        if place == ROWS or (key not in groups and len(groups) == GROUPS):
            end = place
            break
        groups.setdefault(key, Group()).rows.append(row)
    older = rows[end - 1].id if end < len(rows) else None
    return Told(list(groups.values()), older, newest=before - 1, oldest=older or 0)


def unread(member: Profile) -> list[int]:
    """The ids of what a member was told and has not seen; no more than the bell can count."""
    return [row.id for row in _unread(member.pk)]


@Prepared
def _rows(member: int, before: int) -> QuerySet[Any]:
    known = shown_owner("actor") & ~Q(blocked(member, "actor")) & ~Q(muted(member, "actor"))
    seen = Post.objects.visible_to(Profile(pk=member)).filter(pk=OuterRef("post"))
    rows = Notification.objects.filter(known, Q(post=None) | Exists(seen), member=member, id__lt=before)
    refused = ProfilePicture.objects.filter(member=member, verdict=Verdict.REFUSED).order_by("-id").values("reason")
    why = When(kind=Kind.NO_PICTURE, then=Subquery(refused[:1]))
    rows = rows.annotate(snippet=Case(why, default=Substr("post__text", 1, SNIPPET), output_field=TextField()))
    return rows.order_by("-id").values_list(*SHOWN)[: ROWS + 1]


@Prepared
def _unread(member: int) -> QuerySet[Any]:
    return Notification.objects.filter(member=member, read_at=None).order_by("-id").values_list("id")[:UNREAD]
