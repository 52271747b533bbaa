import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from kith.audit.models import Line
from kith.community.models import Community
from kith.people import joining
from kith.people.actions.joining import approve, decline, invite, join, revoke
from kith.people.models import Account, Application, Invitation, Profile, State
from kith.people.permissions import NotAllowed
from tests.people.test_signing_up_and_in import NEW

SIGN_UP = "/accounts/signup/"


def set_policy(**policy):
    Community.objects.update(**policy)


def new_invitation(inviter, **given):
    given = {"expires_at": timezone.now() + timedelta(days=1), **given}
    return Invitation.objects.create(inviter=inviter, **given)


@pytest.fixture
def applicant(cast) -> Profile:
    set_policy(joining="approval")
    Client().post(SIGN_UP, {**NEW, "words": "I live at number 9"})
    return Profile.objects.get(handle="dee")


def test_a_closed_community_says_so_and_lets_nobody_in(cast):
    set_policy(joining="closed")
    token = new_invitation(cast.olu).token
    for answer in (Client().get(SIGN_UP), Client().post(SIGN_UP, {**NEW, "invitation": token})):
        assert answer.status_code == 403
        assert "takes no new members" in answer.content.decode()
    assert not Account.objects.filter(username="dee").exists()


def test_an_applicant_waits_and_sees_only_the_status_page(applicant, as_member):
    assert (applicant.state, applicant.application.words) == (State.AWAITING, "I live at number 9")
    browser = as_member(applicant)
    for page in ("/", "/@ana", "/settings/", "/notifications/", "/join/nothing/"):
        assert browser.get(page)["Location"] == "/status/"
    status = browser.get("/status/").content.decode()
    assert "Waiting for approval" in status
    assert "I live at number 9" in status


def test_approval_lets_in_and_is_written_down(cast, applicant, as_member, settings, run_tasks):
    settings.MAIL_IS_ON = True
    approve(actor=cast.mo, applicant=applicant, answer="Welcome!")
    assert Profile.objects.get(pk=applicant.pk).state == State.ACTIVE
    assert as_member(applicant).get("/settings/").status_code == 200
    line = Line.objects.get()
    assert (line.verb, line.actor_id, line.target_id) == ("approve", cast.mo.pk, applicant.pk)
    run_tasks()
    assert "Welcome!" in mail.outbox[0].body
    assert mail.outbox[0].to == ["dee@example.org"]


def test_the_declined_see_the_answer_and_nothing_else(cast, applicant, as_member, settings, run_tasks):
    settings.MAIL_IS_ON = True
    decline(actor=cast.mo, applicant=applicant, answer="Only for neighbours, sorry.")
    browser = as_member(applicant)
    assert "Only for neighbours, sorry." in browser.get("/status/").content.decode()
    assert browser.get("/")["Location"] == "/status/"
    assert applicant not in joining.applicants()
    run_tasks()
    assert "Only for neighbours, sorry." in mail.outbox[0].body


def test_no_member_answers_applicants(cast, applicant):
    for actor in (cast.ana, applicant):
        with pytest.raises(NotAllowed):
            approve(actor=actor, applicant=applicant)
    assert Application.objects.get().approved is None


def test_who_is_in_is_not_an_applicant(cast):
    with pytest.raises(NotAllowed):
        decline(actor=cast.mo, applicant=cast.ana)


def test_an_invitation_lets_in_past_approval_and_shows_who_invited(cast):
    set_policy(joining="approval")
    invitation = new_invitation(cast.olu)
    assert "Olu" in Client().get(f"/join/{invitation.token}/").content.decode()
    Client().post(SIGN_UP, {**NEW, "invitation": invitation.token})
    dee = Profile.objects.get(handle="dee")
    assert (dee.state, dee.invited_by) == (State.ACTIVE, cast.olu)
    assert Invitation.objects.get().uses_left == 0


def test_by_invitation_only_nobody_comes_without(cast):
    set_policy(joining="invitation")
    assert Client().get(SIGN_UP).status_code == 403
    for token in ("", "made-up", "é" * 10, "\x00", "x" * 5000):
        assert Client().get(SIGN_UP, {"invitation": token}).status_code == 403
        Client().post(SIGN_UP, {**NEW, "invitation": token})
    assert not Account.objects.filter(username="dee").exists()


