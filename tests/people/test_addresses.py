"""No answer tells whether an address has an account; only a verified address is anyone's."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client

from kith.people.models import Account
from tests.cast import PASSWORD
from tests.people.test_signing_up_and_in import NEW

RESET = "/accounts/password/reset/"


@pytest.fixture(autouse=True)
def _mail_is_on(settings):
    settings.MAIL_IS_ON = True


@pytest.fixture
def verified(cast) -> EmailAddress:
    """Ana's address, which she has verified."""
    return EmailAddress.objects.create(user=cast.ana.account, email="ana@example.org", primary=True, verified=True)


def without_what_always_differs(answer) -> str:
    return re.sub(
        r'value="[\w-]+"|hue-\d+|dee\w*|free@example.org|ana@example.org',
        "",
        answer.content.decode(),
    )


def letter_link(letter) -> str:
    return re.search(r"https?://[^/]+(/accounts/\S+)", letter.body).group(1)


def test_signing_up_with_a_taken_address_answers_as_with_a_free_one(verified):
    taken = Client().post("/accounts/signup/", {**NEW, "username": "deea", "email": "Ana@example.org"}, follow=True)
    free = Client().post("/accounts/signup/", {**NEW, "username": "deeb", "email": "free@example.org"}, follow=True)
    assert taken.redirect_chain == free.redirect_chain
    assert without_what_always_differs(taken) == without_what_always_differs(free)
    assert Account.objects.filter(username__in=["deea", "deeb"]).count() == 2


def test_asking_for_a_new_password_answers_the_same_for_any_address(verified):
    known = Client().post(RESET, {"email": "ana@example.org"}, follow=True)
    unknown = Client().post(RESET, {"email": "free@example.org"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain
    assert without_what_always_differs(known) == without_what_always_differs(unknown)


def test_a_new_password_is_set_by_the_letter_once(verified, run_tasks):
    Client().post(RESET, {"email": "ANA@example.org"})
    run_tasks()
    path = letter_link(mail.outbox[0])
    browser = Client()
    page = browser.get(path, follow=True)
    new = {"password1": "quite another one", "password2": "quite another one"}
    assert browser.post(page.redirect_chain[-1][0], new).status_code == 302
    assert Account.objects.get(username="ana").check_password("quite another one")
    again = {"password1": "a third one entirely", "password2": "a third one entirely"}
    for page in (path, path.replace(path.split("-")[-1], "set-password/")):
        browser.post(page, again)
        Client().post(page, again)
    assert Account.objects.get(username="ana").check_password("quite another one")


def test_an_unverified_address_receives_no_reset(cast, run_tasks):
    EmailAddress.objects.create(user=cast.ben.account, email="ben@example.org", primary=True)
    Client().post(RESET, {"email": "ben@example.org"})
    run_tasks()
    assert len(mail.outbox) == 1
    assert "no account has verified it" in mail.outbox[0].body
    assert "/password/reset/key/" not in mail.outbox[0].body


def test_who_names_the_address_of_another_gets_nothing_by_it(verified, cast, as_member, run_tasks):
    """Cyd adds Ana's verified address, then tries to verify, sign in and reset by it."""
    cyd = as_member(None)
    cyd.post("/accounts/login/", {"login": "cyd", "password": PASSWORD})
    cyd.post("/accounts/email/", {"email": "ana@example.org", "action_add": "1"})
    assert EmailAddress.objects.filter(user=cast.cyd.account, email="ana@example.org", verified=False).exists()
    assert (
        not Client()
        .post("/accounts/login/", {"login": "ana@example.org", "password": "x"})
        .wsgi_request.user.is_authenticated
    )
    Client().post(RESET, {"email": "ana@example.org"})
    run_tasks()
    assert "@ana" in mail.outbox[-1].body
    Client().post(letter_link(mail.outbox[0]))  # even by the letter, which only Ana can read
    assert not EmailAddress.objects.get(user=cast.cyd.account, email="ana@example.org").verified
    assert EmailAddress.objects.get(pk=verified.pk).verified


def test_an_address_is_verified_by_its_letter_and_then_signs_in(community, run_tasks):
    Client().post("/accounts/signup/", NEW)
    run_tasks()
    assert "@dee" in mail.outbox[0].body
    assert Client().post(letter_link(mail.outbox[0])).status_code == 302
    signed_in = Client().post("/accounts/login/", {"login": "dee@example.org", "password": NEW["password1"]})
    assert signed_in.status_code == 302


def test_a_forged_link_verifies_nothing(cast):
    EmailAddress.objects.create(user=cast.ben.account, email="ben@example.org", primary=True)
    for key in ("x", "1:2:3", "MQ:1xYz:" + "a" * 43):
        assert Client().post(f"/accounts/confirm-email/{key}/").status_code == 404
    assert not EmailAddress.objects.filter(verified=True).exists()


@pytest.mark.parametrize("login", ["nobody", "nobody@example.org", "ana@example.org", "ana", "cyd@example.org"])
def test_each_failed_sign_in_works_out_one_password(verified, login, monkeypatch):
    """A known name and an unknown one take the same time, because the same work is done."""
    done = []
    hasher = "django.contrib.auth.hashers.MD5PasswordHasher"
    for method in ("encode", "verify"):
        original = getattr(__import__("django.contrib.auth.hashers", fromlist=["x"]).MD5PasswordHasher, method)
        if method == "verify":
            monkeypatch.setattr(f"{hasher}.verify", lambda *args: done.append("verify") or False)
        else:
            monkeypatch.setattr(f"{hasher}.encode", lambda *args, _real=original: done.append("encode") or _real(*args))
    Client().post("/accounts/login/", {"login": login, "password": "wrong"})
    assert len(done) == 1


def test_without_mail_the_pages_say_so_and_the_address_waits(settings, cast, as_member):
    settings.MAIL_IS_ON = False
    for answer in (Client().get(RESET), Client().post(RESET, {"email": "ana@example.org"})):
        assert "sends no mail yet" in answer.content.decode()
    browser = as_member(None)
    browser.post("/accounts/login/", {"login": "ben", "password": PASSWORD})
    assert "sends no mail yet" in browser.get("/accounts/email/").content.decode()
    browser.post("/accounts/email/", {"email": "New@example.org", "action_add": "1"})
    address = EmailAddress.objects.get(user=cast.ben.account)
    assert (address.email, address.verified) == ("new@example.org", False)
    assert get_user_model().objects.get(username="ben").email == "new@example.org"


def test_no_stranger_locks_a_member_out(cast):
    """A stranger's failures, from another network, do not count against the member."""
    stranger, ana = Client(REMOTE_ADDR="192.0.2.1"), Client(REMOTE_ADDR="198.51.100.7")
    for _ in range(8):
        stranger.post("/accounts/login/", {"login": "ana", "password": "wrong"})
    assert "Too many" in stranger.post("/accounts/login/", {"login": "ana", "password": PASSWORD}).content.decode()
    assert ana.post("/accounts/login/", {"login": "ana", "password": PASSWORD}).status_code == 302


def test_asking_too_often_answers_429_and_when_to_come_back(cast):
    browser = Client(REMOTE_ADDR="192.0.2.1")
    answers = [browser.post(RESET, {"email": f"a{number}@example.org"}) for number in range(25)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused
    assert all(int(answer["Retry-After"]) > 0 for answer in refused)
