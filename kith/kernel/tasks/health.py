"""How the tasks do, for the operator, and the removal of what is old."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Min
from django.utils import timezone

from kith.kernel.models import TaskRow, Worker
from kith.kernel.tasks.backend import SLOW, task

SILENT = timedelta(seconds=45)
KEEP_FAILED = timedelta(days=90)


@dataclass(frozen=True)
class Health:
    """Workers that said lately that they live; tasks that wait or run; how long the oldest is due; failed ones."""

    workers: int
    waiting: int
    longest: timedelta
    failed: int


def health() -> Health:
    """How the tasks do now."""
    now = timezone.now()
    open_rows = TaskRow.objects.filter(failed_at=None)
    oldest = open_rows.aggregate(first=Min("due_at"))["first"] or now
    return Health(
        workers=Worker.objects.filter(seen_at__gt=now - SILENT).count(),
        waiting=open_rows.count(),
        longest=max(now - oldest, timedelta()),
        failed=TaskRow.objects.exclude(failed_at=None).count(),
    )


@task(priority=SLOW)
def prune() -> None:
    """Forget workers that are long gone, and failures that nobody has looked after for three months."""
    now = timezone.now()
    Worker.objects.filter(seen_at__lt=now - timedelta(days=1)).delete()
    TaskRow.objects.filter(failed_at__lt=now - KEEP_FAILED).delete()
