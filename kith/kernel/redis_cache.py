"""The shared cache in Redis, or in what speaks its language. A module of its own, since the client is large."""

import logging
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.redis import RedisCache as DjangoRedisCache
from redis.exceptions import RedisError

logger = logging.getLogger("kith.cache")


def _soft[**P, T](method: Callable[P, T], fallback: Callable[[], T]) -> Callable[P, T]:
    """The method, with an answer in place of Redis's own faults."""

    def answer(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return method(*args, **kwargs)
        except RedisError as error:
            logger.warning("The cache is out of order: %s", error)
            return fallback()

    return answer


def _no_number() -> int:
    raise ValueError("the cache is out of order")


class RedisCache(DjangoRedisCache):
    """Django's Redis cache, where a fault counts as a miss too."""

    set = _soft(DjangoRedisCache.set, lambda: None)
    add = _soft(DjangoRedisCache.add, lambda: False)
    touch = _soft(DjangoRedisCache.touch, lambda: False)
    delete = _soft(DjangoRedisCache.delete, lambda: False)
    incr = _soft(DjangoRedisCache.incr, _no_number)
    get_many = _soft(DjangoRedisCache.get_many, dict)
    set_many = _soft(DjangoRedisCache.set_many, list)
    delete_many = _soft(DjangoRedisCache.delete_many, lambda: None)
    has_key = _soft(DjangoRedisCache.has_key, lambda: False)
    clear = _soft(DjangoRedisCache.clear, lambda: None)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        try:
            return super().get(key, default, version)
        except RedisError as error:
            logger.warning("The cache is out of order: %s", error)
            return default
