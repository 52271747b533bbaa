"""What happens to a row when its task fails, and when it is claimed, step by step."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kith.kernel.models import TaskRow
from kith.kernel.tasks import health, rows, running, task

LEASE = timedelta(seconds=15)
pytestmark = pytest.mark.django_db


@task(tries=3)
def fail(why: str) -> None:
    raise ValueError(why)


def try_once() -> TaskRow:
    """One try of the only row, due or not."""
    TaskRow.objects.update(due_at=timezone.now())
    row = rows.claim("w1", LEASE)
    assert row is not None
    running.settle(row)
    return TaskRow.objects.get()


def test_delays_grow_and_then_the_row_is_kept_with_its_error():
    fail.enqueue("no")
    delays = []
    for _ in range(3):
        row = try_once()
        delays.append(round((row.due_at - timezone.now()).total_seconds()))
    assert delays == [2, 8, 32]
    assert row.failed_at is not None
    assert "ValueError: no" in row.error
    assert list(rows.failed()) == [row]
    assert rows.claim("w1", LEASE) is None


def test_the_operator_can_have_it_run_again():
    fail.enqueue("no")
    for _ in range(3):
        try_once()
    assert rows.run_again(rows.failed()) == 1
    assert rows.claim("w1", LEASE).attempts == 1


def test_a_task_that_this_version_does_not_know_is_tried_again():
    TaskRow.objects.create(path="kith.kernel.none.such", arguments={"args": [], "kwargs": {}})
    row = try_once()
    assert "ModuleNotFoundError" in row.error
    assert row.failed_at is None


def test_a_name_that_is_no_task_is_never_called():
    TaskRow.objects.create(path="os.getcwd", arguments={"args": [], "kwargs": {}})
    assert "is not a task" in try_once().error


def test_a_huge_error_is_cut():
    fail.enqueue("x" * 100_000)
    assert len(try_once().error) == running.ERROR_LENGTH


def test_a_claimed_row_is_not_taken_again_before_its_lease_ends():
    fail.enqueue("no")
    first = rows.claim("w1", LEASE)
    assert rows.claim("w2", LEASE) is None
    TaskRow.objects.update(due_at=timezone.now())
    second = rows.claim("w2", LEASE)
    assert second.attempts == 2
    rows.finish(first)  # it lost its lease: the row is no longer its own
    rows.fail(first, "late", 1)
    assert TaskRow.objects.get().worker == "w2"


def test_an_idle_look_writes_nothing(django_assert_num_queries):
    with django_assert_num_queries(1) as asked:
        assert rows.claim("w1", LEASE) is None
    assert asked[0]["sql"].startswith("SELECT")


def test_old_failures_go_and_young_ones_stay():
    for days in (1, 100):
        TaskRow.objects.create(path="x", failed_at=timezone.now() - timedelta(days=days))
    health.prune.call()
    assert rows.failed().count() == 1
