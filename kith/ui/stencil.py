"""HTML rendered once by a template and used for many: what differs from viewer to viewer is filled in by joining.

A template marks such places by the tags of `ui/templatetags/stencil.py`: `{% slot name %}` is replaced by a string,
and `{% only flag %}…{% otherwise %}…{% endonly %}` stays for viewers with or without a flag. A `Stencil` cuts the
rendered HTML at these marks and keeps it ready for each set of flags that was asked for.

Filled HTML is bytes. As text, one emoji on a page makes Python keep all of it at four bytes a letter, and copying
that at each level cost more than everything else a warm page does.
"""

import functools
import re
import secrets
from collections.abc import Hashable, Mapping

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

# Unguessable, so that no text of a member can pass for a mark; plain, so that it passes through an address as it is.
_MARK = f"k{secrets.token_hex(8)}_"
_CUT = re.compile(f"{_MARK}([a-z0-9_]+?)_{_MARK}")
OTHERWISE, END = "otherwise", "end"

Html = str | bytes | list[bytes]
Ready = tuple[list[bytes], list[tuple[int, str]]]


def mark(name: str) -> SafeString:
    """What stands in the HTML for a slot or a condition of this name."""
    return mark_safe(f"{_MARK}{name}_{_MARK}")


def cut(html: str) -> list[str]:
    """HTML and names of marks in turn, beginning and ending with HTML."""
    return _CUT.split(html)


def chunks(html: Html) -> list[bytes]:
    """Safe HTML as a list of bytes, to be joined once, at the end."""
    if isinstance(html, list):
        return html
    return [html if isinstance(html, bytes) else html.encode()]


def encoded(html: Html) -> bytes:
    """Safe HTML as bytes."""
    return html if isinstance(html, bytes) else b"".join(chunks(html))


class Stencil:
    """One piece of HTML with slots, for viewers with any of some flags: `flags` has their numbers by name."""

    def __init__(self, html: str, flags: type = object) -> None:
        self.pieces = cut(html)
        self.flags = flags
        self.ready: dict[int, Ready] = {}

    def fill(self, flags: int, values: Mapping[str, Html]) -> bytes:
        """The HTML for a viewer with these flags; `values` are safe HTML by slot."""
        parts, places = self.ready.get(flags) or self._prepare(flags)
        filled = parts.copy()
        for place, name in places:
            filled[place] = encoded(values[name])
        return b"".join(filled)

    def around(self, flags: int, values: Mapping[str, Html]) -> list[bytes]:
        """The same, not joined yet: for what stands around much HTML, which would be copied again at each level."""
        parts, places = self.ready.get(flags) or self._prepare(flags)
        whole: list[bytes] = []
        at = 0
        for place, name in places:
            whole += parts[at:place]
            whole += chunks(values[name])
            at = place + 1
        return whole + parts[at:]

    def _prepare(self, flags: int) -> Ready:
        """The HTML that these flags leave, with its slots; neighbouring pieces of HTML are one part."""
        parts, places = [""], []
        for name in self._left_by(flags):
            if name.startswith(_MARK):
                places.append((len(parts), name.removeprefix(_MARK)))
                parts += ["", ""]
            else:
                parts[-1] += name
        ready = self.ready[flags] = [part.encode() for part in parts], places
        return ready

    def _left_by(self, flags: int) -> list[str]:
        left: list[str] = []
        conditions: list[bool] = []
        for place, piece in enumerate(self.pieces):
            if place % 2 == 0:
                left += [piece] if all(conditions) else []
            elif piece == END:
                conditions.pop()
            elif piece == OTHERWISE:
                conditions[-1] = not conditions[-1]
            elif piece.startswith("only_"):
                conditions.append(bool(flags & getattr(self.flags, piece.removeprefix("only_").upper())))
            elif all(conditions):
                left.append(_MARK + piece)
        return left


@functools.lru_cache(maxsize=1000)
def stencil(template: str, language: str, **fixed: Hashable) -> Stencil:
    """A template with slots and nothing else of a viewer, kept for each set of `fixed` values that it decides by.

    `language` is the current one; it is part of what is kept.
    """
    return Stencil(render_to_string(template, fixed))
