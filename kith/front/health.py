"""What machines ask: is the process alive, and is it ready to work; and what crawlers may read."""

from functools import cache

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from kith.front.answers import Headers, Whole

PLAIN: Headers = [
    ("content-type", "text/plain; charset=utf-8"),
    ("cache-control", "no-store"),
    ("x-content-type-options", "nosniff"),
    ("x-robots-tag", "noindex"),
]
ALIVE = Whole(200, PLAIN, b"alive\n")


def ready() -> Whole:
    """Whether the database answers and has every migration of this code. Runs in a lane's thread."""
    try:
        missing = expected_migrations() - set(MigrationRecorder(connection).applied_migrations())
    except Error:
        connection.close()
        return Whole(503, PLAIN, b"the database does not answer\n")
    if missing:
        return Whole(503, PLAIN, b"the database is not migrated\n")
    return Whole(200, PLAIN, b"ready\n")


@cache
def expected_migrations() -> set[tuple[str, str]]:
    """Every migration of this code, by app and name."""
    return set(MigrationLoader(None).disk_migrations)


def robots() -> Whole:
    """robots.txt: nothing for crawlers, unless the community has opened itself to them."""
    closed = "" if settings.SEARCH_ENGINES else " /"
    return Whole(200, [*PLAIN[:1], *PLAIN[2:3]], f"User-agent: *\nDisallow:{closed}\n".encode())
