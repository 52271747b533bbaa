"""Django's task API on rows of the main database."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.tasks import DEFAULT_TASK_BACKEND_ALIAS, DEFAULT_TASK_QUEUE_NAME, TaskResult, TaskResultStatus
from django.tasks import Task as DjangoTask
from django.tasks.backends.base import BaseTaskBackend
from django.utils import timezone
from django.utils.json import normalize_json

from kith.kernel.ids import time_of
from kith.kernel.models import TaskRow

type AnyTask = DjangoTask[..., Any]

# The lanes. A worker always takes the most urgent task that is due, then the one that has waited longest.
URGENT = 50  # somebody waits for it: account mail, reports
USUAL = 0
SLOW = -50  # nobody misses it for minutes: exports, erasing
HEAVY = -100  # minutes of work for another process: each worker has one at a time, beside all other tasks

TIME_LIMIT = 60
TRIES = 10  # with the growing delays: about four hours


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(DjangoTask):  # type: ignore[type-arg]  # generic in the stubs alone: at run time Task[...] is an error
    """A task that may say how many seconds it may take, and how often it is tried before it counts as failed."""

    time_limit: int = TIME_LIMIT
    tries: int = TRIES


def task[**P, R](
    *, priority: int = USUAL, time_limit: int = TIME_LIMIT, tries: int = TRIES
) -> Callable[[Callable[P, R]], "DjangoTask[P, R]"]:
    """Declare a function as a task: Django's decorator, with Kith's options and their types."""

    def declare(function: Callable[P, R]) -> "DjangoTask[P, R]":
        return Task(
            func=function,
            priority=priority,
            backend=DEFAULT_TASK_BACKEND_ALIAS,
            queue_name=DEFAULT_TASK_QUEUE_NAME,
            time_limit=time_limit,
            tries=tries,
        )

    return declare


class Rows(BaseTaskBackend):
    """Keeps each call as a row, in the transaction of the caller."""

    task_class = Task
    supports_defer = True
    supports_priority = True

    def enqueue[**P, R](self, task: "DjangoTask[P, R]", args: list[Any], kwargs: dict[str, Any]) -> "TaskResult[P, R]":
        row = row_for(task, args, kwargs)
        row.save(force_insert=True)
        return TaskResult(
            task=task,
            id=str(row.pk),
            status=TaskResultStatus.READY,
            enqueued_at=time_of(row.pk),
            started_at=None,
            finished_at=None,
            last_attempted_at=None,
            args=list(args),
            kwargs=kwargs,
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )


def row_for(task: AnyTask, args: Iterable[Any], kwargs: dict[str, Any]) -> TaskRow:
    """The row, not yet saved, that promises a call; TypeError if the arguments are not JSON."""
    arguments = normalize_json({"args": list(args), "kwargs": kwargs})
    return TaskRow(
        path=task.module_path,
        arguments=arguments,
        priority=task.priority,
        due_at=task.run_after or timezone.now(),
    )


def enqueue_all(calls: Iterable[tuple[AnyTask, dict[str, Any]]]) -> None:
    """Enqueue many calls with one INSERT: (task, its keyword arguments) each."""
    TaskRow.objects.bulk_create([row_for(task, (), kwargs) for task, kwargs in calls])
