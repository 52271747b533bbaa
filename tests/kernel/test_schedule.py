"""What runs by itself runs once for each moment, and makes up for a pause with one run."""

from datetime import UTC, datetime, timedelta

import pytest

from kith.kernel import schedule
from kith.kernel.models import Planned, TaskRow
from kith.kernel.registry import registry
from kith.kernel.schedule import daily, enqueue_planned, every
from kith.kernel.tasks import task

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@task()
def sweep() -> None: ...


@pytest.fixture
def clock(monkeypatch):
    """Sets the time that the schedule sees."""
    return lambda moment: monkeypatch.setattr(schedule.timezone, "now", lambda: moment)


def test_the_next_moment_of_a_day_and_of_an_interval():
    at_three = daily(sweep, at="03:10")
    assert at_three.after(NOON) == datetime(2026, 3, 2, 3, 10, tzinfo=UTC)
    assert at_three.after(datetime(2026, 3, 1, 3, 9, tzinfo=UTC)) == datetime(2026, 3, 1, 3, 10, tzinfo=UTC)
    assert at_three.after(datetime(2026, 3, 1, 3, 10, tzinfo=UTC)) == datetime(2026, 3, 2, 3, 10, tzinfo=UTC)
    assert every(sweep, minutes=5).after(NOON) == NOON + timedelta(minutes=5)
    assert every(sweep, minutes=5).after(NOON + timedelta(seconds=1)) == NOON + timedelta(minutes=5)


@pytest.fixture
def planned(db):
    """The schedule of a test, in place of the installation's."""
    kept = registry().schedule[:]
    registry().schedule[:] = [daily(sweep, at="04:00")]
    yield
    registry().schedule[:] = kept


def test_a_moment_comes_to_one_run(planned, clock):
    clock(NOON)
    enqueue_planned()
    assert not TaskRow.objects.exists()  # not due before its first moment
    clock(NOON + timedelta(hours=16))
    enqueue_planned()
    enqueue_planned()
    assert TaskRow.objects.count() == 1
    assert Planned.objects.get().next_at == NOON + timedelta(hours=40)


def test_a_week_without_a_worker_is_made_up_for_once(planned, clock):
    clock(NOON)
    enqueue_planned()
    clock(NOON + timedelta(days=7))
    enqueue_planned()
    assert TaskRow.objects.count() == 1
    assert Planned.objects.get().next_at > NOON + timedelta(days=7)


def test_a_run_that_still_waits_is_not_joined_by_another(planned, clock):
    clock(NOON)
    enqueue_planned()
    for day in (1, 2, 3):
        clock(NOON + timedelta(days=day))
        enqueue_planned()
    assert TaskRow.objects.count() == 1


def test_of_two_who_look_at_once_one_enqueues(planned, clock):
    clock(NOON)
    enqueue_planned()
    seen = Planned.objects.get().next_at
    plan = registry().schedule[0]
    schedule._take(plan, seen, seen)
    TaskRow.objects.all().delete()
    schedule._take(plan, seen, seen)  # it read the same moment, but came second
    assert not TaskRow.objects.exists()


def test_looking_writes_nothing(planned, clock, django_assert_num_queries):
    clock(NOON)
    enqueue_planned()
    with django_assert_num_queries(1) as asked:
        enqueue_planned()
    assert asked[0]["sql"].startswith("SELECT")
