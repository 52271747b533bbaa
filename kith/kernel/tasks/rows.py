"""The life of a task row: claimed under a lease, renewed while it runs, then gone, due again, or kept as failed."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from kith.kernel.models import TaskRow
from kith.kernel.tasks.backend import HEAVY, AnyTask

LONGEST_DELAY = 3600


def due(*, heavy: bool = False) -> QuerySet[TaskRow]:
    """What may be taken now, in the order in which it is taken: heavy tasks, or all the others."""
    lane = Q(priority__lte=HEAVY) if heavy else Q(priority__gt=HEAVY)
    rows = TaskRow.objects.filter(lane, failed_at=None, due_at__lte=timezone.now())
    return rows.order_by("-priority", "due_at", "id")


def claim(worker: str, lease: timedelta, *, heavy: bool = False) -> TaskRow | None:
    """Take the next due row for a worker until its lease ends; None if there is none.

    An idle worker only looks: it takes SQLite's one write lock when there is something to take. On PostgreSQL
    several workers pass over each other's rows.
    """
    if not due(heavy=heavy).exists():
        return None
    with transaction.atomic():
        row = due(heavy=heavy).select_for_update(skip_locked=True).first()
        if row is None:
            return None
        row.worker, row.attempts, row.due_at = worker, row.attempts + 1, timezone.now() + lease
        row.save(update_fields=["worker", "attempts", "due_at"])
    return row


def held(row: TaskRow) -> QuerySet[TaskRow]:
    """The row, if the worker that claimed it still holds it: another may have taken it after a lost lease."""
    return TaskRow.objects.filter(pk=row.pk, worker=row.worker, attempts=row.attempts)


def renew(row: TaskRow, lease: timedelta) -> None:
    """Hold a claimed row for another lease."""
    held(row).update(due_at=timezone.now() + lease)


def finish(row: TaskRow) -> None:
    """The promise is kept: the row goes."""
    held(row).delete()


def release(row: TaskRow) -> None:
    """Give a claimed row back unused, for the next worker."""
    held(row).update(worker="", attempts=row.attempts - 1, due_at=timezone.now())


def fail(row: TaskRow, error: str, tries: int) -> None:
    """Try again after a delay that grows (2 s, 8 s, 32 s … 1 h); after the last try keep the row as failed."""
    delay = timedelta(seconds=min(2 * 4 ** (row.attempts - 1), LONGEST_DELAY))
    over: datetime | None = timezone.now() if row.attempts >= tries else None
    held(row).update(worker="", error=error, due_at=timezone.now() + delay, failed_at=over)


def failed() -> QuerySet[TaskRow]:
    """What was given up, newest first: for the operator."""
    return TaskRow.objects.exclude(failed_at=None).order_by("-failed_at")


def promised(task: AnyTask) -> Iterator[dict[str, Any]]:
    """The keyword arguments of the calls of a task that run now or are still to be made."""
    rows = TaskRow.objects.filter(path=task.module_path, failed_at=None)
    return (arguments["kwargs"] for arguments in rows.values_list("arguments", flat=True))


def run_again(rows: QuerySet[TaskRow]) -> int:
    """Give failed rows all their tries back; how many there were."""
    return rows.exclude(failed_at=None).update(failed_at=None, attempts=0, due_at=timezone.now())
