"""The default cache: a second SQLite file, shared by all processes, so that limits on attempts hold across them.

It may be lost at any time (`synchronous=OFF`), and its loss never fails a request: what can't be read counts as
missing, what can't be written is not kept. Redis takes its place by one setting (`kernel/redis_cache.py`).
"""

import logging
import pickle
import time
from itertools import count
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import DatabaseError, connections

ALIAS = "cache"
TABLE = "CREATE TABLE IF NOT EXISTS entry (key TEXT PRIMARY KEY, value BLOB, until REAL NOT NULL) WITHOUT ROWID"
INDEX = "CREATE INDEX IF NOT EXISTS entry_until ON entry (until)"
PUT = (
    "INSERT INTO entry VALUES (%s, %s, %s) ON CONFLICT (key) "
    "DO UPDATE SET value = excluded.value, until = excluded.until"
)
NEVER = 1e12  # as a moment, in seconds
SMALL = range(-(1 << 62), 1 << 62)

MOST_ENTRIES = 100_000
SWEEP_EVERY = 200  # writes; each takes away at most SWEEP entries, so that no request pays for many
SWEEP = 1000

logger = logging.getLogger("kith.cache")


class Router:
    """Keeps every table of Django's out of the cache's own file."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        return False if db == ALIAS else None


def count_up(key: str, seconds: int) -> int:
    """Count one more under a key that is forgotten after so many seconds; 0 when the cache can't keep it.

    Each step is atomic in every cache, so that no attempt is lost between processes.
    """
    for _ in range(2):  # twice, since another process may add the key between our two steps
        try:
            return int(cache.incr(key))
        except ValueError:
            if cache.add(key, 1, seconds):
                return 1
    return 0


def prepare() -> None:
    """Make the cache's table before the first process asks; replace a file that a power cut has damaged."""
    try:
        _make_table()
    except DatabaseError:
        logger.warning("The cache was damaged and begins anew.")
        connections[ALIAS].close()
        for end in ("", "-wal", "-shm"):
            Path(f"{connections[ALIAS].settings_dict['NAME']}{end}").unlink(missing_ok=True)
        _make_table()


def _make_table() -> None:
    with connections[ALIAS].cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        if (found := cursor.fetchone()[0]) != "ok":
            raise DatabaseError(found)
        cursor.execute(TABLE)
        cursor.execute(INDEX)


class SQLiteCache(BaseCache):
    """Django's cache API on one table, each operation one statement. Whole numbers stay numbers, to be counted."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.writes = count(1)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        statement = "SELECT value FROM entry WHERE key = %s AND until > %s"
        rows = self._run(statement, self._key(key, version), time.time())
        return _unpacked(rows[0][0], default) if rows else default

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._write(PUT, self._key(key, version), _packed(value), self._until(timeout))

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        statement = PUT + " WHERE entry.until <= %s RETURNING 1"
        values = self._key(key, version), _packed(value), self._until(timeout), time.time()
        return bool(self._write(statement, *values))

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        statement = "UPDATE entry SET until = %s WHERE key = %s AND until > %s RETURNING 1"
        return bool(self._run(statement, self._until(timeout), self._key(key, version), time.time()))

    def delete(self, key: str, version: int | None = None) -> bool:
        return bool(self._run("DELETE FROM entry WHERE key = %s RETURNING 1", self._key(key, version)))

    def clear(self) -> None:
        self._run("DELETE FROM entry")

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        statement = (
            "UPDATE entry SET value = value + %s WHERE key = %s AND until > %s AND typeof(value) = 'integer' "
            "RETURNING value"
        )
        rows = self._run(statement, delta, self._key(key, version), time.time())
        if not rows:
            raise ValueError(f"no number under {key!r}")
        return int(rows[0][0])

    def sweep(self) -> None:
        """Take away some of what has expired; and of what expires next, as much as there is too much."""
        expired = "DELETE FROM entry WHERE key IN (SELECT key FROM entry WHERE until <= %s LIMIT %s)"
        self._run(expired, time.time(), SWEEP)
        surplus = (
            "DELETE FROM entry WHERE key IN (SELECT key FROM entry ORDER BY until "
            "LIMIT (SELECT min(%s, max(0, count(*) - %s)) FROM entry))"
        )
        self._run(surplus, SWEEP, MOST_ENTRIES)

    def _key(self, key: str, version: int | None) -> str:
        return self.make_and_validate_key(key, version=version)

    def _until(self, timeout: Any) -> float:
        moment = self.get_backend_timeout(timeout)
        return NEVER if moment is None else moment

    def _write(self, statement: str, *values: Any) -> list[Any]:
        if next(self.writes) % SWEEP_EVERY == 0:
            self.sweep()
        return self._run(statement, *values)

    def _run(self, statement: str, *values: Any) -> list[Any]:
        """The rows of a statement; none when the file can't be read or written."""
        try:
            with connections[ALIAS].cursor() as cursor:
                cursor.execute(statement, values)
                return cursor.fetchall() if cursor.description else []
        except DatabaseError as error:
            logger.warning("The cache is out of order: %s", error)
            return []


def _packed(value: Any) -> Any:
    return value if type(value) is int and value in SMALL else pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def _unpacked(value: Any, default: Any) -> Any:
    if isinstance(value, int):
        return value
    try:
        return pickle.loads(value)  # noqa: S301 - our own file, as private as the database beside it
    except (pickle.UnpicklingError, AttributeError, ImportError, EOFError):  # written by another version of Kith
        return default
