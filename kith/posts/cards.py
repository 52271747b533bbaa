"""Posts and comments as HTML, quickly: each is drawn once for all viewers and kept; a request only fills it in.

`for_cards` makes a QuerySet of visible posts into the rows that `render` needs, with the viewer's own marks in the
same SQL. `render` looks each row's card up in the process, by post, revision, language and the author's stamp; those
that are missing are drawn together. What depends on the viewer is filled in by joining strings, so nothing of one
viewer is ever kept for another.
"""

import functools
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, ngettext

from kith.kernel.prepared import Prepared
from kith.people.models import Profile
from kith.people.permissions import may
from kith.posts.drawing import CARD, COMMENT, ORIGINAL, SIGNS, Has, Key, draw
from kith.posts.models import Pin, Post, Reaction, ReactionKind, Save
from kith.posts.models.visibility import may_look
from kith.ui.stencil import Stencil

KEPT = 4000
FIELDS = ("id", "revision", "author_id", "author__stamp", "root_id", "parent_id", "is_share")
COUNTS = ("comment_count", "reaction_count", "share_count")
SHARED = ("shared_id", "shared__revision", "shared__author__stamp")

_kept: dict[Key, Stencil] = {}


def for_cards(posts: QuerySet, viewer: Profile | None, **more: Any) -> QuerySet:
    """The rows of these posts for `render`: what finds their cards, the counts, and the viewer's own marks.

    `more` are columns for the caller.
    """
    original = Post.objects.posts_visible_to(viewer).filter(pk=OuterRef("shared_id"))
    sees_shared = Case(When(shared=None, then=Value(False)), default=Exists(original))
    marks: dict[str, Any] = {"mine": Value(0), "saved": Value(0), "pinned": Value(0), "sees_shared": sees_shared}
    if viewer is not None:
        reaction = Reaction.objects.filter(post=OuterRef("pk"), member=viewer.pk).values("kind")
        marks["mine"] = Subquery(reaction, output_field=IntegerField())
        marks["saved"] = Exists(Save.objects.filter(post=OuterRef("pk"), member=viewer.pk))
        marks["pinned"] = Exists(Pin.objects.filter(post=OuterRef("pk"), member=viewer.pk))
    columns = marks | more
    return posts.annotate(**columns).values_list(*FIELDS, *COUNTS, *SHARED, *columns)


def render(rows: Iterable[Any], viewer: Profile | None, *, host: int | None = None) -> list[bytes]:
    """The cards of these rows, as safe HTML. `host` is the author of the post under which comments stand.

    A row is left out if its post is gone or was changed since the row was read.
    """
    return list(by_id(rows, viewer, host=host).values())


def by_id(rows: Iterable[Any], viewer: Profile | None, *, host: int | None = None) -> dict[int, bytes]:
    """The same by the id of the post, in the order of the rows."""
    language = get_language() or "en"
    wanted = [(row, _card_key(row, language), _original_key(row, language)) for row in rows]
    cards = _cards({key for _row, *keys in wanted for key in keys if key})
    reader = _Reader(viewer, host, language)
    return {
        row.id: reader.fill(cards[key], row, cards.get(original) if original else None)
        for row, key, original in wanted
        if key in cards
    }


def one(pk: int, viewer: Profile | None, *, host: int | None = None) -> str:
    """The card of one post or comment, for a template; nothing if the viewer may not see it."""
    return mark_safe(b"".join(cards([pk], viewer, host=host)).decode())


def cards(ids: Sequence[int], viewer: Profile | None, *, host: int | None = None) -> list[bytes]:
    """The cards of those of these posts and comments that the viewer may see, in this order."""
    if not may_look(viewer):
        return []
    rows: dict[int, Any] = {}
    for pk in ids:
        rows |= {row.id: row for row in (_row(viewer.pk, pk) if viewer else _row_for_strangers(pk))}
    return render([rows[pk] for pk in ids if pk in rows], viewer, host=host)


