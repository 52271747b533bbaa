"""`kith bench suggestions`: are friends found again whom the graph was not told of?

One friendship in ten, chosen by a seed, is left out of a community; then everyone gets their suggestions, by the code
that runs in the task. Recall at 20 is the part of the hidden friends who are among the first twenty suggested. Beside
it stands the same for the twenty whom most follow.
"""

import tempfile
import time
from itertools import islice
from pathlib import Path
from random import Random

from django.utils import timezone
from rich.console import Console

from kith.bench.report import Row, machine, show, write
from kith.demo.album import NAMES, open_album
from kith.demo.bulk import Bulk, quickly
from kith.demo.graph import Following, read_graph
from kith.demo.people import make_people
from kith.demo.voice import voices
from kith.graph.models import Follow, Suggestion
from kith.graph.suggesting import suggest
from kith.people.models import Profile

AT = 20
PART = 0.1

type Friends = dict[int, set[int]]


def bench(graph: Path, json: Path | None, seed: int) -> None:
    """Hide friendships, fill a community without them, and see who is found."""
    following = read_graph(graph)
    hidden = hide(following, PART, seed)
    with quickly():
        friends = befriended(hidden, settle(following, seed))
    seconds = suggest_to_all()
    rows: list[Row] = [
        {"name": "suggested", "recall at 20": recall(suggested(), friends)},
        {"name": "whom most follow", "recall at 20": recall(most_followed(), friends)},
    ]
    console = Console()
    show(console, f"{len(hidden):,} hidden friendships of {len(following):,} members", rows)
    console.print(f"all suggestions made in {seconds:.1f} s")
    write(json, {"machine": machine(), "hidden": len(hidden), "rows": rows, "seconds": seconds})


def settle(following: Following, seed: int) -> list[int]:
    """Write the members and whom they follow; the members' ids, in their places in the graph."""
    people = make_people(following, voices(), NAMES, Random(seed))
    with tempfile.TemporaryDirectory(prefix="kith-bench-") as scratch:
        bulk = Bulk(people, following, open_album(scratch), timezone.now())
        bulk.write_members("")
        bulk.write_follows()
    return bulk.members


def suggest_to_all() -> float:
    """Make everyone's suggestions; how many seconds it took."""
    members = list(Profile.objects.order_by("pk").values_list("pk", flat=True))
    began = time.perf_counter()
    suggest(members)
    return time.perf_counter() - began


def hide(following: Following, part: float, seed: int) -> list[tuple[int, int]]:
    """Take a part of the friendships out of the graph, and return them. A member keeps their place in it."""
    friendships = [(one, other) for one, some in enumerate(following) for other in some if one < other]
    hidden = Random(seed).sample(friendships, round(len(friendships) * part))
    for one, other in hidden:
        following[one].remove(other)
        following[other].remove(one)
    return hidden


def befriended(hidden: list[tuple[int, int]], members: list[int]) -> Friends:
    """The hidden friends of each, by the members' ids."""
    friends: Friends = {}
    for one, other in ((members[one], members[other]) for one, other in hidden):
        friends.setdefault(one, set()).add(other)
        friends.setdefault(other, set()).add(one)
    return friends


def suggested() -> dict[int, list[int]]:
    """The first suggestions of each member."""
    found: dict[int, list[int]] = {}
    for member, other in Suggestion.objects.order_by("member", "-score").values_list("member", "suggested"):
        found.setdefault(member, []).append(other)
    return found


def most_followed() -> dict[int, list[int]]:
    """For each member, those whom most follow of all whom the member does not follow."""
    follows: Friends = {}
    for follower, followed in Follow.objects.values_list("follower", "followed"):
        follows.setdefault(follower, set()).add(followed)
    order = list(Profile.objects.order_by("-follower_count", "pk").values_list("pk", flat=True))
    return {member: first_others(order, follows.get(member, set()) | {member}) for member in order}


def first_others(order: list[int], known: set[int]) -> list[int]:
    """The first twenty of an order without these."""
    return list(islice((one for one in order if one not in known), AT))


def recall(found: dict[int, list[int]], hidden: Friends) -> float:
    """Which part of all that is hidden is among the first found of each."""
    hits = sum(len(friends & set(found.get(member, [])[:AT])) for member, friends in hidden.items())
    return hits / sum(map(len, hidden.values()))
