"""What staff do that belongs to no other domain: reading what is withheld, and looking after failed tasks."""

from django.db import transaction

from kith.audit import log
from kith.kernel.models import TaskRow
from kith.kernel.tasks import rows
from kith.people.models import Profile
from kith.people.permissions import require
from kith.posts.models import Post


def read_withheld_post(*, actor: Profile, post: Post) -> str:
    """The text of a withheld post; that it was read, and by whom, stays in the log."""
    require(actor, "withhold")
    log.record(actor=actor, verb="read_withheld_post", target=post)
    return post.text


@transaction.atomic
def run_task_again(*, actor: Profile, pk: int) -> None:
    """Give a failed task all its tries again."""
    require(actor, "community")
    task = _failed(pk)
    if task:
        rows.run_again(rows.failed().filter(pk=pk))
        log.record(actor=actor, verb="run_task_again", target=task, path=task.path)


@transaction.atomic
def dismiss_task(*, actor: Profile, pk: int) -> None:
    """Give a failed task up for good."""
    require(actor, "community")
    task = _failed(pk)
    if task:
        log.record(actor=actor, verb="dismiss_task", target=task, path=task.path, error=task.error[-2000:])
        task.delete()


def _failed(pk: int) -> TaskRow | None:
    return rows.failed().select_for_update().filter(pk=pk).first()
