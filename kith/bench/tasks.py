"""A task that only notes when it began."""

import time

from django.core.cache import cache

from kith.kernel.tasks import task

KEY = "bench:began"


@task()
def note() -> None:
    """Keep the moment in the shared cache, where the process that measures finds it."""
    cache.set(KEY, time.time(), 60)
