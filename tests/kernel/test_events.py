"""An event becomes one task row a subscriber, in the transaction of its change, with one statement."""

from dataclasses import dataclass

import pytest
from django.db import transaction

from kith.kernel.events import emit
from kith.kernel.models import TaskRow
from kith.kernel.registry import registry
from kith.kernel.tasks import task

heard: list[str] = []


@dataclass(frozen=True)
class Happened:
    """Something that only tests know."""

    thing_id: int


@task()
def hear(thing_id: int) -> None:
    heard.append(f"first {thing_id}")


@task()
def hear_too(thing_id: int) -> None:
    heard.append(f"second {thing_id}")


@pytest.fixture
def subscribed(db):
    heard.clear()
    registry().events[Happened] = [hear, hear_too]
    yield
    del registry().events[Happened]


def test_each_subscriber_gets_a_row_and_all_cost_one_statement(subscribed, run_tasks, django_assert_num_queries):
    with django_assert_num_queries(1):
        emit(Happened(7))
    run_tasks()
    assert heard == ["first 7", "second 7"]


def test_what_nobody_subscribed_to_costs_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        emit(Happened(7))


def test_what_is_rolled_back_did_not_happen(subscribed):
    with transaction.atomic():
        emit(Happened(7))
        transaction.set_rollback(True)
    assert not TaskRow.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError, match="in the transaction"):
        emit(Happened(7))
