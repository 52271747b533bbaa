"""The default cache: a second SQLite file, shared by all processes, so that limits on attempts hold across them.

It may be lost at any time (`synchronous=OFF`); Redis takes its place by one setting.
"""

from typing import Any

from django.core.cache.backends.db import DatabaseCache

ALIAS = "cache"


class Router:
    """Sends the cache's table, and nothing else, to the cache's own file."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        return ALIAS if model._meta.app_label == "django_cache" else None

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return (db == ALIAS) == (app_label == "django_cache")


class SQLiteCache(DatabaseCache):
    """Django's database cache. Counting is done by `kernel.limits`, in one statement."""
