"""The frame of every page (head, navigation, footer): one template, `ui/base.html`, used in two ways.

Most pages extend it and are rendered as usual. Pages that are asked for often call `page`: the template is rendered
once for each kind of frame, with a mark in every place that changes from request to request; a request then only
joins strings. Both give the same HTML, because both take what changes from `Frame`:

* the kind: the language, `frame.signed_in`, `frame.role`, `frame.theme`, `section` (the link of the navigation that
  is the current one) and `community`. `ui/base.html` may decide by these.
* slots: `frame.handle`, `frame.name`, `frame.avatar`, `frame.unread`, `frame.messages`, `csrf_token`, and every name
  that the wiring puts into `registry().frame`. `ui/base.html` may only place these, whole: deciding by one of them
  would freeze the first visitor's answer for everyone, so a slot that is sometimes empty is HTML or nothing.
"""

import functools
import html
from collections.abc import Hashable
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from kith.kernel.registry import registry
from kith.ui.stencil import Html, chunks, cut, mark
from kith.ui.token import form_token

BLOCKS = ("title", "head", "content", "aside")
OWN_SLOTS = ("handle", "name", "avatar", "unread", "messages", "csrf_token")
FROZEN = ("request", "user", "member", "messages", "perms")
THEMES = ("light", "dark")
AUTO = "auto"  # as the device has it
KINDS_KEPT = 1000

_parts: dict[Hashable, list[bytes | str]] = {}


class Frame:
    """What the frame shows of this request; in templates it is `frame`."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.member: Any = getattr(request, "member", None)

    @property
    def signed_in(self) -> bool:
        return self.member is not None

    @property
    def role(self) -> int:
        return self.member.role if self.member else 0

    @property
    def theme(self) -> str:
        """Light or dark, if it was chosen: by the member, else on this device, else by the community."""
        kept = self.member.account.theme if self.member else ""
        theme = kept or self.request.COOKIES.get("theme") or getattr(self.community, "theme", "")
        return theme if theme in THEMES else ""

    @property
    def community(self) -> Any:
        return registry().look(self.request)

    def kind(self, section: str) -> Hashable:
        """All that `ui/base.html` may decide by."""
        look = getattr(self.community, "stamp", None)
        return get_language(), self.signed_in, self.role, self.theme, section, look

    @property
    def handle(self) -> str:
        return self.member.handle if self.member else ""

    @property
    def name(self) -> str:
        return self.member.name if self.member else ""

    @property
    def avatar(self) -> str:
        return avatar(self.member.pk, self.member.name, self.member.avatar_key) if self.member else ""

    @property
    def unread(self) -> str:
        """The badge with the number of unread notifications, or nothing."""
        count = registry().frame["unread"](self.request) if self.member and "unread" in registry().frame else 0
        return badge(int(count), get_language() or "") if count else ""

    @property
    def messages(self) -> str:
        waiting = get_messages(self.request)
        # Only counted if there is none: whoever reads the messages has the storage sent back, empty, as a cookie.
        return render_to_string("ui/frame/toasts.html", {"messages": list(waiting)}) if len(waiting) else ""

    @functools.cached_property
    def csrf_token(self) -> str:
        return form_token(self.request)

    def __getattr__(self, name: str) -> str:
        """A slot of a higher domain; a function that the wiring names fills it."""
        if name in registry().frame:
            return registry().frame[name](self.request)
        raise AttributeError(name)


def page(
    request: HttpRequest,
    *,
    title: str,
    content: Html,
    section: str = "",
    aside: Html = "",
    head: Html = "",
    status: int = 200,
) -> HttpResponse:
    """A whole page. `title` is text; `content`, `aside` and `head` are HTML already."""
    frame = Frame(request)
    blocks: dict[str, Html] = {"title": html.escape(title), "head": head, "content": content, "aside": aside}
    kind = frame.kind(section)
    parts = _parts.get(kind) or _render_parts(frame, kind, section)
    slots = {name: chunks(block) for name, block in blocks.items()}
    whole: list[bytes] = []
    for part in parts:
        if isinstance(part, bytes):
            whole.append(part)
        else:
            if part not in slots:
                slots[part] = _fill(part, frame)
            whole += slots[part]
    return HttpResponse(b"".join(whole), status=status)


def _fill(slot: str, frame: Frame) -> list[bytes]:
    value = getattr(frame, slot)
    return chunks(value if isinstance(value, SafeString) else html.escape(value))


def _render_parts(frame: Frame, kind: Hashable, section: str) -> list[bytes | str]:
    """The frame of this kind, cut at its slots: HTML as bytes and slot names as text in turn."""
    slots = [*BLOCKS, *OWN_SLOTS, *registry().frame]
    marks = {slot: mark(slot) for slot in slots}
    context: dict[str, Any] = {name: _Frozen(name) for name in FROZEN} | {block: marks[block] for block in BLOCKS}
    context |= {"frame": _Stencil(frame, marks), "csrf_token": marks["csrf_token"], "section": section}
    whole = render_to_string("ui/_frame.html", context, frame.request)
    if len(_parts) >= KINDS_KEPT:
        _parts.clear()
    parts = _parts[kind] = [part if place % 2 else part.encode() for place, part in enumerate(cut(whole))]
    return parts


class _Stencil:
    """Stands for `frame` while the parts are rendered: true where the kind decides, a mark in every slot."""

    def __init__(self, frame: Frame, marks: dict[str, SafeString]) -> None:
        self.signed_in, self.role, self.theme = frame.signed_in, frame.role, frame.theme
        self.__dict__.update(marks)


class _Frozen:
    """Stands for what `ui/base.html` must not touch, since what it reads would stay for everyone."""

    def __init__(self, name: str) -> None:
        self.__dict__["name"] = name

    def _refuse(self, *args: object) -> Any:
        name = self.__dict__["name"]
        raise RuntimeError(f"ui/base.html may not use “{name}”: see kith/ui/frame.py for what it may use")

    __getattr__ = __getitem__ = __str__ = __bool__ = __iter__ = __len__ = _refuse


@functools.lru_cache(maxsize=10_000)
def avatar(pk: int, name: str, key: str, size: str = "") -> SafeString:
    """A member's picture, or their initials; kept, since one page shows many."""
    member = {"pk": pk, "name": name, "avatar_key": key}
    return render_to_string("ui/elements/avatar.html", {"member": member, "size": size})


@functools.lru_cache(maxsize=1000)
def badge(count: int, language: str) -> SafeString:
    """The number of unread notifications beside the bell. `language` is the current one, part of what is kept."""
    return render_to_string("ui/frame/unread.html", {"unread": count})
