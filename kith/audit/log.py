"""Writing the log, and checking that nobody has changed it.

Each line seals the one before it, so a line that was changed or taken out of the middle shows. Lines cut off at
the end show only against a copy (a backup, or the last seal written down elsewhere).
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any, Protocol

from django.db import connection, transaction

from kith.audit.models import Line
from kith.kernel.ids import new_id

LOCK = 4_215_776_001  # any number that nothing else locks by


class Row(Protocol):
    """What acts or is acted on: any saved row."""

    pk: Any


@transaction.atomic
def record(*, actor: Row | None, verb: str, target: Row | None, reason: str = "", **details: Any) -> Line:
    """Write one line: who (None: Kith itself) did what to which row, why, and with what details."""
    _wait_for_turn()
    before = Line.objects.order_by("-id").first()
    line = Line(
        id=max(new_id(), before.id + 1) if before else new_id(),
        actor_id=actor.pk if actor else None,
        verb=verb,
        target_kind=type(target).__name__.lower() if target else "",
        target_id=target.pk if target else None,
        reason=reason,
        details=details,
    )
    line.chain = seal(before.chain if before else "", line)
    line.save(force_insert=True)
    return line


def seal(before: str, line: Line) -> str:
    """The SHA-256 of the seal before and of everything that a line says."""
    said = [line.id, line.actor_id, line.verb, line.target_kind, line.target_id, line.reason, line.details]
    text = json.dumps([before, *said], sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def broken_lines() -> Iterator[Line]:
    """The lines whose seal does not fit: they, or what came before them, were changed."""
    before = ""
    for line in Line.objects.order_by("id").iterator():
        if line.chain != seal(before, line):
            yield line
        before = line.chain


def _wait_for_turn() -> None:
    # One writer at a time, or two lines would seal the same one. SQLite's transactions are one at a time already.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
