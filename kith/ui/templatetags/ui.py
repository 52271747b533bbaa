"""Template tags of the look: icons, generated initials, long lists of options."""

import functools
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import template
from django.forms.utils import flatatt
from django.templatetags.static import static
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe

from kith.ui import frame
from kith.ui.moment import time_html

register = template.Library()

HUES = 12
# These point along the line of reading, so they turn around with it (`.icon-flip` in icon.css).
POINTING = frozenset(
    {"arrow-left", "arrow-right", "chevron-left", "chevron-right", "log-out", "reply", "send", "undo-2"}
)


@register.simple_tag
@functools.lru_cache(maxsize=1000)
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite. Without a label it is decoration and screen readers skip it."""
    flip = " icon-flip" if name in POINTING else ""
    address = f"{static('ui/icons.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="icon{}" role="img" aria-label="{}" viewBox="0 0 24 24"><use href="{}"></use></svg>',
            flip,
            label,
            address,
        )
    return format_html(
        '<svg class="icon{}" aria-hidden="true" viewBox="0 0 24 24"><use href="{}"></use></svg>', flip, address
    )


@register.simple_tag
def avatar(member: Any, size: str = "") -> SafeString:
    """The face of a member, as decoration beside their name. Sizes: "s", "" (of a card), "l", "xl"."""
    return frame.avatar(member.pk, member.name, member.avatar_key, size)


@register.simple_tag
def moment(when: datetime) -> SafeString:
    """A moment: absolute in the HTML, made relative by `js/times.js`."""
    return time_html(when)


@register.filter
def initials(name: str) -> str:
    """One or two letters that stand for a name; one where the script has no capitals, since its letters join."""
    letters = [next((sign for sign in word if sign.isalnum()), "") for word in str(name).split()]
    letters = [letter for letter in letters if letter]
    if not letters:
        return "?"
    first, last = letters[0], letters[-1]
    if len(letters) == 1 or first.upper() == first.lower():
        return first.upper()
    return f"{first}{last}".upper()


@register.filter
def hue(number: int) -> int:
    """Which of the twelve avatar colours belongs to an id; the same one always."""
    # The lowest bits of ids made in the same moment differ least, so all of them are mixed in.
    return (int(number) * 2_654_435_761 >> 16) % HUES


@register.filter
def options(groups: Iterable[tuple[str | None, list[dict[str, Any]], int]]) -> SafeString:
    """The options of a select, as Django's widget gives them.

    Django draws three templates for each, which takes 0.1 s and more for all countries or time zones.
    """
    return mark_safe("".join(_option_group(name, some) for name, some, _place in groups))


def _option_group(name: str | None, some: Iterable[dict[str, Any]]) -> str:
    html = "".join(map(_option, some))
    return f'<optgroup label="{conditional_escape(name)}">{html}</optgroup>' if name else html


def _option(one: dict[str, Any]) -> str:
    attributes = flatatt(one["attrs"]) if one["attrs"] else ""
    return f'<option value="{escape(one["value"])}"{attributes}>{conditional_escape(one["label"])}</option>'


@register.filter
def playtime(milliseconds: int) -> str:
    """How long something plays, as 3:07 or 1:02:09."""
    minutes, seconds = divmod(round(milliseconds / 1000), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
