"""Who finds what. Words give candidates from the index; the rules of the other domains decide which of them show."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, F, IntegerField, OuterRef, QuerySet, Subquery, When
from django.http import Http404

from kith.feed import pages
from kith.graph.access import Moved, get_member
from kith.graph.audiences import shown_owner
from kith.graph.lists import BUTTON, PERSON, Person, seen
from kith.graph.standing import columns
from kith.kernel.prepared import Prepared
from kith.kernel.text import fold
from kith.people.models import Profile
from kith.posts.cards import cards
from kith.posts.models import Post, PostTag
from kith.posts.models.visibility import NOBODY, may_look
from kith.search.backends import backend
from kith.search.models import PersonWords, PostWords, TagWords
from kith.search.query import Query

SIZE = 20
BEST_OF = 200  # of so many of the newest posts with the words, the best stand first
TRIED = 40  # of these, from the best on, until enough may be seen


@dataclass(frozen=True)
class Hashtag:
    """A hashtag: its folded name, and how it was first written."""

    name: str
    shown: str


@dataclass(frozen=True)
class Few:
    """A page of a list that is sorted by more than time, and whether there is another one."""

    rows: list[Any]
    more: bool = False


def people(query: Query, viewer: Profile | None, *, page: int = 0, size: int = SIZE) -> Few:
    """Members whose name or handle has the words: the very handle, then whom the viewer follows, then by followers."""
    wants = query.for_names()
    if not wants or not may_look(viewer):
        return Few([])
    asked = (backend().expression(wants), query.text.strip().lstrip("@").lower())
    start, end = page * size, (page + 1) * size + 1
    if viewer is None:
        rows = _people_for_strangers(*asked, start=start, end=end)
    else:
        rows = _people_for_member(*asked, viewer.pk, start=start, end=end)
    return Few([Person(viewer, row, "profile") for row in rows[:size]], len(rows) > size)


@Prepared
def _people_for_member(words: int, handle: int, viewer: int, *, start: int, end: int) -> QuerySet[Any, Any]:
    known = seen(PersonWords.objects.filter(words__match=words), viewer, "profile")
    return _ranked(known.annotate(**columns(viewer, "profile")), handle, ["-follows"], BUTTON)[start:end]


@Prepared
def _people_for_strangers(words: int, handle: int, *, start: int, end: int) -> QuerySet[Any, Any]:
    known = PersonWords.objects.filter(shown_owner("profile"), words__match=words)
    return _ranked(known, handle, [], ())[start:end]


def _ranked(rows: QuerySet[Any], handle: int, first: list[str], more: tuple[str, ...]) -> QuerySet[Any, Any]:
    exact = Case(When(profile__handle=handle, then=0), default=1, output_field=IntegerField())
    ordered = rows.annotate(exact=exact, id=F("profile_id")).order_by(
        "exact", *first, "-profile__follower_count", "profile_id"
    )
    return ordered.values_list("id", *(f"profile__{name}" for name in PERSON), *more)


def tags(query: Query, viewer: Profile | None, *, page: int = 0, size: int = SIZE) -> Few:
    """Hashtags that have the words, and a post that the viewer may see: the very one, then the last used.

    Of a hashtag that only others may see, not even the name is told.
    """
    wants = query.for_names()
    if not wants or not may_look(viewer):
        return Few([])
    asked = (backend().expression(wants), "".join(query.tags) or fold(query.text))
    start, end = page * size, (page + 1) * size + 1
    if viewer is None:
        rows = _tags_for_strangers(*asked, start=start, end=end)
    else:
        rows = _tags_for_member(*asked, viewer.pk, start=start, end=end)
    return Few([Hashtag(row.tag_name, row.tag_shown) for row in rows[:size]], len(rows) > size)


@Prepared
def _tags_for_member(words: int, name: int, viewer: int, *, start: int, end: int) -> QuerySet[Any, Any]:
    return _last_used(words, name, Profile(pk=viewer))[start:end]


@Prepared
def _tags_for_strangers(words: int, name: int, *, start: int, end: int) -> QuerySet[Any, Any]:
    return _last_used(words, name, None)[start:end]


def _last_used(words: int, name: int, viewer: Profile | None) -> QuerySet[Any, Any]:
    last = PostTag.objects.filter(tag=OuterRef("tag_id")).order_by("-post_id").values("post_id")[:1]
    exact = Case(When(tag__name=name, then=0), default=1, output_field=IntegerField())
    shown = Exists(Post.objects.posts_visible_to(viewer).filter(tags__tag=OuterRef("tag_id")))
    found = TagWords.objects.filter(shown, words__match=words).annotate(exact=exact, last=Subquery(last))
    return found.order_by("exact", "-last").values_list("tag__name", "tag__shown")


def _found_posts(viewer: Profile | None, words: int) -> QuerySet[Any]:
    return pages.unmuted(PostWords.objects.filter(words__match=words), viewer, "post__")


FOUND = pages.Listing(_found_posts, by="post_id", post="post_id")


def posts(query: Query, viewer: Profile | None, *, before: int | None = None) -> pages.Page:
    """Posts that have the words, the newest first, muted authors left out."""
    expression = _of_posts(query, viewer)
    return FOUND.page(viewer, expression, before=before) if expression else pages.Page([])


def best_posts(query: Query, viewer: Profile | None, *, size: int = 5) -> list[bytes]:
    """Of the newest posts that have the words, the cards of those that most was said to."""
    expression = _of_posts(query, viewer)
    if not expression or not may_look(viewer):
        return []
    found: list[bytes] = []
    for row in _most_answered(expression, viewer.pk if viewer else NOBODY):
        found += cards([row.id], viewer)  # one by one: nearly always the first few may be seen
        if len(found) == size:
            break
    return found


@Prepared
def _most_answered(words: int, viewer: int) -> QuerySet[Any, Any]:
    newest = PostWords.objects.filter(words__match=words).order_by("-post_id").values("post_id")[:BEST_OF]
    answers = F("reaction_count") + 2 * F("comment_count") + 2 * F("share_count")
    posts = pages.unmuted(Post.objects.filter(pk__in=newest), Profile(pk=viewer))
    return posts.order_by(answers.desc(), "-id").values_list("id")[:TRIED]


def _of_posts(query: Query, viewer: Profile | None) -> str:
    """The expression for posts; empty where nothing can be found, as by an author whom the viewer may not know of."""
    author = _author(query.author, viewer) if query.author else None
    if query.author and author is None:
        return ""
    expression: str = backend().expression(query.for_posts(author))
    return expression


def _author(handle: str, viewer: Profile | None) -> int | None:
    try:
        return get_member(viewer, handle).pk
    except Moved as moved:
        return moved.member.pk
    except Http404:
        return None
