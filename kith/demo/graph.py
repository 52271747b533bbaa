"""Who follows whom: read from a file of edges, or generated with clusters and a few whom many follow."""

from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from random import Random

type Following = list[list[int]]


class NotAGraph(ValueError):
    """The file is not a list of edges; the message names the line."""


def read_graph(path: Path) -> Following:
    """Whom each follows, from a file with two names a line; a line is a friendship, so two follows.

    The names may be anything without blanks; members are numbered in the order in which the file names them.
    """
    numbers: dict[str, int] = {}
    found: list[set[int]] = []
    with path.open(encoding="utf-8", errors="replace") as file:
        for place, line in enumerate(file, 1):
            names = line.split()
            if not names or line.startswith("#"):
                continue
            if len(names) < 2:
                raise NotAGraph(f"{path}, line {place}: expected two names, such as “17 42”.")
            one, other = (numbers.setdefault(name, len(numbers)) for name in names[:2])
            found.extend(set() for _ in range(len(numbers) - len(found)))
            if one != other:
                found[one].add(other)
                found[other].add(one)
    return [sorted(followed) for followed in found]


def generate_graph(size: int, rng: Random) -> Following:
    """A graph of any size: people live in clusters, most follow a dozen or two, and a few are followed by very many."""
    found: list[set[int]] = [set() for _ in range(size)]
    known: list[int] = []  # whom somebody follows, as often as somebody does: the well-known become better known
    for start, end in _clusters(size, rng):
        for follower in range(start, end):
            for _ in range(min(int(rng.lognormvariate(2.2, 0.8)) + 2, size - 1)):
                near = rng.random() < 0.6 or not known
                followed = _near(start, end, rng) if near else rng.choice(known)
                if followed == follower:
                    continue
                found[follower].add(followed)
                known.append(followed)
                if rng.random() < (0.5 if near else 0.1):
                    found[followed].add(follower)
    return [sorted(followed) for followed in found]


def _clusters(size: int, rng: Random) -> Iterator[tuple[int, int]]:
    start = 0
    while start < size:
        end = min(size, start + rng.randint(15, 150))
        yield start, end
        start = end


def _near(start: int, end: int, rng: Random) -> int:
    # The first of a cluster are the ones that everybody there knows.
    return start + int((end - start) * rng.random() ** 2.2)


def followers_of(following: Following) -> Following:
    """Who follows each."""
    found: Following = [[] for _ in following]
    for follower, followed in enumerate(following):
        for one in followed:
            found[one].append(follower)
    return found


class Crowd:
    """Picks members, some far more often than others: those at the beginning of `order`.

    The larger the crowd, the longer its beginning, so that nobody posts a hundred times a day.
    """

    def __init__(self, order: list[int], rng: Random, skew: float = 0.85) -> None:
        self.order, self.rng = order, rng
        first = 3 + len(order) // 400
        self.sums = list(accumulate(place**-skew for place in range(first, first + len(order))))

    def pick(self) -> int:
        """One member."""
        return self.order[bisect(self.sums, self.rng.random() * self.sums[-1])]
