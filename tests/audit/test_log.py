import threading

import pytest
from django.db import connection, transaction

from kith.audit.log import broken_lines, record
from kith.audit.models import Line


def test_a_line_says_who_did_what_to_whom_and_why(cast):
    record(actor=cast.mo, verb="set_state", target=cast.ben, reason="Spam", state="SUSPENDED")
    line = Line.objects.get()
    assert (line.actor_id, line.verb, line.target_kind, line.target_id) == (
        cast.mo.pk,
        "set_state",
        "profile",
        cast.ben.pk,
    )
    assert (line.reason, line.details) == ("Spam", {"state": "SUSPENDED"})


def test_an_untouched_log_is_whole(cast):
    for number in range(5):
        record(actor=cast.mo if number % 2 else None, verb="looked", target=None, reason="مرحبا", number=number)
    assert list(broken_lines()) == []


@pytest.mark.parametrize(
    "change",
    [{"reason": "other"}, {"actor_id": 1}, {"verb": "x"}, {"details": {}}, {"target_id": 7}, {"chain": "0" * 64}],
)
def test_a_changed_line_shows(cast, change):
    lines = [record(actor=cast.mo, verb="looked", target=cast.ben, number=number) for number in range(3)]
    Line.objects.filter(pk=lines[1].pk).update(**change)
    assert lines[1].pk in [line.pk for line in broken_lines()]


def test_a_line_taken_out_shows_in_the_next(cast):
    lines = [record(actor=cast.mo, verb="looked", target=cast.ben) for _ in range(3)]
    Line.objects.filter(pk=lines[1].pk).delete()
    assert [line.pk for line in broken_lines()] == [lines[2].pk]


def test_what_is_undone_leaves_no_line(cast):
    with transaction.atomic():
        record(actor=cast.mo, verb="looked", target=cast.ben)
        transaction.set_rollback(True)
    assert not Line.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_many_who_write_at_once_make_one_chain():
    def write(number):
        for _ in range(5):
            record(actor=None, verb="looked", target=None, number=number)
        connection.close()

    threads = [threading.Thread(target=write, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Line.objects.count() == 20
    assert list(broken_lines()) == []
