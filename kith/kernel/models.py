"""The tables of the kernel: tasks that wait, the processes that run them, and when the next ones are due."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from kith.kernel.ids import new_id


class TaskRow(models.Model):
    """A call that has been promised. It goes when the promise is kept, and stays, with its error, when it can't be.

    `due_at` is when a worker may take it: at first when it shall run, while it runs the end of its worker's lease,
    after an error when it is tried again. So the task of a killed worker comes due by itself. `attempts` counts
    how often it was taken, `worker` is who has it.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    path = models.CharField(max_length=200)
    arguments = models.JSONField(default=dict)
    priority = models.SmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=100, blank=True)
    error = models.TextField(blank=True)
    failed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(F("priority").desc(), F("due_at"), F("id"), condition=Q(failed_at=None), name="task_next")
        ]

    def __str__(self) -> str:
        return f"{self.path} {self.arguments}"


class Worker(models.Model):
    """A process that runs tasks, and when it last said that it lives."""

    name = models.CharField(max_length=100, primary_key=True)
    started_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name


class Planned(models.Model):
    """When a task of the schedule is next due. Moving `next_at` on is the right to enqueue it."""

    path = models.CharField(max_length=200, primary_key=True)
    next_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.path
