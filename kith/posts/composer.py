"""The composer as HTML for pages that are asked for often: drawn once for each audience, and filled in."""

import functools

from django.template.loader import render_to_string
from django.utils.translation import get_language

from kith.people.models import Profile
from kith.people.permissions import may
from kith.people.request import Request
from kith.posts.forms import PublishForm, new_key
from kith.ui.frame import avatar
from kith.ui.stencil import Stencil, mark
from kith.ui.token import form_token


class Nothing:
    """The composer has no conditions."""


def composer(request: Request) -> bytes:
    """An empty composer for who is signed in and may write; nothing for others."""
    member = request.member
    if member is None or not may(member, "write"):
        return b""
    values = {
        "csrf_token": form_token(request),
        "key": new_key(member),
        "avatar": avatar(member.pk, member.name, member.avatar_key),
    }
    drawn = _drawn(get_language() or "en", member.last_audience, member.is_private)
    return drawn.fill(0, values)


@functools.lru_cache(maxsize=200)
def _drawn(language: str, audience: int, private: bool) -> Stencil:
    """The template in the current language, which is `language`."""
    form = PublishForm(member=Profile(last_audience=audience, is_private=private))
    form.submit_key = mark("key")
    context = {"form": form, "avatar": mark("avatar"), "csrf_token": mark("csrf_token")}
    return Stencil(render_to_string("posts/_composer.html", context), Nothing)
