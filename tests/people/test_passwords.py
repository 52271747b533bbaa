import os
import sys
import threading

import pytest
from django.test import Client

from kith.people import passwords
from kith.people.passwords import Argon2, Busy, Lane


def test_a_password_is_kept_as_argon2id_at_its_cost():
    kept = Argon2().encode("correct horse battery", "somesalt" * 2)
    assert kept.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert Argon2().verify("correct horse battery", kept)
    assert not Argon2().verify("correct horse", kept)


def test_one_is_worked_out_at_a_time_few_wait_and_the_rest_are_turned_away():
    lane, inside, go, done = Lane(may_wait=1), threading.Event(), threading.Event(), []

    def work(name):
        inside.set()
        go.wait(60)
        done.append(name)

    first = threading.Thread(target=lane.work_out, args=[work, "first"])
    first.start()
    inside.wait(60)
    assert lane.places.acquire(blocking=False)  # the one who waits
    with pytest.raises(Busy):
        lane.work_out(work, "turned away")
    lane.places.release()
    go.set()
    first.join()
    lane.work_out(work, "later")
    assert done == ["first", "later"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a priority for each thread")
def test_pages_go_before_passwords():
    behind = Lane(may_wait=0).work_out(lambda: os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))
    assert behind > os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


def test_a_storm_of_sign_ins_is_told_to_come_back(cast, monkeypatch):
    def busy(*args):
        raise Busy

    monkeypatch.setattr("django.contrib.auth.hashers.MD5PasswordHasher.verify", busy)
    answer = Client().post("/accounts/login/", {"login": "ana", "password": "x"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "2")
    assert Client().get("/accounts/login/").status_code == 200


def test_few_wait():
    assert passwords.MAY_WAIT <= 4  # of the eight threads of a page process, half are left for other pages
