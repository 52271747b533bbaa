"""A task row commits with the change that promises it."""

import pytest
from django.db import transaction

from kith.kernel.models import TaskRow
from kith.kernel.tasks import SLOW, URGENT, enqueue_all, task

done: list[object] = []


@pytest.fixture(autouse=True)
def _fresh():
    done.clear()


@task()
def note(what: str) -> None:
    done.append(what)


@task(priority=URGENT, time_limit=5, tries=2)
def note_soon(what: str) -> None:
    done.append(what)


@task(priority=SLOW)
def note_twice(what: str) -> None:
    note.enqueue(what=what)
    note.enqueue(what=what)


def test_a_task_runs_with_what_it_was_given_and_its_row_goes(run_tasks):
    note.enqueue("a")
    note.enqueue(what="b")
    assert run_tasks() == 2
    assert done == ["a", "b"]
    assert not TaskRow.objects.exists()


def test_what_is_rolled_back_never_runs(run_tasks):
    with transaction.atomic():
        note.enqueue("never")
        transaction.set_rollback(True)
    assert run_tasks() == 0
    assert done == []


def test_the_urgent_lane_goes_first_and_tasks_of_tasks_run_too(run_tasks):
    note_twice.enqueue("last")
    note.enqueue("second")
    note_soon.enqueue("first")
    run_tasks()
    assert done == ["first", "second", "last", "last"]


def test_many_are_enqueued_with_one_statement(run_tasks, django_assert_num_queries):
    with django_assert_num_queries(1):
        enqueue_all((note, {"what": number}) for number in range(20))
    run_tasks()
    assert done == list(range(20))


def test_arguments_must_be_json(db):
    with pytest.raises(TypeError):
        note.enqueue(object())


def test_the_fixture_raises_what_a_task_raises(run_tasks):
    note.enqueue()
    with pytest.raises(TypeError):
        run_tasks()
