"""Posts and comments as HTML, quickly: each is drawn once for all viewers and kept; a request only fills it in.

`for_cards` makes a QuerySet of visible posts into the rows that `render` needs, with the viewer's own marks in the
same SQL. `render` looks each row's card up in the process, by post, revision, language and the author's stamp; those
that are missing are drawn together. What depends on the viewer is filled in by joining strings. A filled card is kept
too, by everything that it shows: most viewers of a post see the same, and nothing in the key says who they are.
"""

import functools
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db.models import Case, Exists, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, ngettext

from kith.kernel.prepared import Prepared
from kith.people.models import Profile
from kith.people.permissions import may
from kith.posts.drawing import CARD, COMMENT, ORIGINAL, SIGNS, Drawn, Has, Key, draw
from kith.posts.models import Ballot, Pin, Post, Reaction, ReactionKind, Save
from kith.posts.models.visibility import may_look
from kith.posts.tally import poll_html, polls_of

DRAWN_KEPT, FILLED_KEPT = 4000, 4000
FIELDS = ("id", "revision", "author_id", "author__stamp", "root_id", "parent_id")
COUNTS = ("comment_count", "reaction_count", "share_count")
SHARED = ("shared_id", "shared__revision", "shared__author__stamp")
POLL = ("poll__voter_count",)
MARKS = ("mine", "saved", "pinned", "sees_shared", "picks")


class Row(NamedTuple):
    """The columns of `for_cards` by which a card is found and filled: FIELDS, COUNTS, SHARED, POLL and MARKS."""

    id: int
    revision: int
    author_id: int
    author_stamp: int
    root_id: int | None
    parent_id: int | None
    comment_count: int
    reaction_count: int
    share_count: int
    shared_id: int | None
    shared_revision: int | None
    shared_author_stamp: int | None
    poll_voter_count: int | None
    mine: int | None
    saved: bool
    pinned: bool
    sees_shared: bool
    picks: int | None


# So many columns of a row, with what the viewer is to the post, decide all that its card shows.
SHOWN = len(Row._fields)

_drawn: dict[Key, Drawn] = {}
_filled: dict[tuple[Any, ...], bytes] = {}


def for_cards(posts: QuerySet, viewer: Profile | None, **more: Any) -> QuerySet:
    """The rows of these posts for `render`: what finds their cards, the counts, and the viewer's own marks.

    `more` are columns for the caller.
    """
    original = Post.objects.posts_visible_to(viewer).filter(pk=OuterRef("shared_id"))
    sees_shared = Case(When(shared=None, then=Value(False)), default=Exists(original))
    marks: dict[str, Any] = dict.fromkeys(MARKS, Value(0)) | {"sees_shared": sees_shared}
    if viewer is not None:
        reaction = Reaction.objects.filter(post=OuterRef("pk"), member=viewer.pk).values("kind")
        marks["mine"] = Subquery(reaction, output_field=IntegerField())
        marks["saved"] = Exists(Save.objects.filter(post=OuterRef("pk"), member=viewer.pk))
        marks["pinned"] = Exists(Pin.objects.filter(post=OuterRef("pk"), member=viewer.pk))
        ballot = Ballot.objects.filter(poll=OuterRef("pk"), member=viewer.pk).values("picks")
        marks["picks"] = Case(When(poll=None, then=Value(0)), default=Subquery(ballot), output_field=IntegerField())
    columns = marks | more
    return posts.annotate(**columns).values_list(*FIELDS, *COUNTS, *SHARED, *POLL, *columns)


def render(rows: Iterable[Any], viewer: Profile | None, *, host: int | None = None) -> list[bytes]:
    """The cards of these rows, as safe HTML. `host` is the author of the post under which comments stand.

    A post that was changed since its row was read is asked for again, since it may be for fewer people now; left out
    is what the viewer may no longer see, and what is gone.
    """
    return list(by_id(rows, viewer, host=host).values())


def by_id(rows: Iterable[Any], viewer: Profile | None, *, host: int | None = None) -> dict[int, bytes]:
    """The same by the id of the post, in the order of the rows."""
    rows = list(rows)
    found = _by_id(rows, viewer, host)
    if changed := [row.id for row in rows if row.id not in found]:
        found |= _by_id(_rows(changed, viewer), viewer, host)
    return {row.id: found[row.id] for row in rows if row.id in found} if changed else found


