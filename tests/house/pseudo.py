"""A language in which every translated message stands in ⟦brackets⟧, so that what is not translated stands out."""

import functools
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser

from django.conf import settings
from django.utils.translation import _trans

from kith.posts import cards
from kith.ui import frame

OPEN, CLOSE = "⟦", "⟧"
SPOKEN = {"alt", "aria-description", "aria-label", "aria-roledescription", "content", "label", "placeholder", "title"}
UNSEEN = {"code", "script", "style", "template"}
# Countries come in each language from a table of their own; the names of languages and time zones are the same in all.
LISTS = {"country", "language", "time_zone"}
# Handles, hashtags, addresses of mail and of pages, the name of the program, those of languages: the same in every one.
OWN_NAMES = "|".join(re.escape(name) for _code, name in settings.LANGUAGES)
NAMES = re.compile(rf"(?:https?://|www\.)\S+|[\w.+-]*@[\w.-]+|#\w+|\b(?:Kith|{OWN_NAMES})\b")


@contextmanager
def pseudo_language(seen: set[tuple[str | None, str]]) -> Iterator[None]:
    """Inside, every message is in brackets; the messages that were asked for are added to `seen`."""
    real = {name: getattr(_trans, name) for name in ("gettext", "pgettext", "ngettext", "npgettext")}

    def said(text: str, message: str, context: str | None = None) -> str:
        seen.add((context, message))
        return f"{OPEN}{text}{CLOSE}" if message else text

    _trans.gettext = lambda message: said(real["gettext"](message), message)
    _trans.pgettext = lambda context, message: said(real["pgettext"](context, message), message, context)
    _trans.ngettext = lambda one, many, number: said(real["ngettext"](one, many, number), one)
    _trans.npgettext = lambda context, one, many, number: said(
        real["npgettext"](context, one, many, number), one, context
    )
    forget_what_is_kept()
    try:
        yield
    finally:
        for name, function in real.items():
            setattr(_trans, name, function)
        forget_what_is_kept()


def forget_what_is_kept() -> None:
    """Pages, cards and pieces that this process has rendered and kept."""
    frame._parts.clear()
    cards.forget()
    for name, module in list(sys.modules.items()):
        if name.startswith("kith."):
            for value in list(vars(module).values()):
                if isinstance(value, functools._lru_cache_wrapper):
                    value.cache_clear()


def plain(html: str) -> list[str]:
    """The texts of a page that are in no brackets: none, if all of it is translated."""
    page = Page()
    page.feed(html)
    page.close()
    left = [text for text in (without_messages(each) for each in page.spoken) if has_letters(text)]
    shown = without_messages("\0".join(page.texts))
    return left + [text.strip() for text in shown.split("\0") if has_letters(text)]


def without_messages(text: str) -> str:
    """The text less everything in brackets, brackets inside brackets too."""
    left, depth = [], 0
    for sign in text:
        depth += sign == OPEN
        if depth == 0:
            left.append(sign)
        depth -= sign == CLOSE
    if depth:
        raise AssertionError(f"a message was cut off, or a bracket is alone: {text!r}")
    return "".join(left)


def has_letters(text: str) -> bool:
    return any(sign.isalpha() for sign in NAMES.sub("", text))


class Page(HTMLParser):
    """Collects what a page shows and says. What is marked `translate="no"` is the same in every language."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.spoken: list[str] = []
        self.hidden: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        own = tag in UNSEEN or given.get("translate") == "no" or (tag == "select" and given.get("name") in LISTS)
        if self.hidden or own:
            if tag not in VOID:
                self.hidden.append(tag)
            return
        self.spoken += [value for name, value in given.items() if is_spoken(tag, name, given)]

    def handle_endtag(self, tag: str) -> None:
        if tag in self.hidden:
            while self.hidden.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.texts.append(data)


VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def is_spoken(tag: str, name: str, given: dict[str, str]) -> bool:
    """Whether members read or hear an attribute; of data for scripts, what has several words is a text."""
    if name == "content":
        return tag == "meta" and given.get("name") == "description"
    if name == "value":
        return tag == "input" and given.get("type") in {"submit", "button", "reset"}
    return name in SPOKEN or (name.startswith("data-") and " " in given[name].strip())
