"""The head of a profile page: who a member is, and what the viewer may do about it.

Rendered by a template and kept by what it shows, so a page joins strings and nothing needs to be made invalid: a
member who has changed has another key.
"""

import functools
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import get_language

from kith.graph.access import may_list_follows
from kith.graph.standing import Standing, standing
from kith.people.models import Profile
from kith.people.pictures import waiting_of
from kith.ui.stencil import Html, Stencil, mark
from kith.ui.token import form_token

SHOWN = (
    *("pk", "handle", "display_name", "bio", "pronouns", "country", "birthday", "avatar_key", "cover_key"),
    *("is_private", "role", "follower_count", "following_count", "post_count"),
)
# Stands for the form token in what is kept. Unguessable: a member who could write it into a link of their profile would
# be sent the token of everyone who follows the link.
TOKEN = mark("token")


def header(viewer: Profile | None, member: Profile, request: HttpRequest, tab: str = "posts") -> bytes:
    """The head of a member's profile, for a viewer who may see the member (`get_member`), with the `tab` that is open.

    Who looks at their own sees the pictures that still wait for approval, marked.
    """
    waiting = waiting_of(member) if viewer == member else {}
    shown = tuple(waiting.get(name) or getattr(member, name) for name in SHOWN)
    opens = may_list_follows(viewer, member)
    head = _head(shown, tuple(member.links), standing(viewer, member), opens, bool(waiting), tab, get_language())
    return with_token(head, request)


def follow_button(standing: Standing, member: Profile, request: HttpRequest) -> bytes:
    """The form that follows or undoes it, as it now is."""
    return with_token(_button(member.handle, member.name, member.is_private, standing, get_language()), request)


def with_token(kept: Stencil, request: HttpRequest, slots: Mapping[str, Html] | None = None) -> bytes:
    """HTML that was kept, as this request gets it: its slots filled, with its token among them if there is a form."""
    has_form = len(kept.pieces) > 1
    return kept.fill(0, {**(slots or {}), "token": form_token(request)} if has_form else {})


@functools.lru_cache(maxsize=1000)
def _head(
    shown: tuple[Any, ...],
    links: tuple[str, ...],
    standing: Standing,
    opens: bool,
    waits: bool,
    tab: str,
    language: str,
) -> Stencil:
    member = Profile(**dict(zip(SHOWN, shown, strict=True)), links=list(links))
    return _drawn("graph/_header.html", profile=member, standing=standing, opens=opens, waits=waits, tab=tab)


@functools.lru_cache(maxsize=5000)
def _button(handle: str, name: str, is_private: bool, standing: Standing, language: str) -> Stencil:
    member = Profile(handle=handle, display_name=name, is_private=is_private)
    return _drawn("graph/_follow.html", profile=member, standing=standing)


def _drawn(template: str, **context: Any) -> Stencil:
    return Stencil(render_to_string(template, {**context, "csrf_token": TOKEN}))
