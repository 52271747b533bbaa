"""The Following feed: what those whom a reader follows have posted, and their own posts.

Most of it comes from the reader's entries. From posts come, where there are any: what is older than the entries, and
what was posted by authors with so many followers that nothing is delivered. The guards are in the SQL of both, so an
unfollow, a block or a mute acts at once.
"""

from typing import Any

from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from kith.feed.models import NOTHING, Entry, Merged, Shelf
from kith.feed.pages import NEWEST, SIZE, Page, page_of, unmuted
from kith.graph.audiences import follows
from kith.graph.models import Follow
from kith.kernel.prepared import Prepared
from kith.people.models import Profile
from kith.posts.cards import for_cards
from kith.posts.models import Post
from kith.posts.models.visibility import may_look


def following(reader: Profile, before: int | None = None) -> tuple[Page, bool]:
    """One page, older than a post id if one is given; and whether the reader has no entries yet."""
    found = rows(reader, before)
    return page_of(found, reader), bool(found) and found[0].complete_since == NOTHING


def rows(reader: Profile, before: int | None = None) -> list[Any]:
    """The rows of one page, and one more to know whether there is an older one."""
    if not may_look(reader):
        return []
    before = NEWEST if before is None else before
    found = _entries(reader.pk, before)
    if _all_in_entries(found):
        return found
    both = {row.id: row for row in [*found, *_from_posts(reader.pk, before)]}
    return sorted(both.values(), key=lambda row: -row.id)[: SIZE + 1]


def _all_in_entries(found: list[Any]) -> bool:
    """Whether the page needs nothing from posts: the first row of any page tells."""
    if not found or found[0].merges:
        return False
    return len(found) > SIZE or found[0].complete_since == 0


def of_followed(reader: int) -> QuerySet:
    """All posts that belong into a reader's feed, as far as the reader may see them."""
    member = Profile(pk=reader)
    posts = Post.objects.posts_visible_to(member).filter(Q(author=reader) | follows(reader, "author"))
    return unmuted(posts, member)


@Prepared
def _entries(reader: int, before: int) -> QuerySet:
    posts = of_followed(reader).filter(entries__reader=reader).annotate(cursor=F("entries__post_id"))
    posts = posts.filter(cursor__lt=before, cursor__gt=_complete_since(reader)).order_by("-cursor")
    merges = Exists(Merged.objects.filter(Exists(Follow.objects.filter(follower=reader, followed=OuterRef("author")))))
    return _page(posts, reader, cursor=F("entries__post_id"), merges=merges)


@Prepared
def _from_posts(reader: int, before: int) -> QuerySet:
    older = Q(id__lte=_complete_since(reader))
    posts = of_followed(reader).filter(older | by_merged(), id__lt=before).order_by("-id")
    return _page(posts, reader, cursor=F("id"))


def by_merged() -> Q:
    """Posts by authors whose posts are not delivered."""
    return Q(Exists(Merged.objects.filter(author=OuterRef("author"))))


def _page(posts: QuerySet, reader: int, **columns: Any) -> QuerySet:
    arrived = Subquery(Entry.objects.filter(reader=reader).order_by("-id").values("id")[:1])
    since = _complete_since(reader)
    return for_cards(posts, Profile(pk=reader), arrived=arrived, complete_since=since, **columns)[: SIZE + 1]


def _complete_since(reader: int) -> Coalesce:
    shelf = Shelf.objects.filter(reader=reader).values("complete_since")
    return Coalesce(Subquery(shelf), Value(NOTHING), output_field=BigIntegerField())
