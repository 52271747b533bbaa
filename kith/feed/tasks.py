"""What the feed does later: a line or two that call the domain. All of it is harmless to repeat."""

from typing import Any

from kith.feed import fanout, merging, popular, shelves, trending
from kith.kernel.tasks import SLOW, task


@task()
def fan_out_post(post_id: int, **said: Any) -> None:
    """Deliver a post that is there, or is for more people than before."""
    fanout.deliver(post_id)


@task()
def fill_in(follower_id: int, followed_id: int) -> None:
    """Put earlier posts into the feed of who now follows."""
    fanout.follow_began(follower_id, followed_id)


@task(priority=SLOW)
def take_out(follower_id: int, followed_id: int) -> None:
    """Take posts out of the feed of who no longer follows."""
    fanout.take_out(follower_id, followed_id)


@task()
def rebuild(reader_id: int) -> None:
    """Fill a shelf from posts."""
    fanout.rebuild(reader_id)


@task(priority=SLOW, time_limit=1800)
def tidy() -> None:
    """Close unused shelves, trim the others, fill gaps."""
    shelves.tidy()


@task(priority=SLOW, time_limit=600)
def weigh() -> None:
    """See who has so many followers that posts are merged rather than delivered."""
    merging.weigh()


@task(priority=SLOW)
def find_trends() -> None:
    """See which hashtags are used unusually much."""
    trending.recompute()


@task(priority=SLOW)
def find_popular() -> None:
    """See which posts of the week most members talked about."""
    popular.recompute()
