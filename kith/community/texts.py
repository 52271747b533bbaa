"""The community's pages in words: its own, or the starting text that Kith brings; and how plain text is laid out.

A text is written plainly: a blank line ends a paragraph, "# " begins a heading, and "- " an entry of a list.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from kith.community.current import current
from kith.community.models import PageText

TITLES = {"about": _("About"), "terms": _("Terms"), "privacy": _("Privacy")}
PAGES = tuple(TITLES)


@dataclass(frozen=True)
class Text:
    """What a page says, and the language it says it in."""

    language: str
    text: str


@dataclass(frozen=True)
class Block:
    """A part of a laid-out text: a "heading", a "paragraph", or a "list" with an entry a line."""

    kind: str
    lines: list[str]


def text_for(page: str, language: str) -> Text:
    """The community's own words in this language, else in another that it wrote, else the starting text."""
    own = dict(PageText.objects.filter(page=page).values_list("language", "text"))
    if own:
        found = first_language(own, language)
        return Text(found, own[found])
    return Text(language, starting_text(page, language))


def own_or_starting_text(page: str, language: str) -> str:
    """What there is to change in one language."""
    own = PageText.objects.filter(page=page, language=language).values_list("text", flat=True).first()
    return own or starting_text(page, language)


def starting_text(page: str, language: str) -> str:
    """What a page says before the community has written its own."""
    with translation.override(language):
        return render_to_string(f"community/starting/{page}.txt", {"community": current()}).strip()


def first_language(available: Iterable[str], wanted: str) -> str:
    """The best of the languages that something is available in: the reader's, the community's, else any."""
    community = current()
    codes = list(available)
    wishes = [wanted, community.language if community else "", *codes]
    return next(code for code in wishes if code in codes)


def blocks(text: str) -> Iterator[Block]:
    """A text cut into what it is laid out as."""
    for kind, lines in groupby(text.splitlines(), key=_kind):
        if kind == "heading":
            yield from (Block(kind, [line[2:].strip()]) for line in lines)
        elif kind == "list":
            yield Block(kind, [line[2:].strip() for line in lines])
        elif kind:
            yield Block(kind, list(lines))


def _kind(line: str) -> str:
    if not line.strip():
        return ""
    return {"# ": "heading", "- ": "list"}.get(line[:2], "paragraph")
