from allauth.account.models import EmailAddress
from django.test import Client

from kith.people.models import Account, Profile, State
from tests.cast import PASSWORD

NEW = {"username": "dee", "email": "dee@example.org", "password1": "a long enough one"}


def test_a_newcomer_signs_up_and_is_signed_in(community):
    browser = Client()
    answer = browser.post("/accounts/signup/", NEW)
    assert answer.status_code == 302, answer.context["form"].errors
    dee = Profile.objects.select_related("account").get(handle="dee")
    assert (dee.state, dee.account.username) == (State.ACTIVE, "dee")
    assert EmailAddress.objects.get(user=dee.account).verified is False
    assert browser.session["_auth_user_id"] == str(dee.account.pk)


def test_a_member_signs_in_by_handle_in_any_case(cast):
    answer = Client().post("/accounts/login/", {"login": "ANA", "password": PASSWORD})
    assert answer.status_code == 302


def test_a_wrong_password_signs_nobody_in(cast):
    browser = Client()
    assert browser.post("/accounts/login/", {"login": "ana", "password": "wrong"}).status_code == 200
    assert "_auth_user_id" not in browser.session


def test_only_a_verified_address_signs_in(cast):
    address = EmailAddress.objects.create(user=cast.ana.account, email="ana@example.org", primary=True)
    by_address = {"login": "Ana@example.org", "password": PASSWORD}
    assert Client().post("/accounts/login/", by_address).status_code == 200
    address.set_verified()
    assert Client().post("/accounts/login/", by_address).status_code == 302


def test_a_password_of_nine_characters_or_a_common_one_is_refused(community):
    for password in ("short one", "1234567890", "password123"):
        answer = Client().post("/accounts/signup/", {**NEW, "password1": password})
        assert "password1" in answer.context["form"].errors
    assert not Account.objects.exists()
