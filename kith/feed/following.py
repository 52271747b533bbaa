"""The Following feed: what those whom a reader follows have posted, and their own posts.

Most of it comes from the reader's entries. From posts come, where there are any: what is older than the entries, and
what was posted by authors with so many followers that nothing is delivered. The guards are in the SQL of both, so an
unfollow, a block or a mute acts at once.
"""

from typing import Any

from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from kith.feed.models import NOTHING, Entry, Merged, Shelf
from kith.feed.pages import BATCH, NEWEST, SIZE, Page, Placed, page_of, shown_of, unmuted
from kith.graph.audiences import follows
from kith.graph.models import Follow
from kith.kernel.prepared import Prepared
from kith.people.models import Profile
from kith.posts.cards import for_cards
from kith.posts.models import Post
from kith.posts.models.visibility import may_look

FACTS = ("arrived", "complete_since", "merges")


def following(reader: Profile, before: int | None = None) -> tuple[Page, bool]:
    """One page, older than a post id if one is given; and whether the reader has no entries yet."""
    if not may_look(reader):
        return page_of([], reader), False
    found, facts = rows(reader, NEWEST if before is None else before)
    return page_of(found, reader, facts.arrived or 0), facts.complete_since == NOTHING


def rows(reader: Profile, before: int = NEWEST) -> tuple[list[Placed], Any]:
    """The rows of one page, and one more to know whether there is an older one; and the facts about the entries."""
    first = _entries(reader.pk, before)
    facts = first[0] if first else _about(reader.pk)[0]
    if not first and facts.complete_since < before:  # perhaps they were filled between the two statements
        first = _entries(reader.pk, before)
    found = in_entries(reader, before, first)
    if facts.merges or (len(found) <= SIZE and facts.complete_since != 0):
        both = dict(found) | {row.id: row for row in _from_posts(reader.pk, before)}
        found = sorted(both.items(), reverse=True)[: SIZE + 1]
    return found, facts


def in_entries(reader: Profile, before: int, first: list[Any]) -> list[Placed]:
    """The rows of a page from the entries alone; `first` is the first batch of them."""

    def next_few(older_than: int) -> list[Any]:
        return first if older_than == before else _entries(reader.pk, older_than)

    return shown_of(next_few, lambda ids: _of_followed_among(reader.pk, *ids), before)


def of_followed(reader: int) -> QuerySet:
    """All posts that belong into a reader's feed, as far as the reader may see them."""
    member = Profile(pk=reader)
    posts = Post.objects.posts_visible_to(member).filter(Q(author=reader) | follows(reader, "author"))
    return unmuted(posts, member)


@Prepared
def _entries(reader: int, before: int) -> QuerySet:
    entries = Entry.objects.filter(reader=reader, post_id__lt=before, post_id__gt=_complete_since(reader))
    return entries.order_by("-post_id").annotate(**_facts(reader)).values_list("post_id", F("post_id"), *FACTS)[:BATCH]


@Prepared
def _about(reader: int) -> QuerySet:
    return Profile.objects.filter(pk=reader).annotate(**_facts(reader)).values_list(*FACTS)


@Prepared
def _of_followed_among(reader: int, *ids: int) -> QuerySet:
    return for_cards(of_followed(reader).filter(pk__in=ids), Profile(pk=reader))


@Prepared
def _from_posts(reader: int, before: int) -> QuerySet:
    older = Q(id__lte=_complete_since(reader))
    posts = of_followed(reader).filter(older | by_merged(), id__lt=before).order_by("-id")
    return for_cards(posts, Profile(pk=reader))[: SIZE + 1]


def by_merged() -> Q:
    """Posts by authors whose posts are not delivered."""
    return Q(Exists(Merged.objects.filter(author=OuterRef("author"))))


def _facts(reader: int) -> dict[str, Any]:
    """What a reader's entries are, the same in each row: the latest arrival number, since when they are complete, and
    whether the reader follows anyone whose posts are not delivered.
    """
    follows_author = Follow.objects.filter(follower=reader, followed=OuterRef("author"))
    return {
        "arrived": Subquery(Entry.objects.filter(reader=reader).order_by("-id").values("id")[:1]),
        "complete_since": _complete_since(reader),
        "merges": Exists(Merged.objects.filter(Exists(follows_author))),
    }


def _complete_since(reader: int) -> Coalesce:
    shelf = Shelf.objects.filter(reader=reader).values("complete_since")
    return Coalesce(Subquery(shelf), Value(NOTHING), output_field=BigIntegerField())
