"""What a text says beyond its words: links, mentions and hashtags, in every script; and the text as safe HTML.

A text is cut into parts once; recognising and showing both read the same parts, so they cannot disagree. Texts have
been through `kernel.text.clean`, so they are short.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import Enum
from urllib.parse import SplitResult, quote, urlsplit

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext
from linkify_it import LinkifyIt

from kith.kernel.text import fold

MENTIONS = 50
TAGS = 30
TAG_LENGTH = 100
SHOWN_LINK = 70

HANDLE = re.compile(r"@([A-Za-z0-9_](?:[A-Za-z0-9_.]{1,28})[A-Za-z0-9_])(?![\w@])")
SIGN = re.compile(r"(?<![\w/&@#＃])[@#＃]")
JOINERS = "_\u200c\u200d"


class Kind(Enum):
    """What a part of a text is."""

    WORDS = "words"
    LINK = "link"
    MENTION = "mention"
    TAG = "tag"


@dataclass(frozen=True)
class Part:
    """A stretch of a text. `value` is a link's address, a mention's handle in lower case, or a tag without its sign."""

    kind: Kind
    text: str
    value: str = ""


def _finder() -> LinkifyIt:
    finder = LinkifyIt(options={"fuzzy_email": False})
    return finder.add("ftp:", None).add("mailto:", None).add("//", None)


FINDER = _finder()


def parts(text: str) -> Iterator[Part]:
    """The text cut into words, links, mentions and hashtags; joined again, it is the same text."""
    end = 0
    for found in FINDER.match(text) or []:
        address = safe_address(found.url)
        if address:
            yield from _signs(text[end : found.index])
            yield Part(Kind.LINK, found.raw, address)
            end = found.last_index
    yield from _signs(text[end:])


def _signs(text: str) -> Iterator[Part]:
    end = 0
    for sign in SIGN.finditer(text):
        start = sign.start()
        if start < end:
            continue
        part = _mention_at(text, start) if text[start] == "@" else _tag_at(text, start)
        if part:
            yield from _words(text[end:start])
            yield part
            end = start + len(part.text)
    yield from _words(text[end:])


def _words(text: str) -> Iterator[Part]:
    if text:
        yield Part(Kind.WORDS, text)


def _mention_at(text: str, start: int) -> Part | None:
    found = HANDLE.match(text, start)
    return Part(Kind.MENTION, found[0], found[1].lower()) if found else None


def _tag_at(text: str, start: int) -> Part | None:
    end = start + 1
    while end < len(text) and _in_tag(text[end]):
        end += 1
    name = text[start + 1 : end].rstrip("\u200c\u200d")
    if not any(map(str.isalpha, name)) or _is_mark(name[0]) or len(fold(name)) > TAG_LENGTH or len(name) > TAG_LENGTH:
        return None  # digits alone are a number: "#1"
    return Part(Kind.TAG, text[start : start + 1 + len(name)], name)


def tag_name(text: str) -> str | None:
    """The folded name of a hashtag, given with or without its sign; None for what can't be one."""
    bare = text.strip().removeprefix("#")
    found = _tag_at(f"#{bare}", 0) if bare else None
    return fold(bare) if found and found.value == bare else None


def _in_tag(letter: str) -> bool:
    # \w leaves out the vowel signs of Javanese, Thai and the scripts of India, without which a word falls apart.
    return letter.isalnum() or letter in JOINERS or _is_mark(letter)


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter)[0] == "M"


@dataclass(frozen=True)
class Named:
    """Whom and what a text names: handles in lower case; folded tags with how each was first written; one link.

    `link` is the address of the first one, or nothing.
    """

    handles: frozenset[str]
    tags: dict[str, str]
    link: str = ""


def named(text: str) -> Named:
    """The members and hashtags that a text names. Raises ValidationError, for the member, on too many."""
    handles: set[str] = set()
    tags: dict[str, str] = {}
    link = ""
    for part in parts(text):
        if part.kind is Kind.MENTION:
            handles.add(part.value)
        elif part.kind is Kind.TAG:
            tags.setdefault(fold(part.value), part.value)
        elif part.kind is Kind.LINK:
            link = link or part.value
    _refuse_crowds(len(handles), len(tags))
    return Named(frozenset(handles), tags, link)


