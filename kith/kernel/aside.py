"""Small writes on the side of a read: that something was seen, which tab was open."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction

log = logging.getLogger(__name__)

WAIT = 200  # milliseconds


def on_the_side(what: str, write: Callable[[], object]) -> None:
    """Write if it can be done soon. A database that is locked or full must not keep anyone from reading."""
    try:
        with _short_wait(), transaction.atomic():
            write()
    except OperationalError as error:
        log.warning("Could not note %s: %s", what, error)  # in a storm there are many: a traceback each would cost more


@contextmanager
def _short_wait() -> Iterator[None]:
    """Wait for the write lock only a moment; on SQLite, whose readers would all wait for its one writer."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    usual = round(connection.settings_dict["OPTIONS"]["timeout"] * 1000)
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {WAIT}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")
