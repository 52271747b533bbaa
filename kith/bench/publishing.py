"""What publishing costs the author, and how soon followers have it."""

import statistics
import time
from dataclasses import dataclass

from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.utils import timezone

from kith.bench import tasks
from kith.bench.waiting import PATIENCE, wait_until
from kith.feed.models import Entry, Shelf
from kith.graph.models import Follow
from kith.kernel.ids import new_id
from kith.kernel.tasks.rows import due
from kith.people.models import Account, Profile
from kith.posts.actions import publish_post
from kith.posts.models import Post

MANY = 10_000


@dataclass(frozen=True)
class Publishing:
    """Milliseconds of a request that publishes a text, its commit included, for an author with so many followers."""

    followers: int
    requests: int
    p50: float
    p95: float
    p99: float


def author_with(followers: int) -> Profile:
    """The member whose number of followers is nearest to a number."""
    members = Profile.objects.select_related("account").filter(account__isnull=False, is_private=False)
    return min(members.iterator(), key=lambda member: abs(member.follower_count - followers))


def publishing(requests: int = 400) -> Publishing:
    """Publish texts through the page's own form, in this process."""
    author = author_with(300)
    client = Client(HTTP_HOST="localhost")
    client.force_login(Account.objects.get(profile=author))
    taken = []
    for number in range(requests):
        if number % 20 == 0:
            cache.clear()  # one author publishes more here than the limits allow
        form = {"text": f"Measured, {number}", "audience": 1, "key": f"bench-{new_id()}"}
        began = time.perf_counter()
        answer = client.post("/posts/", form)
        taken.append(1000 * (time.perf_counter() - began))
        if answer.status_code >= 400:
            raise RuntimeError(f"publishing answered {answer.status_code}")
    taken.sort()
    return Publishing(
        followers=author.follower_count,
        requests=requests,
        p50=statistics.median(taken),
        p95=taken[int(requests * 0.95)],
        p99=taken[int(requests * 0.99)],
    )


def crowd(followers: int = MANY) -> Profile:
    """A member whom so many others, made for this and seen just now, follow."""
    now = timezone.now()
    star = Profile(handle=f"bench{new_id() % 10**12}", last_seen_at=now, follower_count=followers)
    others = [Profile(handle=f"b{new_id()}", last_seen_at=now, following_count=1) for _ in range(followers)]
    with transaction.atomic():
        Profile.objects.bulk_create([star, *others], batch_size=1000)
        Follow.objects.bulk_create([Follow(follower=other, followed=star) for other in others], batch_size=1000)
        Shelf.objects.bulk_create([Shelf(reader=other, complete_since=0) for other in others], batch_size=1000)
    return star


def reaching(star: Profile) -> float:
    """Seconds from the commit of a post until all followers have it in their feeds. A worker must be running."""
    post: Post = publish_post(author=star, text="Measured", audience=1)
    began = time.perf_counter()
    delivered = Entry.objects.filter(post=post)
    wait_until(lambda: delivered.count() >= MANY, f"not all of {MANY} followers had the post", every=0.01)
    return time.perf_counter() - began


def settle() -> None:
    """Wait until the worker has done all that was left to do."""
    wait_until(lambda: not due().exists(), "the worker did not come to an end", every=0.1, within=10 * PATIENCE)


def starting(times: int = 40) -> list[float]:
    """Sorted milliseconds from the commit of a task to its start. A worker must be running."""
    taken = []
    for _ in range(times):
        cache.delete(tasks.KEY)
        tasks.note.enqueue()
        committed = time.time()
        began: float = wait_until(lambda: cache.get(tasks.KEY), "no worker took the task", every=0.002)
        taken.append(max(0.0, 1000 * (began - committed)))
    return sorted(taken)
