from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kith.audit.models import Line
from kith.people.actions.ranks import LastOwner
from kith.people.actions.states import begin_leaving, come_back, deactivate, end_states, set_state
from kith.people.models import Profile, Role, State
from kith.people.permissions import NotAllowed
from tests.cast import PASSWORD, make_member


def now(member) -> Profile:
    return Profile.objects.get(pk=member.pk)


def suspend(cast, member, **given):
    set_state(actor=cast.mo, member=member, state=State.SUSPENDED, reason="Spam", **given)


def test_the_suspended_see_the_reason_the_end_and_nothing_else(cast, as_member):
    browser = as_member(cast.ben)
    suspend(cast, cast.ben, until=timezone.now() + timedelta(days=3))
    assert browser.get("/settings/")["Location"].startswith("/accounts/login/")  # the session ended
    browser = Client()
    browser.post("/accounts/login/", {"login": "ben", "password": PASSWORD})
    status = browser.get("/status/").content.decode()
    assert "suspended" in status
    assert "Spam" in status
    assert "It ends on" in status
    for page in ("/", "/@ana", "/settings/", "/accounts/email/"):
        assert browser.get(page)["Location"] == "/status/"
    assert browser.post("/posts/", {"text": "Buy now"}).status_code in (302, 404)
    assert browser.post("/accounts/logout/").status_code == 302


def test_what_staff_did_and_why_is_written_down(cast):
    suspend(cast, cast.ben)
    line = Line.objects.get()
    assert (line.actor_id, line.verb, line.target_id, line.reason) == (cast.mo.pk, "set_state", cast.ben.pk, "Spam")
    assert line.details == {"state": "SUSPENDED", "until": None}


@pytest.mark.parametrize(
    ("actor", "target"), [("ana", "ben"), ("mo", "mo"), ("mo", "mia"), ("mo", "olu"), ("olu", "ola")]
)
def test_nobody_acts_on_who_is_of_their_role_or_above(cast, actor, target):
    cast.mia, cast.ola = make_member("mia", role=Role.MODERATOR), make_member("ola", role=Role.OWNER)
    for state in (State.SUSPENDED, State.READ_ONLY):
        with pytest.raises(NotAllowed):
            set_state(actor=getattr(cast, actor), member=getattr(cast, target), state=state)
    assert now(getattr(cast, target)).state == State.ACTIVE
    assert not Line.objects.exists()


@pytest.mark.parametrize("state", [State.AWAITING, State.DEACTIVATED, State.LEAVING])
def test_staff_set_no_state_that_is_not_theirs_to_set(cast, state):
    with pytest.raises(NotAllowed):
        set_state(actor=cast.olu, member=cast.ben, state=state)


def test_a_suspended_moderator_restricts_nobody(cast):
    set_state(actor=cast.olu, member=cast.mo, state=State.SUSPENDED)
    with pytest.raises(NotAllowed):
        set_state(actor=now(cast.mo), member=cast.ben, state=State.SUSPENDED)


def test_read_only_reads_and_cannot_write(cast, as_member):
    set_state(actor=cast.mo, member=cast.ben, state=State.READ_ONLY, reason="Cool down")
    browser = as_member(now(cast.ben))
    assert browser.get("/settings/").status_code == 200
    assert browser.get("/settings/invitations/").status_code == 404


def test_time_ends_a_state_for_all_at_once(cast, run_tasks):
    suspend(cast, cast.ben, until=timezone.now() + timedelta(hours=1))
    suspend(cast, cast.cyd, until=timezone.now() - timedelta(hours=1))
    assert end_states() == 1
    assert now(cast.cyd).state == State.ACTIVE
    assert (now(cast.cyd).state_until, now(cast.cyd).state_reason) == (None, "")
    assert now(cast.ben).state == State.SUSPENDED
    assert Line.objects.filter(verb="end_state", actor_id=None, target_id=cast.cyd.pk).exists()
    assert end_states() == 0


def test_the_deactivated_are_signed_out_and_back_by_signing_in(cast, as_member):
    browser = as_member(cast.ben)
    deactivate(member=cast.ben)
    assert browser.get("/settings/").status_code == 302
    assert as_member(cast.ana).get("/@ben").status_code == 404
    assert browser.post("/accounts/login/", {"login": "ben", "password": PASSWORD}).status_code == 302
    assert now(cast.ben).state == State.ACTIVE
    assert browser.get("/settings/").status_code == 200


def test_a_wrong_password_brings_nobody_back(cast):
    deactivate(member=cast.ben)
    Client().post("/accounts/login/", {"login": "ben", "password": "wrong"})
    assert now(cast.ben).state == State.DEACTIVATED


def test_deactivating_is_no_way_out_of_a_restriction(cast):
    set_state(actor=cast.mo, member=cast.ben, state=State.READ_ONLY)
    deactivate(member=now(cast.ben))
    come_back(member=now(cast.ben))
    assert now(cast.ben).state == State.READ_ONLY
    begin_leaving(member=now(cast.ben), delete_after=timezone.now() + timedelta(days=30))
    suspend(cast, now(cast.ben))
    assert now(cast.ben).state == State.LEAVING
    come_back(member=now(cast.ben))
    assert (now(cast.ben).state, now(cast.ben).state_reason) == (State.SUSPENDED, "Spam")
    assert now(cast.ben).delete_after is None


def test_the_last_owner_stays(cast):
    for step_out in (deactivate, lambda member: begin_leaving(member=member, delete_after=timezone.now())):
        with pytest.raises(LastOwner):
            step_out(member=cast.olu)
    ola = make_member("ola", role=Role.OWNER)
    deactivate(member=cast.olu)
    with pytest.raises(LastOwner):
        deactivate(member=ola)
    assert now(ola).state == State.ACTIVE
