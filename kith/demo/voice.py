"""How a language sounds: the names, the sentences and the words of one file in `voices`."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from random import Random

FOLDER = Path(__file__).with_name("voices")
SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Caption:
    """What someone says of one of the photographs, and the words for who can't see it."""

    alt: str
    text: str


@dataclass(frozen=True)
class Voice:
    """One language. Sentences have slots in braces, filled from the words of that name.

    `given` names may have a second form after a bar, in Latin letters, from which the handle is made. A `poll` is its
    question and then its choices.
    """

    code: str
    weight: int
    countries: list[str]
    given: list[str]
    family: list[str]
    bios: list[str]
    posts: list[str]
    comments: list[str]
    replies: list[str]
    shares: list[str]
    greetings: list[str]
    words: dict[str, list[str]]
    photos: dict[str, Caption]
    poll: list[str]
    album: str
    film: str
    song: str

    def say(self, rng: Random, sentences: list[str]) -> str:
        """One of the sentences, its slots filled."""
        return SLOT.sub(lambda slot: rng.choice(self.words[slot[1]]), rng.choice(sentences))


def read_voice(path: Path) -> Voice:
    """Read a file of `voices`, its text composed as everything that members type is."""
    given = tomllib.loads(unicodedata.normalize("NFC", path.read_text("utf-8")))
    photos = {name: Caption(**caption) for name, caption in given.pop("photos").items()}
    return Voice(code=path.stem, photos=photos, **given)


def voices() -> list[Voice]:
    """All languages, in the order of their codes."""
    return [read_voice(path) for path in sorted(FOLDER.glob("*.toml"))]