def _refuse_crowds(mentions: int, tags: int) -> None:
    if mentions > MENTIONS:
        message = ngettext(
            "A post can mention at most %(most)d member.", "A post can mention at most %(most)d members.", MENTIONS
        )
        raise ValidationError(message % {"most": MENTIONS}, code="mentions")
    if tags > TAGS:
        message = ngettext(
            "A post can have at most %(most)d hashtag.", "A post can have at most %(most)d hashtags.", TAGS
        )
        raise ValidationError(message % {"most": TAGS}, code="tags")


def render(text: str, handles: Collection[str] = ()) -> SafeString:
    """The text as HTML, safe to put on a page. Mentions are links for `handles` (in lower case), the members there are.

    Each paragraph finds its own direction.
    """
    shown = "".join(_shown(part, handles) for part in parts(text))
    paragraphs = re.split(r"\n\s*\n", shown)
    return mark_safe("".join(f'<p dir="auto">{p.replace("\n", "<br>")}</p>' for p in paragraphs if p.strip()))


def _shown(part: Part, handles: Collection[str]) -> str:
    words = escape(part.text)
    if part.kind is Kind.LINK:
        shown = escape(shown_address(part.text, part.value))
        # Direction given: words that turn direction before the link must not turn its host name.
        return f'<a href="{escape(part.value)}" rel="nofollow noopener ugc" dir="ltr">{shown}</a>'
    if part.kind is Kind.MENTION and part.value in handles:
        return f'<a class="mention" href="{escape(reverse("feed:profile", args=[part.value]))}">{words}</a>'
    if part.kind is Kind.TAG:
        return f'<a class="tag" href="{escape(reverse("feed:tag", args=[fold(part.value)]))}">{words}</a>'
    return words


def safe_address(url: str) -> str:
    """The address as ASCII, if it is one for the web that says plainly where it leads; else nothing."""
    try:
        address: SplitResult = urlsplit(url)
        host = (address.hostname or "").rstrip(".").encode("idna").decode()
        port = f":{address.port}" if address.port else ""
    except ValueError:
        return ""
    # A name before the host ("https://bank.example@evil.example") is only there to mislead.
    if address.scheme.lower() not in {"http", "https"} or not host or "@" in address.netloc:
        return ""
    return iri_to_uri(address._replace(scheme=address.scheme.lower(), netloc=host + port).geturl())


def shown_address(typed: str, address: str) -> str:
    """The address as a reader sees it: the host in its own letters only where these cannot pass for others."""
    host = urlsplit(address).hostname or ""
    typed_host = urlsplit(typed if "//" in typed else f"//{typed}").hostname or ""
    plain = typed_host if typed_host.isascii() or _one_script(typed_host) else host
    prefix, _, rest = typed.partition("//") if "//" in typed else ("", "", typed)
    tail = rest[len(re.split(r"[/?#]", rest, maxsplit=1)[0]) :]
    port = urlsplit(address).port
    shown = f"{prefix}{'//' if prefix else ''}{plain}{f':{port}' if port else ''}"
    tail = quote(tail, safe="/?#[]@!$&'()*+,;=:%~-._" + "".join(c for c in tail if c.isalnum()))
    return shown + (tail if len(shown + tail) <= SHOWN_LINK else tail[: max(SHOWN_LINK - len(shown), 0)] + "…")


def _one_script(host: str) -> bool:
    """Whether all letters of a host are of one script; of Latin only those of European languages count."""
    letters = [letter for letter in host if letter.isalpha()]
    scripts = {unicodedata.name(letter, "?").split()[0] for letter in letters}
    if scripts == {"LATIN"}:
        return max(letters) < "\u0180"
    return len(scripts) == 1 or scripts <= {"CJK", "HIRAGANA", "KATAKANA"}
