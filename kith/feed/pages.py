"""Lists of posts: what each holds, newest first, a page at a time. All of them go through the visibility rule.

A page takes two prepared queries. The first walks one index and gives the next few candidates: cheap, and more than
the viewer may see. The second asks which of these the viewer may see, with their own marks and what finds the cards.
It always finds posts by their ids, so that no database is tempted into reading a whole table for the rule's sake.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from kith.feed.models import Popular
from kith.graph.audiences import Audience, muted_by
from kith.kernel.prepared import Prepared
from kith.people.models import Profile
from kith.posts.cards import cards, for_cards, render
from kith.posts.models import Pin, Post, PostState, PostTag, Save, Tag
from kith.posts.models.visibility import may_look
from kith.posts.words import tag_name

SIZE = 20
BATCH = 24  # candidates at a time: a page, one more, and a few that the viewer may not see
NEWEST = (1 << 63) - 1

type Placed = tuple[int, Any]  # the place in a list, by which its pages are cut, and the row of a post


@dataclass(frozen=True)
class Page:
    """The cards of one page of a list, and the cursor of the next, older one, if there is one.

    `newest` is the latest arrival number or post id there was: what comes later is newer.
    """

    cards: list[bytes]
    older: int | None = None
    newest: int = 0


class Listing:
    """A list of posts. `candidates(viewer, *ids)` gives what it holds, visible or not: rows of any table.

    `by` is the column by which it is sorted, the greatest first, and `post` the one with the post's id.
    """

    def __init__(self, candidates: Callable[..., QuerySet], by: str = "id", post: str = "id") -> None:
        def for_member(viewer: int, before: int, *ids: int) -> QuerySet:
            return self._candidates(candidates(Profile(pk=viewer), *ids), before)

        def for_strangers(before: int, *ids: int) -> QuerySet:
            return self._candidates(candidates(None, *ids), before)

        self.by, self.post = by, post
        self.for_member, self.for_strangers = Prepared(for_member), Prepared(for_strangers)

    def _candidates(self, rows: QuerySet, before: int) -> QuerySet:
        older = rows.filter(**{f"{self.by}__lt": before}).order_by(f"-{self.by}")
        return older.values_list(self.by, F(self.post))[:BATCH]

    def rows(self, viewer: Profile | None, *ids: int | str, before: int | None = None) -> list[Placed]:
        """One row more than a page has, to know whether there is an older one."""
        if not may_look(viewer):
            return []
        before = NEWEST if before is None else before

        def next_few(before: int) -> list[tuple[int, int]]:
            if viewer is None:
                return self.for_strangers(before, *ids)
            return self.for_member(viewer.pk, before, *ids)

        def shown_among(ids: list[int]) -> list[Any]:
            return _for_strangers(*ids) if viewer is None else _for_member(viewer.pk, *ids)

        return shown_of(next_few, shown_among, before)

    def page(self, viewer: Profile | None, *ids: int | str, before: int | None = None) -> Page:
        return page_of(self.rows(viewer, *ids, before=before), viewer)


def shown_of(
    next_few: Callable[[int], list[Any]], shown_among: Callable[[list[int]], list[Any]], before: int
) -> list[Placed]:
    """The rows of the first candidates that are shown, one more than a page has, each with its place in the list.

    `next_few(before)` gives the next candidates: (place in the list, post id) are the first two columns of each.
    `shown_among(ids)` gives the rows, for cards, of those of these posts that the viewer may see there.
    """
    rows: list[Placed] = []
    while len(rows) <= SIZE:
        few = next_few(before)
        if not few:
            break
        shown = {row.id: row for row in shown_among(filled([post for _place, post, *_ in few]))}
        rows += [(place, shown[post]) for place, post, *_ in few if post in shown]
        before = few[-1][0]
        if len(few) < BATCH:
            break
    return rows[: SIZE + 1]


def filled(ids: list[int]) -> list[int]:
    """As many ids as a batch has, the last one repeated: so that one shape of the query is compiled, once."""
    return [*ids, *[ids[-1]] * (BATCH - len(ids))]


@Prepared
def _for_member(viewer: int, *ids: int) -> QuerySet:
    member = Profile(pk=viewer)
    return for_cards(Post.objects.filter(pk__in=ids).posts_visible_to(member), member)


@Prepared
def _for_strangers(*ids: int) -> QuerySet:
    return for_cards(Post.objects.filter(pk__in=ids).posts_visible_to(None), None)


def page_of(rows: Sequence[Placed], viewer: Profile | None, arrived: int = 0) -> Page:
    """The page of the first of these rows; the last row, if there are more than fit, only says so.

    `arrived` is the latest arrival number, for a list that has such.
    """
    shown = [row for _place, row in rows[:SIZE]]
    newest = max(shown[0].id, arrived) if shown else 0
    return Page(render(shown, viewer), rows[SIZE - 1][0] if len(rows) > SIZE else None, newest)


def unmuted(rows: QuerySet, viewer: Profile | None, post: str = "") -> QuerySet:
    """Without posts of authors whom the viewer has muted, also where others share them. `post` leads to the posts."""
    if viewer is None:
        return rows
    authors, shared = f"{post}author__in", f"{post}shared__author__in"
    return rows.exclude(**{authors: muted_by(viewer.pk)}).exclude(**{shared: muted_by(viewer.pk)})


def for_all_members(viewer: Profile | None) -> QuerySet:
    wide = Q(audience__lte=Audience.MEMBERS, author__is_private=False, state=PostState.SHOWN)
    return unmuted(Post.objects.posts_visible_to(viewer).filter(wide), viewer)


def _wide(viewer: Profile | None) -> QuerySet:
    # "Not private" by an author's absence: a join would let the database begin with all the members.
    private = Profile.objects.filter(pk=OuterRef("author"), is_private=True)
    wide = Post.objects.top_level().filter(~Exists(private), audience__lte=Audience.MEMBERS, state=PostState.SHOWN)
    return unmuted(wide, viewer)


def _by_author(viewer: Profile | None, author: int) -> QuerySet:
    # One author's posts may nearly all be for others than the viewer, so the rule holds for the candidates too.
    pinned = Exists(Pin.objects.filter(post=OuterRef("pk"), member=OuterRef("author")))
    return Post.objects.filter(author=author).posts_visible_to(viewer).filter(~pinned)


def _with_tag(viewer: Profile | None, tag: int) -> QuerySet:
    return unmuted(PostTag.objects.filter(tag=tag), viewer, "post__")


def _popular(viewer: Profile | None) -> QuerySet:
    return unmuted(Popular.objects.all(), viewer, "post__")


def _saved(viewer: Profile | None) -> QuerySet:
    return Save.objects.filter(member=viewer.pk if viewer else None)


def tag_named(name: str) -> Any:
    """The id of the hashtag of a folded name, and how it was first written; None if no post ever had it."""
    # What can't be a hashtag is not asked for: an address may hold what a database refuses as text, such as NUL.
    return next(iter(_tag(name)), None) if tag_name(name) else None


@Prepared
def _tag(name: int) -> QuerySet:
    return Tag.objects.filter(name=name).values_list("id", "shown")


def pinned(viewer: Profile | None, author: Profile) -> list[bytes]:
    """The card of the post that a member keeps at the top, if there is one and the viewer may see it."""
    return cards([pin.post_id for pin in _pin(author.pk)], viewer)


@Prepared
def _pin(author: int) -> QuerySet:
    return Pin.objects.filter(member=author).values_list("post_id")


community = Listing(_wide)
by_author = Listing(_by_author)
with_tag = Listing(_with_tag, by="post_id", post="post_id")
popular = Listing(_popular, by="place", post="post_id")
saved = Listing(_saved, post="post_id")
