"""Fill an empty installation with a community: the steps of `kith demo`, inside Django."""

import tempfile
from dataclasses import dataclass
from datetime import datetime
from random import Random

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from kith.community.actions import found
from kith.demo.album import NAMES, open_album
from kith.demo.bell import ring
from kith.demo.bulk import Bulk, quickly
from kith.demo.graph import Following, generate_graph
from kith.demo.newest import publish_newest
from kith.demo.people import Person, make_people
from kith.demo.story import Story
from kith.demo.voice import voices
from kith.feed import popular, trending
from kith.feed.merging import weigh
from kith.graph import birthdays, suggesting
from kith.people.models import Profile, Role
from kith.search.index import Track, reindex

MOST_PHOTOS = 240
PHOTO_SHARE = 0.08
NAME, TAGLINE = "Riverside", "Neighbours on both banks of the river"

# How a long step is followed: given the rows, what they are and how many, it passes them on.


@dataclass(frozen=True)
class Filled:
    """What was made: how much, and three who can sign in."""

    members: int
    posts: int
    owner: str
    moderator: str
    member: str


def fill(
    *,
    following: Following | None,
    members: int,
    posts: int,
    seed: int,
    password: str,
    track: Track = lambda rows, what, total: rows,
    now: datetime | None = None,
) -> Filled:
    """Found the community and write everybody and everything. The same seed and graph make the same community."""
    rng = Random(seed)  # repeatable on purpose
    following = following if following is not None else generate_graph(members, rng)
    people = make_people(following, voices(), NAMES, rng)
    photos = min(MOST_PHOTOS, int(posts * PHOTO_SHARE))
    story = Story(people, following, posts, photos, rng)
    with tempfile.TemporaryDirectory(prefix="kith-demo-") as scratch, quickly():
        found(name=NAME, tagline=TAGLINE)
        bulk = Bulk(people, following, open_album(scratch), now or timezone.now())
        bulk.write_members(make_password(password))
        bulk.write_follows()
        bulk.write_posts(track(story.posts(), "Posts", posts))
        bulk.write_counts()
        weigh()
        bulk.write_entries(track(range(len(people)), "Feeds", len(people)))
        publish_newest(bulk, rng)
        reindex(track)
        three = _three(people, following)
        ring(Profile.objects.filter(handle__in=three))
        for find in (trending.recompute, popular.recompute, suggesting.refresh, birthdays.mark):
            find()
    return Filled(len(people), posts, *three)


def _three(people: list[Person], following: Following) -> tuple[str, str, str]:
    """The owner, a moderator, and the best connected of the other members."""
    owner = next(person for person in people if person.role == Role.OWNER)
    moderator = next((person for person in people if person.role == Role.MODERATOR), owner)
    others = [one for one, person in enumerate(people) if person.role == Role.MEMBER]
    member = people[max(others, key=lambda one: len(following[one]))] if others else owner
    return owner.handle, moderator.handle, member.handle
