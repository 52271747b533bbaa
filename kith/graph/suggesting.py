"""Whom members may want to follow: computed from the graph, for many members at once, by a task.

A candidate is worth the more, the more members whom one follows do follow the candidate, each of them counting by how
exclusive a company they keep: one divided by how many they follow. That is "resource allocation" (Zhou, Lü and Zhang,
"Predicting missing links via local information", European Physical Journal B 71, 2009), which on the real graph found
hidden friends a little better than Adamic and Adar's one by the logarithm ("Friends and neighbors on the Web", Social
Networks 25, 2003); `kith bench suggestions` measures it. Who follows the member already counts too. A common country,
common hashtags and having been here lately weigh what was found so; they find nobody by themselves, except for who
follows too few yet: they are shown staff's list and whom most follow.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import timedelta
from itertools import batched
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from kith.graph.models import Block, Dismissal, Follow, FollowRequest, Mute, Suggested, Suggestion
from kith.kernel.ids import id_at, new_id
from kith.kernel.registry import registry
from kith.people.models import Profile
from kith.people.models.profile import SHOWN_STATES

KEPT = 20
CONSIDERED = 60  # candidates that the weaker signals put in order
FILLING = 100  # of those whom most follow, for who follows too few
CROWD = 2000  # who follows more than this says next to nothing by it, and costs most
BATCH = 50  # members in one transaction, short enough that nobody waits for it
AT_MOST = 5000  # members in one run
LATELY = timedelta(days=30)
STALE = timedelta(days=1)

FOLLOWS_YOU = 0.5  # as much as two friends who follow only four
FILLER = 0.000_001  # below anything that the graph says
SAME_COUNTRY, SAME_TAG, MOST_TAGS = 0.1, 0.05, 4
AWAY = 0.8  # what remains of a candidate's worth who has not been here for a month

# The sums of all paths from these members over whom they follow, without whom they follow already.
CANDIDATES = """
WITH path (member, candidate, worth, shared) AS (
    SELECT f.follower_id, next.followed_id, 1.0 / p.following_count, 1
    FROM graph_follow f
    JOIN people_profile p ON p.id = f.followed_id AND p.state IN (%s, %s) AND p.following_count BETWEEN 1 AND %s
    JOIN graph_follow next ON next.follower_id = f.followed_id
    WHERE f.follower_id IN ({members})
    UNION ALL
    SELECT f.followed_id, f.follower_id, %s, 0 FROM graph_follow f WHERE f.followed_id IN ({members})
), summed (member, candidate, worth, shared) AS (
    SELECT member, candidate, SUM(worth), SUM(shared) FROM path WHERE member <> candidate GROUP BY member, candidate
), ranked AS (
    SELECT summed.*, ROW_NUMBER() OVER (PARTITION BY member ORDER BY worth DESC, candidate) AS place
    FROM summed
    JOIN people_profile c ON c.id = candidate AND c.is_listed AND c.state IN (%s, %s)
    WHERE NOT EXISTS (SELECT 1 FROM graph_follow k WHERE k.follower_id = member AND k.followed_id = candidate)
)
SELECT member, candidate, worth, shared FROM ranked WHERE place <= %s
"""


type Pairs = Set[tuple[int, int]]


@dataclass(frozen=True)
class Candidate:
    """Who may be suggested: what the graph says they are worth, and how many whom the member follows follow them."""

    pk: int
    worth: float
    shared: int = 0


@dataclass(frozen=True)
class About:
    """What the weaker signals know of somebody; `tags` are what they write about."""

    country: str
    lately: bool
    tags: Set[Hashable]


def refresh() -> None:
    """Make anew the suggestions of those who were here lately, where a day has passed or they have followed since."""
    suggest(due()[:AT_MOST])


def due() -> QuerySet[Profile, int]:
    """The members (ids) whose suggestions are missing or old."""
    here = Profile.objects.filter(state__in=SHOWN_STATES, last_seen_at__gt=timezone.now() - LATELY)
    followed_since = Follow.objects.filter(follower=OuterRef("member"), id__gt=OuterRef("upto"))
    fresh = Suggested.objects.filter(member=OuterRef("pk"), upto__gt=id_at(timezone.now() - STALE))
    return here.filter(~Exists(fresh.filter(~Exists(followed_since)))).order_by("pk").values_list("pk", flat=True)


def suggest(members: Iterable[int]) -> None:
    """Make the suggestions of these members (ids) anew."""
    filling = _filling()
    for some in batched(members, BATCH, strict=False):
        upto = new_id()
        _keep(some, _suggestions(some, filling), upto)


def _suggestions(members: Sequence[int], filling: list[Candidate]) -> list[Suggestion]:
    found, refused = _candidates(members), _refused(members)
    for member in members:
        if len(found[member]) < CONSIDERED:
            have = {one.pk for one in found[member]}
            found[member] += [one for one in filling if one.pk not in have]
    about = _about({*members, *(one.pk for some in found.values() for one in some)})
    return [row for member in members for row in _best(member, found[member], refused, about)]


@transaction.atomic
def _keep(members: Sequence[int], rows: list[Suggestion], upto: int) -> None:
    """Write the rows in place of the earlier ones. What takes long was done before: writers wait for each other."""
    Suggestion.objects.filter(member__in=members).delete()
    Suggestion.objects.bulk_create(rows)
    Suggestion.objects.filter(member__in=members, shared__gt=0).update(through=_through())
    Suggested.objects.bulk_create(
        [Suggested(member_id=member, upto=upto) for member in members],
        update_conflicts=True,
        unique_fields=["member"],
        update_fields=["upto"],
    )


def _candidates(members: Sequence[int]) -> dict[int, list[Candidate]]:
    statement = CANDIDATES.format(members=", ".join(["%s"] * len(members)))
    with connection.cursor() as cursor:
        cursor.execute(statement, [*SHOWN_STATES, CROWD, *members, FOLLOWS_YOU, *members, *SHOWN_STATES, CONSIDERED])
        rows = cursor.fetchall()
    found: dict[int, list[Candidate]] = defaultdict(list)
    for member, candidate, worth, shared in rows:
        found[member].append(Candidate(candidate, float(worth), shared))
    return found


def _filling() -> list[Candidate]:
    """Staff's list and whom most follow."""
    listed = Profile.objects.filter(state__in=SHOWN_STATES, is_listed=True)
    chosen = listed.filter(starter__isnull=False).order_by("starter__position")
    followed = listed.filter(starter__isnull=True).order_by("-follower_count", "pk")
    filling = [row.pk for some in (chosen, followed) for row in some.only("pk")[:FILLING]]
    return [Candidate(pk, FILLER / (1 + place)) for place, pk in enumerate(filling)]


