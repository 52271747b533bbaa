"""A post with its comments, as one viewer may see them: the rows of its page, by prepared queries."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber
from django.http import Http404

from kith.kernel.ids import is_id
from kith.kernel.prepared import Prepared
from kith.people.models import Profile
from kith.posts.cards import for_cards
from kith.posts.models import Post
from kith.posts.models.visibility import may_look

PAGE = 50
FIRST_ANSWERS = 3
HEAD = {
    "handle": F("author__handle"),
    "name": F("author__display_name"),
    "now": F("state"),
    "closed": F("comments_closed"),
    "host": F("root__author_id"),
    "host_handle": F("root__author__handle"),
    "root_now": F("root__state"),
    "root_closed": F("root__comments_closed"),
}


@dataclass(frozen=True)
class Thread:
    """Comments under a post, or answers under a comment, oldest first; the first answers to each; where to go on."""

    rows: list[Any]
    answers: dict[int, list[Any]]
    after: int | None


def find(viewer: Profile | None, pk: int) -> Any:
    """The row of a post or comment that the viewer may see, for its card and its page; else Http404."""
    if not is_id(pk) or not may_look(viewer):
        raise Http404
    rows = _head(pk, *_who(viewer))
    if not rows:
        raise Http404
    return rows[0]


def read_thread(viewer: Profile | None, head: Any, *, after: int | None = None) -> Thread:
    """A page of what stands under a post or comment that `find` has found, from a cursor on."""
    root = head.root_id or head.id
    rows = _under(root, head.id, after or 0, *_who(viewer))
    page = rows[:PAGE]
    answers: dict[int, list[Any]] = {}
    if any(row.comment_count for row in page):
        for answer in _first_answers(root, page[0].id, page[-1].id, *_who(viewer)):
            answers.setdefault(answer.parent_id, []).append(answer)
    return Thread(page, answers, page[-1].id if len(rows) > PAGE else None)


def _who(viewer: Profile | None) -> tuple[int, ...]:
    return () if viewer is None else (viewer.pk,)


def _profile(viewer: tuple[int, ...]) -> Profile | None:
    return Profile(pk=viewer[0]) if viewer else None


@Prepared
def _head(pk: int, *viewer: int) -> QuerySet[Any]:
    member = _profile(viewer)
    return for_cards(Post.objects.filter(pk=pk).visible_to(member), member, **HEAD)


@Prepared
def _under(root: int, parent: int, after: int, *viewer: int) -> QuerySet[Any]:
    # The root is visible, or its page would not be read; so the comments' own part of the rule is enough.
    rows = Post.objects.comments_visible_to(_profile(viewer)).filter(root=root, parent=parent, pk__gt=after)
    return for_cards(rows.order_by("pk")[: PAGE + 1], _profile(viewer))


@Prepared
def _first_answers(root: int, first: int, last: int, *viewer: int) -> QuerySet[Any]:
    rows = Post.objects.comments_visible_to(_profile(viewer)).filter(root=root, parent__gte=first, parent__lte=last)
    place = Window(RowNumber(), partition_by=F("parent"), order_by="pk")
    early = rows.annotate(place=place).filter(place__lte=FIRST_ANSWERS).values("pk")
    return for_cards(Post.objects.filter(pk__in=early).order_by("pk"), _profile(viewer))
