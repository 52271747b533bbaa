import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from kith.kernel import limits
from kith.people.access import permission_required
from kith.people.models import Profile, Session
from tests.cast import PASSWORD

SECRET = "JBSWY3DPEHPK3PXP"
ACTIVATE = "/accounts/2fa/totp/activate/"


def code(secret=SECRET) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


def sign_in(name) -> Client:
    browser = Client()
    browser.post("/accounts/login/", {"login": name, "password": PASSWORD})
    return browser


@pytest.fixture
def protected(cast):
    """Ben has an authenticator app and recovery codes."""
    totp.TOTP.activate(cast.ben.account, SECRET)
    RecoveryCodes.activate(cast.ben.account)
    return cast.ben


def test_a_member_sets_up_an_app_and_the_page_keeps_to_the_content_policy(cast):
    browser = sign_in("ana")
    page = browser.get(ACTIVATE)
    html = page.content.decode()
    assert "<svg" in html
    assert "data:image" not in html
    assert "style=" not in html
    secret = page.context["form"].secret
    assert browser.post(ACTIVATE, {"code": code(secret)}).status_code == 302
    types = set(Authenticator.objects.filter(user=cast.ana.account).values_list("type", flat=True))
    assert types == {"totp", "recovery_codes"}


def test_a_wrong_code_sets_nothing_up(cast):
    browser = sign_in("ana")
    browser.get(ACTIVATE)
    assert browser.post(ACTIVATE, {"code": "000000"}).status_code == 200
    assert not Authenticator.objects.exists()


def test_the_password_alone_does_not_sign_in(protected):
    browser = Client()
    answer = browser.post("/accounts/login/", {"login": "ben", "password": PASSWORD})
    assert answer["Location"] == "/accounts/2fa/authenticate/"
    assert browser.get("/settings/").status_code == 302
    assert browser.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert browser.get("/settings/").status_code == 302
    browser.post("/accounts/2fa/authenticate/", {"code": code()})
    assert browser.get("/settings/").status_code == 200


def test_a_recovery_code_signs_in_once(protected):
    recovery = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    for expected in (200, 302):
        browser = Client()
        browser.post("/accounts/login/", {"login": "ben", "password": PASSWORD})
        browser.post("/accounts/2fa/authenticate/", {"code": recovery})
        assert browser.get("/settings/").status_code == expected


def test_factors_ask_for_a_fresh_sign_in(cast, as_member):
    browser = as_member(cast.ana)  # signed in, but not just now by a password
    answer = browser.get(ACTIVATE)
    assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert browser.post(answer["Location"], {"password": "wrong"}).status_code == 200
    assert browser.post(answer["Location"], {"password": PASSWORD})["Location"] == ACTIVATE
    assert browser.get(ACTIVATE).status_code == 200


def test_a_passkey_is_offered_for_the_host_that_members_type(cast, settings):
    page = sign_in("ana").get("/accounts/2fa/webauthn/add/")
    assert page.status_code == 200
    options = page.context["js_data"]["creation_options"]["publicKey"]
    assert options["rp"] == {"id": settings.SITE.hostname, "name": "Riverside"}
    assert options["user"]["name"] == "ana"


def test_signing_in_by_passkey_is_offered(cast):
    browser = Client()
    assert "passkey_login" in browser.get("/accounts/login/").content.decode()
    options = browser.get("/accounts/2fa/webauthn/login/", headers={"Accept": "application/json"})
    assert "challenge" in str(options.json())


def test_a_stranger_can_not_have_sessions_made_without_end(cast, monkeypatch):
    monkeypatch.setitem(vars(limits.LIMITS["passkey"]), "network", limits.Rate.read("2/h"))
    ask = {"headers": {"Accept": "application/json"}}
    statuses = [Client().get("/accounts/2fa/webauthn/login/", **ask).status_code for _ in range(4)]
    assert statuses.count(429) >= 1
    assert Session.objects.count() < 4


FORGED = [
    "{}",
    "[]",
    "7",
    "not json",
    '{"id": "x", "type": "public-key"}',
    '{"id": "eA", "rawId": "eA", "type": "public-key", "response": 7}',
    '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {"clientDataJSON": "eA", "userHandle": "eA"}}',
    '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {"clientDataJSON": "e30", "authenticatorData": "eA",'
    ' "signature": "eA", "userHandle": "eA"}}',
    "[" * 900,
]


@pytest.mark.parametrize("forged", FORGED)
def test_what_is_no_passkey_signs_in_and_sets_up_nothing(cast, forged):
    stranger, ana = Client(), sign_in("ana")
    stranger.get("/accounts/2fa/webauthn/login/", headers={"Accept": "application/json"})
    assert stranger.post("/accounts/2fa/webauthn/login/", {"credential": forged}).status_code in (200, 302)
    assert stranger.get("/settings/").status_code == 302
    ana.get("/accounts/2fa/webauthn/add/")
    assert ana.post("/accounts/2fa/webauthn/add/", {"credential": forged, "name": "x"}).status_code == 200
    assert not Authenticator.objects.exists()


def staff_page(member):
    request = RequestFactory().get("/console/")
    request.member, request.session, request._messages = member, {}, type("None", (), {"add": lambda *args: None})()
    view = permission_required("withhold")(lambda request: HttpResponse("reached"))
    return view(request)


def test_staff_enter_within_a_week_and_then_only_with_a_second_factor(cast):
    for days, reached in ((6, True), (8, False)):
        Profile.objects.filter(pk=cast.mo.pk).update(role_since=timezone.now() - timedelta(days=days))
        answer = staff_page(Profile.objects.get(pk=cast.mo.pk))
        assert (answer.status_code == 200) is reached
    assert answer["Location"] == "/accounts/2fa/"
    totp.TOTP.activate(cast.mo.account, SECRET)
    assert staff_page(Profile.objects.get(pk=cast.mo.pk)).status_code == 200


def test_members_do_not_find_the_pages_of_staff(cast):
    with pytest.raises(Http404):
        staff_page(cast.ana)
