"""Who lives in the community: names, languages, habits. Nobody is written to a database here."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from kith.demo.graph import Following
from kith.demo.voice import Voice
from kith.people.handles import RESERVED
from kith.people.models import Role

LANGUAGE_OF_A_FRIEND = 0.75
PRIVATE = 0.04
AVATARS, COVERS = 120, 30  # at most: each is files on the disk
SEEN_LATELY = 0.72
CLOSE_KNIT = 5_000  # in a larger community, fewer come by within a month
DAY = 86_400.0
OLDEST, YEARS = date(1948, 1, 1), 58  # the youngest are of age
LATIN = str.maketrans({"ı": "i", "ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae"})


@dataclass(slots=True)
class Person:
    """A member to be. Ages are seconds before the community's "now"."""

    handle: str
    name: str
    voice: Voice
    bio: str
    country: str
    birthday: date | None
    is_private: bool
    role: int
    joined: float
    seen: float
    avatar: str = ""
    cover: str = ""


def make_people(following: Following, voices: list[Voice], photos: list[str], rng: Random) -> list[Person]:
    """A person for each member of the graph. Who follows most owns the community; the next two moderate it."""
    spoken = _languages(following, voices, rng)
    taken = set(RESERVED)
    lately = SEEN_LATELY * min(1, (CLOSE_KNIT / max(len(spoken), 1)) ** 0.3)
    people = [_person(voice, taken, lately, rng) for voice in spoken]
    for one in rng.sample(people, min(AVATARS, len(people) // 4)):
        one.avatar = rng.choice(photos)
    for one in rng.sample(people, min(COVERS, len(people) // 10)):
        one.cover = rng.choice(photos)
    most_follows = sorted(range(len(people)), key=lambda one: -len(following[one]))
    for number, role in zip(most_follows, [Role.OWNER, Role.MODERATOR, Role.MODERATOR, Role.MEMBER], strict=False):
        people[number].role, people[number].seen, people[number].is_private = role, 0.0, False
    return people


def _languages(following: Following, voices: list[Voice], rng: Random) -> list[Voice]:
    """A language for each; mostly that of somebody whom they follow, so that it runs in circles of friends."""
    weights = [voice.weight for voice in voices]
    spoken: list[Voice | None] = [None] * len(following)
    for one, followed in enumerate(following):
        friend = spoken[rng.choice(followed)] if followed and rng.random() < LANGUAGE_OF_A_FRIEND else None
        spoken[one] = friend or rng.choices(voices, weights)[0]
    return [voice for voice in spoken if voice]


def _person(voice: Voice, taken: set[str], chance: float, rng: Random) -> Person:
    given, _, latin = rng.choice(voice.given).partition("|")
    family, _, family_latin = rng.choice(voice.family).partition("|")
    lately = rng.random() < chance
    return Person(
        handle=_handle(latin or given, family_latin or family, taken, rng),
        name=f"{given} {family}".strip() if rng.random() < 0.9 else given,
        voice=voice,
        bio=voice.say(rng, voice.bios) if rng.random() < 0.7 else "",
        country=rng.choice(voice.countries) if rng.random() < 0.5 else "",
        birthday=OLDEST + timedelta(days=rng.randrange(YEARS * 365)) if rng.random() < 0.6 else None,
        is_private=rng.random() < PRIVATE,
        role=Role.MEMBER,
        joined=rng.uniform(92, 500) * DAY,
        seen=rng.random() ** 2 * 29 * DAY if lately else rng.uniform(31, 90) * DAY,
    )


def _handle(given: str, family: str, taken: set[str], rng: Random) -> str:
    """A handle such as people choose, which nobody has yet."""
    first, last = _letters(given), _letters(family)
    join = rng.choice(["", ".", "_"])
    handle = rng.choice([first, f"{first}{join}{last}", f"{first}{join}{last[:1]}", f"{last}{join}{first}"])
    handle = handle[:24].strip("._")
    wanted = handle if len(handle) >= 3 else f"{handle}{rng.randint(10, 99)}"
    found = wanted
    while found in taken:
        found = f"{wanted}{rng.randint(1, 9999)}"
    taken.add(found)
    return found


def _letters(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.lower().translate(LATIN))
    return re.sub(r"[^a-z]", "", plain)
