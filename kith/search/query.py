"""What a member typed into the search box: words, "words in quotes", #hashtags and from:handle. Nothing else means
anything: every other sign only stands between words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kith.kernel.text import clean, fold
from kith.posts.words import named
from kith.search.terms import AUTHOR, TAG, THREE, Run, of_run, runs, threes

LENGTH = 200
MOST = 16  # words that count; a query of more is not narrowed by them
QUOTES = '"“”„«»'
PART = re.compile(rf"[{QUOTES}]([^{QUOTES}]+)[{QUOTES}]|(\S+)")
FROM = re.compile(r"from:@?([a-z0-9_.]{1,30})")
ARTICLE = "ال"


@dataclass(frozen=True)
class Phrase:
    """Terms that stand one after the other; of the last one, the beginning is enough if it is `open`."""

    terms: tuple[str, ...]
    open: bool = False


# One of these phrases is in what is looked for. A query is a list of wants, all of which must be met.
type Want = tuple[Phrase, ...]


@dataclass(frozen=True)
class Query:
    """`text` as it was typed; `words` and `quoted` to be found, folded; `tags` folded; `author` a handle."""

    text: str = ""
    words: tuple[tuple[Run, str], ...] = ()
    quoted: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    author: str = ""

    @property
    def is_empty(self) -> bool:
        """Nothing to look for: no words at all, or only signs."""
        return not (self.words or self.quoted or self.tags or self.author)

    def for_posts(self, author: int | None) -> list[Want]:
        """What a post must have; `author` is the id of the member whose handle is `self.author`."""
        wants = [*map(_exact, self.quoted), *map(_beginning, self.words)]
        wants += [(Phrase((TAG + tag,)),) for tag in self.tags]
        return wants if author is None else [*wants, (Phrase((f"{AUTHOR}{author}",)),)]

    def for_names(self) -> list[Want]:
        """What the name of a member or of a hashtag must have."""
        words = [run for text in (*self.tags, *self.quoted) for run in runs(text)]
        return [_within(run) for run in (*self.words, *words)]


def read(text: str) -> Query:
    """Read what was typed. Raises ValidationError, with words for the member, on what is too long or no text."""
    text = clean(text, LENGTH)
    words: dict[tuple[Run, str], None] = {}
    quoted: dict[str, None] = {}
    tags: dict[str, None] = {}
    author = ""
    for inside, part in _parts(text):
        if inside:
            quoted |= {inside: None} if any(runs(inside)) else {}
        elif by := FROM.fullmatch(part):
            author = by[1]
        elif found := named(part).tags:
            tags |= dict.fromkeys(found)
        else:
            words |= dict.fromkeys(runs(part))
    return Query(text, tuple(words)[:MOST], tuple(quoted)[:MOST], tuple(tags)[:MOST], author)


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """What stands in quotes, or by itself without spaces."""
    for found in PART.finditer(fold(text)):
        yield found[1] or "", found[2] or ""


def _exact(text: str) -> Want:
    """The words just so, one after the other."""
    found = list(runs(text))
    terms = [term for kind, letters in found for term in of_run(kind, letters)]
    # The last letter of an unspaced run is a term only where a text ends: it may go on.
    kind, letters = found[-1]
    return (Phrase(tuple(terms[:-1] if kind is Run.UNSPACED and len(letters) > 1 else terms)),)


def _beginning(run: tuple[Run, str]) -> Want:
    """A word that begins so, with or without the Arabic article; any stretch of a text without spaces."""
    kind, letters = run
    if kind is not Run.WORD:
        return _stretch(kind, letters)
    is_open = len(letters) > 1  # nearly everything has a word that begins with a given letter
    word = of_run(kind, letters)[0]
    wanted = [word] if word.startswith(ARTICLE) or not "\u0621" <= word[0] <= "\u064a" else [word, ARTICLE + word]
    return tuple(Phrase((each,), is_open) for each in wanted)


def _stretch(kind: Run, letters: str) -> Want:
    terms = of_run(kind, letters)
    if kind is Run.UNSPACED:
        return (Phrase(tuple(terms[:-1]) or tuple(terms), open=len(terms) == 1),)
    return (Phrase(tuple(terms)),)


def _within(run: tuple[Run, str]) -> Want:
    """A word of a name that begins so, or has three letters or more of it anywhere."""
    kind, letters = run
    if kind is not Run.WORD:
        return _stretch(kind, letters)
    word = of_run(kind, letters)[0]
    beginning = Phrase((word,), open=True)
    parts = tuple(THREE + part for part in threes(word))
    return (beginning, Phrase(parts)) if parts else (beginning,)
