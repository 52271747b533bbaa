"""Keeping the index: what a post, a member or a hashtag is found by, written when it changes, or all of it anew.

Whoever writes holds the row that the words are taken from. So of a change and two writers at once, the last to write
has read the change.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Exists, OuterRef, QuerySet

from kith.kernel.ids import LARGEST
from kith.people.models import Profile
from kith.posts.models import Choice, Post, PostState, PostTag, Tag
from kith.search.models import PersonWords, PostWords, TagWords
from kith.search.terms import of_name, of_post

AT_ONCE = 500

type Track = Callable[[Iterable[Any], str, int], Iterable[Any]]  # rows, what they are, how many: shows how far it is


def index_post(pk: int) -> None:
    """Note what a post is found by, and its hashtags; forget it if it is gone. A comment is not found by itself."""
    POSTS.write([pk])
    TAGS.write(list(PostTag.objects.filter(post=pk).order_by("tag").values_list("tag", flat=True)))


def index_person(pk: int) -> None:
    """Note what a member is found by."""
    PEOPLE.write([pk])


def forget_person(member: Profile) -> None:
    """Take a member who has left for good out of the index. Their posts go one by one, as they are deleted."""
    PersonWords.objects.filter(pk=member.pk).delete()


def reindex(track: Track = lambda rows, what, total: rows) -> None:
    """Make the whole index anew, some rows at a time, while members go on searching and writing."""
    for source in (PEOPLE, TAGS, POSTS):
        source.write_all(track)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for source in (PEOPLE, TAGS, POSTS):
                table = source.words._meta.db_table
                cursor.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")  # noqa: S608  # our own names


def unfound() -> int:
    """How many shown posts and members search does not know. A few are normal for as long as their tasks wait."""
    posts = Post.objects.top_level().filter(state=PostState.SHOWN)
    return POSTS.without(posts).count() + PEOPLE.without(Profile.objects.all()).count()


@dataclass(frozen=True)
class Source:
    """Where words come from: the `rows` that have any, the table in which they are kept, and how they are read."""

    what: str
    rows: Callable[[], QuerySet[Any]]
    words: type[models.Model]
    terms: Callable[[Sequence[Any]], Iterator[list[str]]]

    def write(self, ids: Sequence[int]) -> None:
        """Write the words of these; those that are gone are forgotten."""
        with transaction.atomic():
            rows = list(self.rows().select_for_update(no_key=True).filter(pk__in=ids).order_by("pk"))
            self.words._default_manager.filter(pk__in=ids).delete()
            self._keep(rows)

    def write_all(self, track: Track) -> None:
        """Write the words of all, and forget what is no longer there."""
        total, after = self.rows().count(), 0
        for _ in track(range(0, total + 1, AT_ONCE), self.what, total // AT_ONCE + 1):
            with transaction.atomic():
                following = self.rows().select_for_update(no_key=True).filter(pk__gt=after).order_by("pk")
                rows = list(following[:AT_ONCE])
                end = rows[-1].pk if len(rows) == AT_ONCE else LARGEST
                self.words._default_manager.filter(pk__gt=after, pk__lte=end).delete()
                self._keep(rows)
            after = end

    def _keep(self, rows: Sequence[Any]) -> None:
        kept = zip(rows, self.terms(rows), strict=True)
        self.words._default_manager.bulk_create([self.words(pk=row.pk, words=terms) for row, terms in kept])

    def without(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Those that the table of words does not have."""
        return rows.exclude(Exists(self.words._default_manager.filter(pk=OuterRef("pk"))))


def _posts(rows: Sequence[Post]) -> Iterator[list[str]]:
    tags: dict[int, list[str]] = {row.pk: [] for row in rows}
    choices: dict[int, list[str]] = {row.pk: [] for row in rows}
    for post, name in PostTag.objects.filter(post__in=rows).values_list("post_id", "tag__name"):
        tags[post].append(name)
    for poll, text in Choice.objects.filter(poll__in=list(tags)).values_list("poll_id", "text"):
        choices[poll].append(text)
    for row in rows:
        yield of_post("\n".join([row.text, *choices[row.pk]]), tags[row.pk], row.author_id)


def _people(rows: Sequence[Profile]) -> Iterator[list[str]]:
    return (of_name(row.display_name, row.handle) for row in rows)


def _tags(rows: Sequence[Tag]) -> Iterator[list[str]]:
    return (of_name(row.name) for row in rows)


POSTS = Source("Posts", Post.objects.top_level, PostWords, _posts)
PEOPLE = Source("People", Profile.objects.all, PersonWords, _people)
TAGS = Source("Hashtags", Tag.objects.all, TagWords, _tags)
