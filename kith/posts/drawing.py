"""Cards drawn by their templates, for all viewers at once: what `posts/cards.py` keeps and fills in."""

import functools
from collections.abc import Collection
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import override

from kith.graph.audiences import Audience
from kith.media.models import Photo, PhotoState
from kith.posts.models import Mention, Post, ReactionKind
from kith.posts.words import render
from kith.ui.stencil import Stencil

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
SHOWN_WIDTH = 640
STANDIN = 9_000_000_000_000_000_000  # for a post's id: none is as great for the next hundred years


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


def draw(keys: Collection[Key]) -> dict[Key, Stencil]:
    """Draw these cards from one batch of queries. Left out is what is gone, or has changed since the key was read."""
    posts = {post.pk: post for post in _load({key.post for key in keys})}
    mentioned = _mentioned(posts)
    return {
        key: _draw(key, posts[key.post], mentioned.get(key.post, []))
        for key in keys
        # A newer revision may be for fewer people than the row that the viewer was allowed to see.
        if key.post in posts and posts[key.post].revision == key.revision
    }


def _load(ids: Collection[int]) -> QuerySet[Post]:
    return Post.objects.filter(pk__in=ids).select_related("author").prefetch_related("photos__photo")


def _mentioned(ids: Collection[int]) -> dict[int, list[str]]:
    handles: dict[int, list[str]] = {}
    for post, handle in Mention.objects.filter(post__in=ids).values_list("post_id", "member__handle"):
        handles.setdefault(post, []).append(handle)
    return handles


def _draw(key: Key, post: Post, handles: list[str]) -> Stencil:
    with override(key.language):
        context = {
            "post": post,
            "text": render(post.text, handles),
            "photos": [_photo(place.photo, place.alt) for place in post.photos.all()],
            "reactions": [(kind.value, sign, kind.label) for kind, sign in SIGNS.items()],
            "audience_icon": AUDIENCE_ICONS[Audience(post.audience)],
            "can_be_shared": post.audience <= Audience.MEMBERS and not post.author.is_private,
            **_addresses(post),
        }
        return Stencil(get_template(key.template).render(context), Has)


def _photo(photo: Photo, alt: str) -> dict[str, Any]:
    addresses = {width: reverse("media:file", args=[photo.key, width]) for width in sorted(map(int, photo.sizes))}
    shown = min((width for width in addresses if width >= SHOWN_WIDTH), default=max(addresses, default=0))
    return {
        "ready": photo.state == PhotoState.READY and bool(addresses),
        "failed": photo.state == PhotoState.FAILED,
        "source": addresses.get(shown),
        "sources": ", ".join(f"{address} {width}w" for width, address in addresses.items()),
        "largest": addresses[max(addresses)] if addresses else "",
        "width": photo.width,
        "height": photo.height,
        "alt": alt or photo.alt,
    }


def _addresses(post: Post) -> dict[str, str]:
    verbs = ("react", "unreact", "save", "unsave", "pin", "unpin", "close", "share", "edit", "delete", "history")
    addresses = {f"{verb}_address": _address(f"posts:{verb}", post.pk) for verb in verbs}
    return addresses | {
        "address": _address("posts:post", post.author.handle, post.pk),
        "author_address": reverse("feed:profile", args=[post.author.handle]),
        "reactions_address": _address("posts:reactions", post.pk),
        "reply_address": _address("posts:reply", post.pk),
        "withhold_address": _address("console:withhold", post.pk),
    }


def _address(name: str, *args: Any) -> str:
    # A card has a score of addresses that differ by the post's id alone; each is looked up once a process.
    *rest, pk = args
    return _pattern(name, *rest).replace(str(STANDIN), str(pk))


@functools.lru_cache(maxsize=1000)
def _pattern(name: str, *args: Any) -> str:
    return reverse(name, args=[*args, STANDIN])