def _by_id(rows: Sequence[Any], viewer: Profile | None, host: int | None) -> dict[int, bytes]:
    language = get_language() or "en"
    me, others = _viewer_has(viewer, host)
    own = others | Has.OWN
    keys = [(row[:SHOWN], own if row.author_id == me else others, language) for row in rows]
    found = {key: _filled.get(key) for key in keys}
    cold = [key for key, html in found.items() if html is None]
    if cold:
        found |= _fill(cold)
    return {key[0][0]: html for key, html in found.items() if html is not None}


def one(pk: int, viewer: Profile | None, *, host: int | None = None) -> str:
    """The card of one post or comment, for a template; nothing if the viewer may not see it."""
    return mark_safe(b"".join(cards([pk], viewer, host=host)).decode())


def cards(ids: Sequence[int], viewer: Profile | None, *, host: int | None = None) -> list[bytes]:
    """The cards of those of these posts and comments that the viewer may see, in this order."""
    if not may_look(viewer):
        return []
    return render(_rows(ids, viewer), viewer, host=host)


def _rows(ids: Sequence[int], viewer: Profile | None) -> list[Any]:
    return [row for pk in ids for row in (_row(viewer.pk, pk) if viewer else _row_for_strangers(pk))]


@Prepared
def _row(viewer: int, pk: int) -> QuerySet:
    member = Profile(pk=viewer)
    return for_cards(Post.objects.filter(pk=pk).visible_to(member), member)


@Prepared
def _row_for_strangers(pk: int) -> QuerySet:
    return for_cards(Post.objects.filter(pk=pk).visible_to(None), None)


def forget() -> None:
    """Keep no card: the next page of each is a cold one."""
    _drawn.clear()
    _filled.clear()


def _viewer_has(viewer: Profile | None, host: int | None) -> tuple[int | None, int]:
    """The viewer's id, and what the viewer has on the cards of others."""
    if viewer is None:
        return None, 0
    has = Has.MEMBER | (Has.STAFF if may(viewer, "withhold") else 0)
    return viewer.pk, has | (Has.HOST if host == viewer.pk else 0)


def _fill(keys: list[tuple[Any, ...]]) -> dict[tuple[Any, ...], bytes]:
    """Fill the cards of these keys, each a row, what the viewer has on it, and a language; and keep them."""
    wanted: list[tuple[Any, Any]] = [(key, Row._make(key[0])) for key in keys]
    found = _cards_of({name for (_, _, language), row in wanted for name in _names(row, language)})
    polls = polls_of([row.id for _key, row in wanted if row.poll_voter_count is not None])
    filled = {}
    for key, row in wanted:
        card, *original = [found.get(name) for name in _names(row, key[2])]
        if card is not None:
            poll = poll_html(polls[row.id], row, key[1]) if row.id in polls else b""
            filled[key] = _fill_one(card, row, key[1], original[0] if original else None, poll, key[2])
    _make_room(_filled, FILLED_KEPT, len(filled))
    _filled.update(filled)
    return filled


def _names(row: Any, language: str) -> list[Key]:
    """By what the card of a row is kept, and the original in it if the viewer may see it."""
    template = CARD if row.root_id is None else COMMENT
    card = Key(template, row.id, row.revision, row.author_stamp, language)
    if not row.sees_shared:
        return [card]
    return [card, Key(ORIGINAL, row.shared_id, row.shared_revision, row.shared_author_stamp, language)]


def _cards_of(keys: set[Key]) -> dict[Key, Drawn]:
    found = {key: card for key in keys if (card := _drawn.get(key))}
    missing = keys - found.keys()
    if missing:
        drawn = draw(missing)
        _make_room(_drawn, DRAWN_KEPT, len(drawn))
        _drawn.update(drawn)
        found |= drawn
    return found


def _make_room(kept: dict[Any, Any], most: int, count: int) -> None:
    """The oldest go first; a card that is still asked for is soon made again."""
    if len(kept) + count > most:
        for key in list(kept)[: count + most // 4]:
            kept.pop(key, None)


def _fill_one(card: Drawn, row: Any, has: int, original: Drawn | None, poll: bytes, language: str) -> bytes:
    has |= Has.SAVED if row.saved else 0
    has |= Has.PINNED if row.pinned else 0
    has |= Has.REACTED if row.mine else 0
    has |= Has.SEES_SHARED if original else 0
    has |= Has.REACTIONS if row.reaction_count else 0
    has |= Has.COMMENTS if row.comment_count else 0
    has |= Has.SHARES if row.share_count else 0
    values = {
        "face": _face(row.mine or 0, language),
        "reactions": _reactions(row.reaction_count, language),
        "comments": _comments(row.comment_count, language),
        "shares": _shares(row.share_count, language),
        "original": original.fill(0, {}) if original else b"",
        "poll": poll,
    }
    return card.fill(has, values)


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
