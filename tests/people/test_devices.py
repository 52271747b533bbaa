from allauth.usersessions.models import UserSession
from django.test import Client

from kith.people.devices import describe
from tests.cast import PASSWORD

PAGE = "/accounts/sessions/"


def sign_in(name, agent="Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0") -> Client:
    browser = Client(headers={"User-Agent": agent})
    browser.post("/accounts/login/", {"login": name, "password": PASSWORD})
    return browser


def test_a_member_sees_their_devices_and_nobody_elses(cast):
    here, _there, _ben = sign_in("ana"), sign_in("ana", "Mozilla/5.0 (iPhone) Safari/605"), sign_in("ben", "Opera/9")
    page = here.get(PAGE).content.decode()
    assert "Firefox, Linux" in page
    assert "Safari, iPhone" in page
    assert "Opera" not in page


def test_one_device_is_signed_out_from_another(cast):
    here, there = sign_in("ana"), sign_in("ana")
    device = UserSession.objects.get(session_key=there.session.session_key)
    assert here.post(PAGE, {"device": device.pk}).status_code == 302
    assert there.get("/settings/").status_code == 302
    assert here.get("/settings/").status_code == 200


def test_all_other_devices_are_signed_out(cast):
    here, there, elsewhere = sign_in("ana"), sign_in("ana"), sign_in("ana")
    here.post(PAGE, {"others": "1"})
    assert [browser.get("/settings/").status_code for browser in (here, there, elsewhere)] == [200, 302, 302]


def test_nobody_signs_out_the_device_of_another(cast):
    ana, ben = sign_in("ana"), sign_in("ben")
    device = UserSession.objects.get(session_key=ana.session.session_key)
    for wrong in (device.pk, "", "x", "9" * 5000):
        assert ben.post(PAGE, {"device": wrong}).status_code == 404
    assert ana.get("/settings/").status_code == 200


def test_signing_out_ends_the_session(cast):
    browser = sign_in("ana")
    key = browser.session.session_key
    browser.post("/accounts/logout/")
    browser.cookies["sessionid"] = key
    assert browser.get("/settings/").status_code == 302


def test_what_a_browser_says_of_itself_is_put_shortly():
    chrome = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"
    assert describe(chrome) == "Chrome, Android"
    assert describe("x" * 500) == "x" * 60
    assert describe("") == ""
