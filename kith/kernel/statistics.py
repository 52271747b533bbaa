"""What the database knows about its own tables when it plans a query."""

from django.db import connection


def gather() -> None:
    """Let the database look at its tables. PostgreSQL does so by itself, but not yet just after rows came in bulk.

    SQLite looks with a limit, which also keeps it from remembering samples of values (sqlite_stat4): with samples it
    plans a query anew whenever its parameters change, which takes three times as long as a page of the feed.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA analysis_limit=1000")
            cursor.execute("DROP TABLE IF EXISTS sqlite_stat4")
        cursor.execute("ANALYZE")
