"""Lists of posts: what each holds, newest first, a page at a time. All of them go through the visibility rule.

Each list is one prepared query: the posts, the viewer's own marks on them, and what finds their cards.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from kith.graph.audiences import Audience, muted_by
from kith.kernel.prepared import Prepared
from kith.people.models import Profile
from kith.posts.cards import cards, for_cards, render
from kith.posts.models import Pin, Post, PostState, Save, Tag
from kith.posts.models.visibility import may_look

SIZE = 20
NEWEST = (1 << 63) - 1


@dataclass(frozen=True)
class Page:
    """The cards of one page of a list, and the cursor of the next, older one, if there is one.

    `newest` is the latest arrival number or post id there was: what comes later is newer.
    """

    cards: list[bytes]
    older: int | None = None
    newest: int = 0


class Listing:
    """A list of posts. `build(viewer, *ids)` says which, as far as the viewer may see them.

    Posts come newest first, by their id; with `by`, a name that the QuerySet annotates, by that.
    """

    def __init__(self, build: Callable[..., QuerySet], by: str = "id") -> None:
        def for_member(viewer: int, before: int, *ids: int) -> QuerySet:
            return self._page(Profile(pk=viewer), before, *ids)

        def for_strangers(before: int, *ids: int) -> QuerySet:
            return self._page(None, before, *ids)

        self.build, self.by = build, by
        self.for_member, self.for_strangers = Prepared(for_member), Prepared(for_strangers)

    def _page(self, viewer: Profile | None, before: int, *ids: int) -> QuerySet:
        posts = self.build(viewer, *ids).filter(**{f"{self.by}__lt": before}).order_by(f"-{self.by}")
        return for_cards(posts, viewer, cursor=F(self.by))[: SIZE + 1]

    def rows(self, viewer: Profile | None, *ids: int, before: int | None = None) -> list[Any]:
        """One row more than a page has, to know whether there is an older one."""
        if not may_look(viewer):
            return []
        before = NEWEST if before is None else before
        return self.for_strangers(before, *ids) if viewer is None else self.for_member(viewer.pk, before, *ids)

    def page(self, viewer: Profile | None, *ids: int, before: int | None = None) -> Page:
        return page_of(self.rows(viewer, *ids, before=before), viewer)


def page_of(rows: Sequence[Any], viewer: Profile | None) -> Page:
    """The page of the first of these rows; the last row, if there are more than fit, only says so."""
    shown = rows[:SIZE]
    newest = max(shown[0].id, getattr(shown[0], "arrived", None) or 0) if shown else 0
    return Page(render(shown, viewer), shown[-1].cursor if len(rows) > SIZE else None, newest)


def unmuted(posts: QuerySet, viewer: Profile | None) -> QuerySet:
    """Without authors whom the viewer has muted, also where others share them."""
    if viewer is None:
        return posts
    return posts.exclude(author__in=muted_by(viewer.pk)).exclude(shared__author__in=muted_by(viewer.pk))


def for_all_members(viewer: Profile | None) -> QuerySet:
    wide = Q(audience__lte=Audience.MEMBERS, author__is_private=False, state=PostState.SHOWN)
    return unmuted(Post.objects.posts_visible_to(viewer).filter(wide), viewer)


def _by_author(viewer: Profile | None, author: int) -> QuerySet:
    pinned = Exists(Pin.objects.filter(post=OuterRef("pk"), member=OuterRef("author")))
    return Post.objects.posts_visible_to(viewer).filter(~pinned, author=author)


def _with_tag(viewer: Profile | None, tag: int) -> QuerySet:
    tagged = Post.objects.posts_visible_to(viewer).filter(tags__tag=tag)
    return unmuted(tagged, viewer).annotate(tagged_id=F("tags__post_id"))


def _saved(viewer: Profile | None, *ids: int) -> QuerySet:
    saves = Save.objects.filter(member=viewer.pk if viewer else None, post=OuterRef("pk")).values("id")
    kept = Save.objects.filter(member=viewer.pk if viewer else None).values("post")
    return Post.objects.visible_to(viewer).filter(pk__in=kept).annotate(saved_id=Subquery(saves))


def tag_named(name: str) -> Tag | None:
    """The hashtag of a folded name, if a post ever had it."""
    return Tag.objects.filter(name=name).first()


def pinned(viewer: Profile | None, author: Profile) -> list[bytes]:
    """The card of the post that a member keeps at the top, if there is one and the viewer may see it."""
    pin = Pin.objects.filter(member=author).values_list("post_id", flat=True).first()
    return cards([pin], viewer) if pin else []


community = Listing(for_all_members)
by_author = Listing(_by_author)
with_tag = Listing(_with_tag, by="tagged_id")
saved = Listing(_saved, by="saved_id")