def _refused(members: Sequence[int]) -> Pairs:
    """Pairs of a member and somebody who must not be suggested to them."""
    pairs: list[tuple[QuerySet[Any], str, str]] = [
        (Follow.objects.all(), "follower", "followed"),
        (FollowRequest.objects.all(), "follower", "followed"),
        (Block.objects.all(), "blocker", "blocked"),
        (Block.objects.all(), "blocked", "blocker"),
        (Mute.objects.running(), "muter", "muted"),
        (Dismissal.objects.all(), "member", "dismissed"),
    ]
    found: set[tuple[int, int]] = {(member, member) for member in members}
    for rows, mine, other in pairs:
        found.update(rows.filter(**{f"{mine}__in": members}).values_list(mine, other))
    return found


def _about(profiles: Iterable[int]) -> dict[int, About]:
    since = timezone.now() - LATELY
    tags: defaultdict[int, set[Hashable]] = defaultdict(set)
    known: dict[int, About] = {}
    for some in batched(profiles, 2000, strict=False):
        for interests in registry().interests:
            for pk, tag in interests(some):
                tags[pk].add(tag)
        rows = Profile.objects.filter(pk__in=some).values_list("pk", "country", "last_seen_at")
        known |= {pk: About(country, seen is not None and seen > since, tags[pk]) for pk, country, seen in rows}
    return known


def _best(member: int, candidates: list[Candidate], refused: Pairs, about: Mapping[int, About]) -> Iterator[Suggestion]:
    left = [one for one in candidates if (member, one.pk) not in refused]
    worth = {one.pk: one.worth * _weight(about[member], about[one.pk]) for one in left}
    for one in sorted(left, key=lambda one: (-worth[one.pk], one.pk))[:KEPT]:
        yield Suggestion(member_id=member, suggested_id=one.pk, shared=one.shared, score=worth[one.pk])


def _weight(member: About, other: About) -> float:
    """What the weaker signals make of a candidate's worth."""
    country = SAME_COUNTRY if member.country and member.country == other.country else 0
    tags = SAME_TAG * min(len(member.tags & other.tags), MOST_TAGS)
    return (1 + country + tags) * (1 if other.lately else AWAY)


def _through() -> Subquery:
    """For a suggestion: whom the member follows, who follows the suggested one, and is the most exclusive of these."""
    further = Follow.objects.filter(follower=OuterRef("followed"), followed=OuterRef(OuterRef("suggested")))
    friends = Follow.objects.filter(Exists(further), follower=OuterRef("member"), followed__state__in=SHOWN_STATES)
    unmuted = friends.filter(~Exists(_mutes()))
    return Subquery(unmuted.order_by("followed__following_count", "followed").values("followed")[:1])


def _mutes() -> QuerySet[Mute]:
    return Mute.objects.running().filter(Q(muter=OuterRef("follower"), muted=OuterRef("followed")))
