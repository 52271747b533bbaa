"""The backend that `settings.DATABASES` names; see the package's docstring for why there is one."""

import functools
import sqlite3 as standard
import sys
from types import ModuleType
from typing import Any

try:
    from pysqlite3 import dbapi2 as current
except ImportError:  # no wheel for this machine
    current = standard

if current.sqlite_version_info > standard.sqlite_version_info:
    if "django.db.backends.sqlite3.base" in sys.modules:
        raise RuntimeError("Django's SQLite backend was imported before Kith's.")
    LIMITS = {standard.SQLITE_LIMIT_VARIABLE_NUMBER: 32766, standard.SQLITE_LIMIT_COLUMN: 2000}

    class Connection(current.Connection):
        """A connection with `getlimit`, which pysqlite3 0.6 lacks and Django 6.1 calls."""

        def getlimit(self, category: int) -> int:
            return LIMITS[category]

    def connect(*args: Any, **kwargs: Any) -> Any:
        return current.connect(*args, **{"factory": Connection, **kwargs})

    saved = {name: sys.modules[name] for name in ("sqlite3", "sqlite3.dbapi2")}
    # The standard module's constants, which pysqlite3 lacks in part, under pysqlite3's connection.
    module = ModuleType("sqlite3")
    module.__dict__.update(
        {
            **vars(standard),
            **vars(current),
            "__name__": "sqlite3",
            "connect": connect,
            "Connection": Connection,
        }
    )
    module.__dict__["dbapi2"] = module
    sys.modules.update(dict.fromkeys(saved, module))
    try:
        from django.db.backends.sqlite3 import base
    finally:
        sys.modules.update(saved)
else:
    from django.db.backends.sqlite3 import base

VERSION: tuple[int, ...] = max(current.sqlite_version_info, standard.sqlite_version_info)


def is_safe(version: tuple[int, ...]) -> bool:
    """Whether this SQLite has the mend for the WAL-reset race (sqlite.org/wal.html#walresetbug)."""
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


@functools.lru_cache(maxsize=1000)
def _with_question_marks(query: str) -> str:
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


class Cursor(base.SQLiteCursorWrapper):
    """Django's cursor, which keeps how it wrote a query for SQLite: writing a long one takes as long as running it."""

    def convert_query(self, query: str, *, param_names: Any = None) -> str:
        if param_names is not None:
            return super().convert_query(query, param_names=param_names)
        return _with_question_marks(query)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's backend, with ids as SQLite likes them.

    Only a primary key of the type "integer" is the row's own place in the table; one of the type "bigint", Django's
    for our ids, is an index beside it, to be searched first at every look and kept up at every insert.
    """

    data_types = base.DatabaseWrapper.data_types | {"BigIntegerField": "integer"}

    def rows_of(self, query: str, params: list[Any]) -> list[tuple[Any, ...]]:
        """All rows of a query, without the thirty calls that a cursor of Django's makes on its way to SQLite."""
        watched = self.queries_logged or self.execute_wrappers or self.in_atomic_block
        if watched or self.connection is None:
            with self.cursor() as cursor:
                return list(cursor.execute(query, params).fetchall())
        self.validate_thread_sharing()
        with self.wrap_database_errors:
            return list(self.connection.execute(_with_question_marks(query), params))

    def create_cursor(self, name: str | None = None) -> Cursor:
        cursor: Cursor = self.connection.cursor(factory=Cursor)
        return cursor
