"""The terms of a text: what the index keeps of it, and what a query looks for. The same on every database.

A text is folded (`kernel.text`) and cut here, not by a database, so that the tokenizers of SQLite and PostgreSQL,
which know other scripts and other years of Unicode, have nothing to decide: a term is any letters without a space.
A word is a term. Of scripts that put no spaces between words, every two neighbouring letters are a term, and the last
letter is one; so any stretch of such a text is found as a row of terms. Each emoji is a term.

Terms that begin with a character of the private use area are our own; no text of a member has such terms.
"""

import functools
import unicodedata
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import groupby

from kith.kernel.text import fold

LONGEST = 64  # letters of a word that count: no real one is longer, and PostgreSQL takes none above 2 KB
THREE, TAG, AUTHOR = "\ue000", "\ue001", "\ue002"  # begin: three letters within a word, a hashtag, an author's id

# Thai, Lao, Myanmar, Khmer, Balinese, Japanese syllables, Chinese characters, Javanese, and the rest of the latter two.
UNSPACED = (
    range(0x0E00, 0x0F00),
    range(0x1000, 0x10A0),
    range(0x1780, 0x1800),
    range(0x1B00, 0x1B80),
    range(0x3040, 0x3100),
    range(0x3400, 0xA000),
    range(0xA980, 0xA9E0),
    range(0xF900, 0xFB00),
    range(0x20000, 0x40000),
)


class Run(Enum):
    """What neighbouring letters of a text are together; what is none of these stands between them."""

    WORD = "word"
    UNSPACED = "unspaced"
    SIGNS = "signs"


def runs(text: str) -> Iterator[tuple[Run, str]]:
    """The words and other runs of a text, folded, in their order."""
    for kind, letters in groupby(fold(text), _kind):
        if kind is not None:
            yield kind, "".join(letters)


@functools.lru_cache(maxsize=20_000)
def _kind(letter: str) -> Run | None:
    category = unicodedata.category(letter)
    if category[0] in "LNM":
        return Run.UNSPACED if any(ord(letter) in script for script in UNSPACED) else Run.WORD
    return Run.SIGNS if category == "So" else None


def terms(text: str) -> list[str]:
    """The terms of a text, in their order."""
    return [term for kind, letters in runs(text) for term in of_run(kind, letters)]


def of_run(kind: Run, letters: str) -> list[str]:
    """The terms of one run."""
    if kind is Run.WORD:
        return [letters[:LONGEST]]
    if kind is Run.SIGNS:
        return list(letters)
    return [letters[place : place + 2] for place in range(len(letters))]


def of_post(text: str, tags: Sequence[str], author: int) -> list[str]:
    """What a post is found by: its words, its hashtags (folded), and who wrote it."""
    return [*terms(text), *(TAG + tag for tag in tags), f"{AUTHOR}{author}"]


def of_name(*names: str) -> list[str]:
    """What a member or a hashtag is found by: the words of the names, and parts of these words.

    A name with its words written together, as in handles and hashtags, is found by that too.
    """
    found: list[str] = []
    for name in names:
        words = terms(name)
        found += words
        if len(words) > 1 and all(kind is Run.WORD for kind, _ in runs(name)):
            found.append("".join(words)[:LONGEST])
    # The empty part stands between two words, so that parts of both are no neighbours.
    return [*found, *(THREE + part for word in found for part in ["", *threes(word)])]


def threes(word: str) -> list[str]:
    """Every three neighbouring letters of a word; none of a shorter one."""
    return [word[place : place + 3] for place in range(len(word) - 2)]
