"""Cards drawn for all viewers at once: what `posts/cards.py` keeps and fills in.

A template is rendered once for each *shape* of a card (its language, its audience, whether it was edited, …), with a
slot for everything that a post says. A card is then its shape and the values of one post: twenty cold cards cost
twenty small dictionaries, not twenty templates.
"""

import functools
from collections.abc import Collection
from types import SimpleNamespace
from typing import NamedTuple

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import get_language, override

from kith.graph.audiences import Audience
from kith.posts import previews
from kith.posts.gallery import gallery
from kith.posts.models import Mention, Post, ReactionKind
from kith.posts.words import render
from kith.ui.frame import avatar
from kith.ui.moment import time_html
from kith.ui.stencil import Stencil, mark

CARD, COMMENT, ORIGINAL = "posts/_card.html", "posts/_comment.html", "posts/_card_original.html"
SIGNS = {
    ReactionKind.LIKE: "👍",
    ReactionKind.LOVE: "❤️",
    ReactionKind.LAUGH: "😄",
    ReactionKind.WOW: "😮",
    ReactionKind.SAD: "😢",
    ReactionKind.CARE: "🤗",
}
AUDIENCE_ICONS = {
    Audience.EVERYONE: "globe",
    Audience.MEMBERS: "users",
    Audience.FOLLOWERS: "user-check",
    Audience.FRIENDS: "handshake",
    Audience.ONLY_ME: "lock",
}
STANDIN = 9_000_000_000_000_000_000  # for a post's id in an address: none is as great for the next hundred years
VERBS = ("react", "unreact", "save", "unsave", "pin", "unpin", "close", "preview", "share", "edit", "delete", "history")


class Has:
    """What decides which parts of a card a viewer gets. Templates ask by the name in lower case.

    Plain numbers: combining the members of an enum costs a page of cards more than reading them does.
    """

    MEMBER = 1
    OWN = 2
    HOST = 4
    STAFF = 8
    REACTED = 16
    SAVED = 32
    PINNED = 64
    SEES_SHARED = 128
    REACTIONS = 256
    COMMENTS = 512
    SHARES = 1024


class Key(NamedTuple):
    """By what a drawn card is kept: any change of what it shows changes one of these."""

    template: str
    post: int
    revision: int
    stamp: int
    language: str


class Shape(NamedTuple):
    """All that the templates of cards decide by: cards of one shape differ only in what stands in their slots."""

    template: str
    language: str
    audience: int
    state: int
    is_comment: bool
    is_edited: bool
    is_share: bool
    can_be_shared: bool
    comments_closed: bool
    has_text: bool
    has_poll: bool
    has_reason: bool
    preview: int


class Drawn(NamedTuple):
    """A card for all viewers: its shape, and what its post says, by slot."""

    shape: Stencil
    values: dict[str, bytes]

    def fill(self, flags: int, values: dict[str, bytes]) -> bytes:
        """The HTML for a viewer with these flags; `values` are safe HTML, by slot, of what changes with them."""
        return self.shape.fill(flags, self.values | values)


def draw(keys: Collection[Key]) -> dict[Key, Drawn]:
    """Draw these cards from one batch of queries. Left out is what is gone, or has changed since the key was read."""
    posts = {post.pk: post for post in _load({key.post for key in keys})}
    mentioned = _mentioned(posts)
    # Not in the time zone of whoever asked first: `js/times.js` writes times in that of each reader.
    with timezone.override(None):
        return {
            key: _draw(key, posts[key.post], mentioned.get(key.post, []))
            for key in keys
            # A newer revision may be for fewer people than the row that the viewer was allowed to see.
            if key.post in posts and posts[key.post].revision == key.revision
        }


def _load(ids: Collection[int]) -> QuerySet[Post]:
    related = ("author", "poll", "preview__link__picture")
    return Post.objects.filter(pk__in=ids).select_related(*related).prefetch_related("media__item")


def _mentioned(ids: Collection[int]) -> dict[int, list[str]]:
    handles: dict[int, list[str]] = {}
    for post, handle in Mention.objects.filter(post__in=ids).values_list("post_id", "member__handle"):
        handles.setdefault(post, []).append(handle)
    return handles


def _draw(key: Key, post: Post, handles: list[str]) -> Drawn:
    with override(key.language):
        return Drawn(_shape_of(key, post), _values(post, handles))


def _shape_of(key: Key, post: Post) -> Stencil:
    shape = Shape(
        template=key.template,
        language=key.language,
        audience=post.audience,
        state=post.state,
        is_comment=post.is_comment,
        is_edited=post.edited_at is not None,
        is_share=post.is_share,
        can_be_shared=post.audience <= Audience.MEMBERS and not post.author.is_private,
        comments_closed=post.comments_closed,
        has_text=bool(post.text),
        has_poll=hasattr(post, "poll"),
        has_reason=bool(post.state_reason),
        preview=previews.state_of(post),
    )
    return shaped(shape)


@functools.lru_cache(maxsize=1000)
def shaped(shape: Shape) -> Stencil:
    """The template of a shape, in the current language, which is the shape's."""
    audience = Audience(shape.audience)
    slots = {name: mark(name) for name in ("id", "name", "handle", "avatar", "time", "text", "media", "link", "reason")}
    context = {
        "post": SimpleNamespace(**slots, **shape._asdict()),
        "audience": {"icon": AUDIENCE_ICONS[audience], "name": audience.label},
        "reactions": [(kind.value, sign, kind.label) for kind, sign in SIGNS.items()],
        **_addresses(),
    }
    return Stencil(render_to_string(shape.template, context), Has)


def _addresses() -> dict[str, str]:
    handle, author = mark("handle"), reverse("feed:profile", args=[mark("handle")])
    named = {f"{verb}_address": f"posts:{verb}" for verb in (*VERBS, "reactions", "reply", "preparing")}
    named["withhold_address"] = "console:withhold"
    addresses = {name: reverse(route, args=[STANDIN]) for name, route in named.items()}
    addresses["address"] = reverse("posts:post", args=[handle, STANDIN])
    return {name: address.replace(str(STANDIN), mark("id")) for name, address in addresses.items()} | {
        "author_address": author
    }


def _values(post: Post, handles: list[str]) -> dict[str, bytes]:
    author = post.author
    values = {
        "id": str(post.pk),
        "name": escape(author.name),
        "handle": author.handle,
        "avatar": avatar(author.pk, author.name, author.avatar_key),
        "time": time_html(post.created_at),
        "text": render(post.text, handles),
        "media": gallery(list(post.media.all())),
        "reason": escape(post.state_reason),
    }
    encoded = {name: value.encode() for name, value in values.items()}
    return encoded | {"link": previews.html(post, get_language() or "en")}