@Prepared
def _row(viewer: int, pk: int) -> QuerySet:
    member = Profile(pk=viewer)
    return for_cards(Post.objects.filter(pk=pk).visible_to(member), member)


@Prepared
def _row_for_strangers(pk: int) -> QuerySet:
    return for_cards(Post.objects.filter(pk=pk).visible_to(None), None)


def _card_key(row: Any, language: str) -> Key:
    template = CARD if row.root_id is None else COMMENT
    return Key(template, row.id, row.revision, row.author_stamp, language)


def _original_key(row: Any, language: str) -> Key | None:
    if not row.sees_shared:
        return None
    return Key(ORIGINAL, row.shared_id, row.shared_revision, row.shared_author_stamp, language)


def _cards(keys: set[Key]) -> dict[Key, Stencil]:
    found = {key: card for key in keys if (card := _kept.get(key))}
    missing = keys - found.keys()
    if missing:
        drawn = draw(missing)
        _make_room(len(drawn))
        _kept.update(drawn)
        found |= drawn
    return found


def _make_room(count: int) -> None:
    """The oldest go first; a card that is still asked for is soon drawn again."""
    if len(_kept) + count > KEPT:
        for key in list(_kept)[: count + KEPT // 4]:
            _kept.pop(key, None)


def forget() -> None:
    """Keep no card: the next page of each is a cold one."""
    _kept.clear()


class _Reader:
    """Who a page of cards is for."""

    def __init__(self, viewer: Profile | None, host: int | None, language: str) -> None:
        self.pk = viewer.pk if viewer else None
        self.has = 0 if viewer is None else Has.MEMBER | (Has.STAFF if may(viewer, "withhold") else 0)
        if viewer is not None and host == viewer.pk:
            self.has |= Has.HOST
        self.language = language

    def fill(self, card: Stencil, row: Any, original: Stencil | None) -> bytes:
        has = self.has
        if row.author_id == self.pk:
            has |= Has.OWN
        if row.saved:
            has |= Has.SAVED
        if row.pinned:
            has |= Has.PINNED
        if row.mine:
            has |= Has.REACTED
        if original is not None:
            has |= Has.SEES_SHARED
        if row.reaction_count:
            has |= Has.REACTIONS
        if row.comment_count:
            has |= Has.COMMENTS
        if row.share_count:
            has |= Has.SHARES
        # Most viewers of a post see the same: the card as it was filled the last time is kept with what it shows.
        shows = has, row.mine, row.reaction_count, row.comment_count, row.share_count, original
        kept, html = card.last
        if kept != shows:
            html = card.fill(has, self.values(row, original))
            card.last = shows, html
        return html

    def values(self, row: Any, original: Stencil | None) -> dict[str, bytes]:
        language = self.language
        return {
            "face": _face(row.mine or 0, language),
            "reactions": _reactions(row.reaction_count, language),
            "comments": _comments(row.comment_count, language),
            "shares": _shares(row.share_count, language),
            "original": original.fill(0, {}) if original else b"",
        }


# What fills the slots is kept by language, which is the current one: the same few strings stand in every card.


@functools.lru_cache(maxsize=200)
def _face(kind: int, language: str) -> bytes:
    """The words of the reaction button: the viewer's own reaction, or what one click would do."""
    kind = ReactionKind(kind or ReactionKind.LIKE)
    return render_to_string("posts/_card_face.html", {"sign": SIGNS[kind], "name": kind.label}).strip().encode()


@functools.lru_cache(maxsize=10_000)
def _reactions(number: int, language: str) -> bytes:
    return ngettext("%(number)d reaction", "%(number)d reactions", number).__mod__({"number": number}).encode()


@functools.lru_cache(maxsize=10_000)
def _comments(number: int, language: str) -> bytes:
    return ngettext("%(number)d comment", "%(number)d comments", number).__mod__({"number": number}).encode()


@functools.lru_cache(maxsize=10_000)
def _shares(number: int, language: str) -> bytes:
    return ngettext("%(number)d share", "%(number)d shares", number).__mod__({"number": number}).encode()
