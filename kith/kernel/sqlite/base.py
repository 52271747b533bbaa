"""The backend that `settings.DATABASES` names; see the package's docstring for why there is one."""

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
        from django.db.backends.sqlite3 import base, client, creation, features, operations, schema  # noqa: F401
    finally:
        sys.modules.update(saved)
else:
    from django.db.backends.sqlite3 import base

VERSION: tuple[int, ...] = max(current.sqlite_version_info, standard.sqlite_version_info)


def is_safe(version: tuple[int, ...]) -> bool:
    """Whether this SQLite has the mend for the WAL-reset race (sqlite.org/wal.html#walresetbug)."""
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


DatabaseWrapper = base.DatabaseWrapper
