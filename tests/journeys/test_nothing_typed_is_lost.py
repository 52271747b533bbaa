"""What a member has typed survives a reload, an ended sign-in and a server that does not answer."""

import pytest
from playwright.sync_api import expect

from tests.journeys.member import Member

WORDS = "A long story about the ferry, half written"


@pytest.fixture
def dee(at_browser, unused_handle) -> Member:
    return at_browser(unused_handle("dee")).signs_up().open("/")


def text(member: Member):
    return member.page.locator("#composer textarea")


def publish(member: Member) -> None:
    member.page.locator("#composer").get_by_role("button", name="Post", exact=True).click()


def own_post(member: Member):
    """Others have published the same words in tests before."""
    own = member.page.get_by_text(f"@{member.handle}", exact=True)
    return member.page.locator("article.post", has_text=WORDS).filter(has=own)


def test_a_draft_survives_a_reload_and_goes_once_it_is_published(dee):
    text(dee).press_sequentially(WORDS)
    dee.page.reload()
    expect(text(dee)).to_have_value(WORDS)
    publish(dee)
    expect(own_post(dee)).to_be_visible()
    expect(text(dee)).to_have_value("")
    dee.page.reload()
    expect(own_post(dee)).to_be_visible()
    expect(text(dee)).to_have_value("")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_post_sent_after_the_sign_in_has_ended_waits_behind_the_door(at_browser, unused_handle, scripts):
    eva = at_browser(unused_handle("eva"), java_script_enabled=scripts).signs_up().open("/")
    text(eva).fill(WORDS)
    eva.page.context.clear_cookies(name="sessionid")
    publish(eva)
    expect(eva.page.get_by_label("Handle or e-mail address")).to_be_visible()
    eva.page.get_by_label("Handle or e-mail address").fill(eva.handle)
    eva.page.get_by_label("Password", exact=True).fill("correct horse battery")
    eva.press("Sign in")
    expect(text(eva)).to_have_value(WORDS)
    publish(eva)
    expect(own_post(eva)).to_be_visible()


def test_a_lost_connection_is_said_and_trying_again_publishes_once(dee):
    text(dee).fill(WORDS)
    dee.page.context.set_offline(True)
    publish(dee)
    again = dee.page.get_by_role("button", name="Try again")
    expect(again).to_be_visible()
    expect(text(dee)).to_have_value(WORDS)
    dee.page.context.set_offline(False)
    again.click()
    expect(own_post(dee)).to_be_visible()
    dee.open(f"/@{dee.handle}")
    expect(own_post(dee)).to_have_count(1)
