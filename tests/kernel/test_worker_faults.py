"""A database that is locked, full or away is waited for, and nothing is lost by it."""

import pytest
from django.db import OperationalError

from kith.kernel import worker
from kith.kernel.models import TaskRow
from kith.kernel.tasks import rows, running, task
from kith.kernel.worker import LONGEST_WAIT, LOOK_EVERY, Runner

pytestmark = pytest.mark.django_db(transaction=True)
done: list[str] = []


@task()
def note(what: str) -> None:
    done.append(what)


@task()
def fill_disk() -> None:
    raise OSError(28, "No space left on device")


class Enough(BaseException):
    """Ends a loop that has no end of its own."""


@pytest.fixture
def waits(monkeypatch) -> list[float]:
    """How long a loop would have slept; at the twentieth time it ends with Enough."""
    done.clear()
    kept: list[float] = []

    def sleep(seconds: float) -> None:
        kept.append(seconds)
        if len(kept) == 20:
            raise Enough

    monkeypatch.setattr(worker.time, "sleep", sleep)
    return kept


def run_on(loop) -> None:
    with pytest.raises(Enough):
        loop()


def failing(function, times: int, text: str):
    """The function, failing as the database does for the first few times."""
    left = [times]

    def call(*args, **named):
        if left[0]:
            left[0] -= 1
            raise OperationalError(text)
        return function(*args, **named)

    return call


@pytest.mark.parametrize("text", ["database is locked", "database or disk is full", "server closed the connection"])
def test_it_waits_longer_and_longer_and_then_goes_on(waits, monkeypatch, text):
    note.enqueue("kept")
    monkeypatch.setattr(worker.rows, "claim", failing(rows.claim, 8, text))
    run_on(Runner().run)
    assert waits[:7] == [0.2, 0.4, 0.8, 1.6, 3.2, LONGEST_WAIT, LONGEST_WAIT]
    assert waits[8:] == [LOOK_EVERY] * 12
    assert done == ["kept"]
    assert not TaskRow.objects.exists()


def test_a_task_whose_end_could_not_be_written_runs_again(waits, monkeypatch):
    note.enqueue("twice")
    monkeypatch.setattr(running.rows, "finish", failing(rows.finish, 1, "database is locked"))
    run_on(Runner(lease=0).run)  # its lease has ended by the next look
    assert done == ["twice", "twice"]
    assert not TaskRow.objects.exists()


def test_a_full_disk_in_a_task_is_tried_again_later(waits):
    fill_disk.enqueue()
    note.enqueue("meanwhile")
    run_on(Runner().run)
    row = TaskRow.objects.get()
    assert "No space left" in row.error
    assert row.failed_at is None
    assert done == ["meanwhile"]


def test_a_heartbeat_that_fails_does_not_end_the_worker(waits, monkeypatch):
    runner = Runner()
    monkeypatch.setattr(runner, "beat", failing(runner.beat, 2, "database is locked"))
    run_on(runner.beat_on)
    assert worker.Worker.objects.get().name == runner.name
