"""What search does later: a line or two that call the domain. All of it is harmless to repeat."""

from typing import Any

from kith.kernel.tasks import SLOW, task
from kith.search import index


@task()
def index_post(post_id: int, **said: Any) -> None:
    """Note what a post says now."""
    index.index_post(post_id)


@task()
def index_person(profile_id: int) -> None:
    """Note what a member is called now."""
    index.index_person(profile_id)


@task(priority=SLOW, time_limit=6 * 3600)
def reindex() -> None:
    """Make the whole index anew."""
    index.reindex()
