"""Home while it is open: newer posts are announced, and the keyboard reaches what matters."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import watch
from tests.journeys.member import Member


@pytest.fixture
def ben(at_browser, unused_handle) -> Member:
    return at_browser(unused_handle("ben")).signs_up()


def test_newer_posts_are_announced_and_shown_without_a_reload(at_browser, unused_handle, ben):
    ana = at_browser(unused_handle("ana")).signs_up()
    ben.page.clock.install()
    ben.open("/?tab=community")
    expect(ben.page.locator("#newer")).to_be_attached()
    here = ben.page.evaluate("() => document.body.dataset.same = 'page'")
    ana.publishes("Low tide at noon")
    ben.page.clock.fast_forward("00:50")  # the page asks every 45 seconds
    ben.page.get_by_role("link", name="1 new post").click()
    expect(ben.card("Low tide at noon")).to_be_visible()
    expect(ben.page.locator("body")).to_have_attribute("data-same", here)


def test_the_keyboard_skips_to_the_content_and_reaches_the_composer(ben):
    ben.open("/")
    ben.page.keyboard.press("Tab")
    skip = ben.page.locator("a.skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    ben.page.keyboard.press("Enter")
    expect(ben.page.locator("main")).to_be_focused()
    presses_until_focused(ben, "#composer textarea")
    ben.page.keyboard.type("Written without a mouse")
    presses_until_focused(ben, "#composer button.button-primary")
    ben.page.keyboard.press("Enter")
    expect(ben.card("Written without a mouse")).to_be_visible()


def presses_until_focused(member: Member, place: str) -> None:
    """Go on by the Tab key until this has the focus; a dozen presses must do."""
    for _ in range(12):
        member.page.keyboard.press("Tab")
        if member.page.locator(place).evaluate("place => place === document.activeElement"):
            return
    raise AssertionError(f"{place} is out of reach")


def test_a_second_press_on_a_reaction_takes_it_back(ben):
    address = ben.publishes("Who saw the seal?")
    button = ben.open(address).page.locator("article.post .reactions > button").first
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    ben.page.reload()
    expect(button).to_have_attribute("aria-pressed", "false")


def test_a_breach_of_the_content_policy_would_be_noticed(chromium, kith):
    context = chromium.new_context(base_url=f"http://localhost:{kith.port}")
    wrongs = watch(context)
    page = context.new_page()
    page.goto("/")
    with page.expect_console_message(lambda message: message.text.startswith("content policy")):
        page.evaluate("document.body.setAttribute('style', 'color: red')")
    context.close()
    assert any("style-src-attr" in wrong for wrong in wrongs)