@pytest.mark.parametrize("end", ["used", "over", "revoked", "inviter suspended", "inviter may not"])
def test_an_invitation_that_works_no_longer(cast, end):
    set_policy(joining="invitation")
    invitation = new_invitation(cast.olu)
    now, links = timezone.now(), Invitation.objects.all()
    match end:
        case "used":
            links.update(uses_left=0)
        case "over":
            links.update(expires_at=now)
        case "revoked":
            revoke(actor=cast.olu, invitation=invitation)
        case "inviter suspended":
            Profile.objects.filter(pk=cast.olu.pk).update(state=State.SUSPENDED)
        case "inviter may not":
            links.update(inviter=cast.ana)
    assert Client().get(f"/join/{invitation.token}/").status_code == 404
    assert Client().get(SIGN_UP, {"invitation": invitation.token}).status_code == 403
    answer = Client().post(SIGN_UP, {**NEW, "invitation": invitation.token})
    assert "no longer works" in answer.content.decode()
    assert not Account.objects.filter(username="dee").exists()


@pytest.mark.django_db(transaction=True)
def test_of_many_who_come_at_once_by_a_link_for_one_exactly_one_is_let_in(cast):
    set_policy(joining="invitation")
    token, came = new_invitation(cast.olu).token, []

    def come(number):
        try:
            came.append(join(handle=f"guest{number}", password="x", invitation=token).handle)
        except joining.NotOpen:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=come, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(came) == 1
    assert Account.objects.filter(username__startswith="guest").count() == 1


def test_members_invite_only_if_the_community_says_so(cast, as_member):
    page = "/settings/invitations/"
    assert as_member(cast.ana).get(page).status_code == 404
    Profile.objects.filter(pk=cast.mo.pk).update(role_since=timezone.now())
    assert as_member(cast.mo).get(page).status_code == 200
    with pytest.raises(NotAllowed):
        invite(actor=cast.ana, expires_at=timezone.now())
    set_policy(inviting="members", stamp=2)
    browser = as_member(cast.ana)
    browser.post(page, {"uses": 2, "days": 7})
    invitation = Invitation.objects.get()
    assert (invitation.inviter, invitation.uses_left) == (cast.ana, 2)
    assert f"/join/{invitation.token}/" in browser.get(page).content.decode()


def test_staff_invite_only_with_a_second_factor_once_their_week_is_over(cast, as_member):
    for days, made in ((6, 1), (8, 0)):
        Invitation.objects.all().delete()
        Profile.objects.filter(pk=cast.mo.pk).update(role_since=timezone.now() - timedelta(days=days))
        as_member(cast.mo).post("/settings/invitations/", {"uses": 1, "days": 7})
        assert Invitation.objects.count() == made


def test_one_takes_back_ones_own_link_and_no_one_elses(cast, as_member):
    set_policy(inviting="members")
    invitation = new_invitation(cast.ana)
    path = f"/settings/invitations/{invitation.pk}/revocation/"
    assert as_member(cast.ben).post(path).status_code == 404
    assert Invitation.objects.get().revoked_at is None
    assert as_member(cast.ana).post(path).status_code == 302
    assert Invitation.objects.get().revoked_at is not None


def test_staff_take_back_any_link_and_it_is_written_down(cast):
    invitation = new_invitation(cast.olu)
    with pytest.raises(NotAllowed):
        revoke(actor=cast.ana, invitation=invitation)
    revoke(actor=cast.mo, invitation=invitation)
    assert Line.objects.get().verb == "revoke_invitation"


@pytest.mark.parametrize("given", [{"uses": 0, "days": 7}, {"uses": 101, "days": 7}, {"uses": 1, "days": 8000}, {}])
def test_an_invitation_out_of_bounds_is_not_made(cast, as_member, given):
    Profile.objects.filter(pk=cast.olu.pk).update(role_since=timezone.now())
    assert as_member(cast.olu).post("/settings/invitations/", {"uses": "", **given}).status_code == 200
    assert not Invitation.objects.exists()
