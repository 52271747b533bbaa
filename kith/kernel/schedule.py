"""What runs by itself, at times of day (UTC) or at intervals. The table is in the wiring.

    schedule=[daily(prune, at="03:10"), every(lift_suspensions, minutes=5)]

Each task has one row with its next moment. Who moves that on enqueues the task, in the same transaction: several
workers may look, one run comes of it. Moments missed while no worker ran come down to one run.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from kith.kernel.models import Planned, TaskRow
from kith.kernel.registry import registry
from kith.kernel.tasks.backend import AnyTask


@dataclass(frozen=True)
class Plan:
    """A task without arguments, and when it runs: a period, counted from a time of day."""

    task: AnyTask
    period: timedelta
    start: time = time(0, 0)

    @property
    def path(self) -> str:
        return self.task.module_path

    def after(self, moment: datetime) -> datetime:
        """The first moment of the plan after a moment."""
        first = datetime.combine(moment.astimezone(UTC).date(), self.start, UTC) - timedelta(days=1)
        return first + ((moment - first) // self.period + 1) * self.period


def daily(task: AnyTask, *, at: str) -> Plan:
    """Each day at a time such as "03:10", in UTC."""
    return Plan(task, timedelta(days=1), time.fromisoformat(at))


def every(task: AnyTask, *, minutes: int) -> Plan:
    """Each so many minutes; best a divisor of a day, since it is counted from midnight."""
    return Plan(task, timedelta(minutes=minutes))


def enqueue_planned() -> None:
    """Enqueue what the schedule has due. Looks with one plain SELECT, and writes when there is something to do."""
    now = timezone.now()
    planned = dict(Planned.objects.values_list("path", "next_at"))
    for plan in registry().schedule:
        if plan.path not in planned:
            Planned.objects.get_or_create(path=plan.path, defaults={"next_at": plan.after(now)})
        elif planned[plan.path] <= now:
            _take(plan, planned[plan.path], now)


def _take(plan: Plan, seen: datetime, now: datetime) -> None:
    with transaction.atomic():
        mine = Planned.objects.filter(path=plan.path, next_at=seen).update(next_at=plan.after(now))
        # A run that is still under way, or waits for its next try, is enough.
        if mine and not TaskRow.objects.filter(path=plan.path, failed_at=None).exists():
            plan.task.enqueue()
