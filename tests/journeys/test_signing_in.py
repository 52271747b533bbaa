"""The ways in: a passkey, a second factor, and the page behind the set-up link."""

import hashlib
import hmac
import struct
import time
from base64 import b32decode

import pytest
from playwright.sync_api import expect

from tests.installation import PASSWORD
from tests.journeys.member import Member


@pytest.fixture
def gil(at_browser, unused_handle) -> Member:
    """Someone who has just signed up."""
    return at_browser(unused_handle("gil")).signs_up()


def code_of(secret: str) -> str:
    """What an authenticator app shows for a secret just now (RFC 6238)."""
    moment = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.digest(b32decode(secret), moment, hashlib.sha1)
    place = digest[-1] & 15
    number = struct.unpack(">I", digest[place : place + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def signs_out(member: Member) -> None:
    member.open("/").page.locator(".topbar .menu > summary").click()
    member.press("Sign out", member.page.locator(".topbar"))
    expect(member.page.locator("body")).to_have_attribute("data-member", "")


def confirms_who_they_are(member: Member) -> None:
    """Pages that change how one signs in ask for the password once more."""
    asked = member.page.get_by_label("Password", exact=True)
    if asked.is_visible():
        asked.fill(PASSWORD)
        member.page.locator("main form button[type=submit]").first.click()


def test_a_passkey_is_added_and_then_opens_the_door(gil):
    session = gil.page.context.new_cdp_session(gil.page)
    session.send("WebAuthn.enable")
    device = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    given = {"options": {**device, "isUserVerified": True, "automaticPresenceSimulation": True}}
    session.send("WebAuthn.addVirtualAuthenticator", given)
    gil.open("/accounts/2fa/webauthn/add/")
    confirms_who_they_are(gil)
    gil.page.get_by_label("Name").fill("My phone")
    gil.page.locator("input[name=passwordless]").check()
    gil.page.locator("#mfa_webauthn_add").click()
    expect(gil.page).not_to_have_url("/accounts/2fa/webauthn/add/")
    gil.open("/accounts/2fa/webauthn/").sees("My phone")
    signs_out(gil)
    gil.open("/accounts/login/")
    gil.press("Sign in with a passkey")
    expect(gil.page.locator("body")).to_have_attribute("data-member", gil.handle)


def test_with_an_authenticator_app_the_password_alone_is_not_enough(gil):
    gil.open("/accounts/2fa/totp/activate/")
    confirms_who_they_are(gil)
    expect(gil.page.locator(".qr svg")).to_be_visible()
    secret = gil.page.locator("#authenticator_secret").input_value()
    gil.page.locator("input[name=code]").fill(code_of(secret))
    gil.press("Set up")
    expect(gil.page).to_have_url("/accounts/2fa/recovery-codes/")
    recovery = gil.page.locator("#recovery_codes").input_value().split()
    assert len(recovery) == 10
    signs_out(gil)
    gil.open("/accounts/login/")
    gil.page.get_by_label("Handle or e-mail address").fill(gil.handle)
    gil.page.get_by_label("Password", exact=True).fill(PASSWORD)
    gil.press("Sign in")
    expect(gil.page).to_have_url("/accounts/2fa/authenticate/")
    gil.open("/")
    expect(gil.page.locator("body")).to_have_attribute("data-member", "")
    gil.open("/accounts/2fa/authenticate/").page.locator("input[name=code]").fill(recovery[0])
    gil.page.locator("main form button[type=submit]").first.click()
    expect(gil.page.locator("body")).to_have_attribute("data-member", gil.handle)


def test_the_set_up_link_opens_once_and_makes_the_community_and_its_owner(make_kith, at_browser):
    kith = make_kith(begun=None)
    lines = [kith.running[0].stdout.readline() for _ in range(2)]
    link = "/setup/" + lines[1].strip().rpartition("/setup/")[2]
    olu = at_browser("olu", site=kith)
    olu.open(link)
    olu.page.get_by_label("Name of the community").fill("Hillside")
    olu.page.get_by_label("What it is, in one line").fill("Neighbours on the hill")
    olu.page.get_by_label("Who has an invitation").check()
    olu.page.get_by_label("Your handle").fill("olu")
    olu.page.get_by_label("Your e-mail address").fill("olu@example.org")
    olu.page.get_by_label("Your password").fill(PASSWORD)
    olu.press("Open the community")
    expect(olu.page.locator("body")).to_have_attribute("data-member", "olu")
    expect(olu.page.locator(".brand-name")).to_have_text("Hillside")
    late = at_browser("late", site=kith)
    late.is_told_there_is_nothing(link)
    late.open("/accounts/signup/")
    expect(late.page.get_by_label("Handle", exact=True)).to_have_count(0)
