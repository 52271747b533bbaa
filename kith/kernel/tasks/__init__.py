"""What must happen after a change: calls kept as rows that commit with the change, run by `kernel.worker`.

Declared with `task`, enqueued with Django's own `django.tasks`:

    @task(priority=URGENT, time_limit=20)
    def send_letter(letter_id: int) -> None: ...

    send_letter.enqueue(letter_id=letter.pk)

A task may run twice (its worker may be killed after the work and before the row goes), so it must be harmless
to repeat. It is given ids, never objects. Why this and not a library: `docs/decisions/0001-tasks.md`.
"""

from kith.kernel.tasks.backend import HEAVY, SLOW, URGENT, Task, enqueue_all, task

__all__ = ["HEAVY", "SLOW", "URGENT", "Task", "enqueue_all", "task"]
