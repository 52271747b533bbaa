"""Who has lost their second factor is helped by staff above them, and learns of it."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.core import mail

from kith.audit.models import Line
from kith.cli.way_back import link_for
from kith.people.models import Account, Profile
from tests.people.test_factors import SECRET, sign_in

WHY = {"reason": "Lost the phone, came by with a passport"}


def protect(member: Profile) -> None:
    totp.TOTP.activate(member.account, SECRET)
    RecoveryCodes.activate(member.account)


def protected(member: Profile) -> bool:
    return Authenticator.objects.filter(user=member.account).exists()


@pytest.fixture
def address(staff) -> str:
    """Where Ana's factor is removed; she has one."""
    protect(staff.ana)
    return f"/console/members/{staff.ana.pk}/factors/"


def test_an_administrator_removes_it_with_a_reason_and_the_password_is_enough(staff, freshly, as_member, address):
    anas = as_member(staff.ana)
    assert sign_in("ana").get("/settings/").status_code == 302
    client = freshly(staff.ada)
    assert address in client.get(f"/console/members/{staff.ana.pk}/").text
    assert client.post(address, {"reason": ""}).status_code == 422
    assert protected(staff.ana)
    assert client.post(address, WHY).status_code == 302
    assert not protected(staff.ana)
    assert anas.get("/settings/").status_code == 302
    assert sign_in("ana").get("/settings/").status_code == 200
    line = Line.objects.get(verb="remove_factors")
    assert (line.actor_id, line.target_id, line.reason) == (staff.ada.pk, staff.ana.pk, WHY["reason"])
    page = client.get(f"/console/members/{staff.ana.pk}/").text
    assert "removed the second factor" in page
    assert address not in page


def test_it_takes_a_fresh_sign_in(staff, as_member, address):
    answer = as_member(staff.ada).post(address, WHY)
    assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert protected(staff.ana)


@pytest.mark.parametrize("who", ["ben", "mo"])
def test_it_is_not_there_for_members_and_moderators(staff, freshly, address, who):
    assert freshly(getattr(staff, who)).post(address, WHY).status_code == 404
    assert protected(staff.ana)


@pytest.mark.parametrize("who", ["ada", "olu"])
def test_nobody_removes_that_of_their_equals_or_betters(staff, freshly, who):
    member = getattr(staff, who)
    client = freshly(staff.ada)
    protect(member)
    address = f"/console/members/{member.pk}/factors/"
    assert client.get(address).status_code == client.post(address, WHY).status_code == 404
    assert protected(member)


def test_the_member_is_told_by_letter_in_their_language(staff, freshly, address, settings, run_tasks):
    settings.MAIL_IS_ON = True
    EmailAddress.objects.create(user=staff.ana.account, email="ana@example.org", primary=True, verified=True)
    EmailAddress.objects.create(user=staff.ana.account, email="else@example.org", verified=False)
    Account.objects.filter(username="ana").update(language="ar")
    freshly(staff.ada).post(address, WHY)
    run_tasks()
    assert [letter.to for letter in mail.outbox] == [["ana@example.org"]]
    assert "@ana" in mail.outbox[0].body
    assert 'dir="rtl"' in mail.outbox[0].alternatives[0].content


def test_nothing_is_logged_where_there_was_none(staff, freshly):
    freshly(staff.ada).post(f"/console/members/{staff.ben.pk}/factors/", WHY)
    assert not Line.objects.filter(verb="remove_factors").exists()


def test_an_owner_is_helped_from_the_command_line(staff):
    protect(staff.olu)
    link_for("olu", without_factors=False)
    assert protected(staff.olu)
    link_for("olu", without_factors=True)
    assert not protected(staff.olu)
    assert Line.objects.get(verb="remove_factors").actor_id is None
