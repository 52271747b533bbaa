"""Finding people from the box, by mouse and by keyboard; asking and voting, with scripts and without."""

import re

from playwright.sync_api import expect

from tests.journeys.member import Member
from tests.waiting import wait_until


def is_found(member: Member, words: str) -> None:
    """The index is kept by tasks, a moment later."""
    wait_until(lambda: member.open(f"/search/?q={words}").page.locator("main .empty").count() == 0)


def test_the_box_suggests_as_one_types_and_the_keyboard_chooses(at_browser, unused_handle):
    ana, ben = (at_browser(unused_handle(name)).signs_up() for name in ("ana", "ben"))
    is_found(ben, ana.handle)
    ben.open("/")
    box, options = ben.page.locator("#search-top"), ben.page.locator("#search-list-top [role=option]")
    box.press_sequentially(ana.handle)
    expect(options.first).to_contain_text(f"@{ana.handle}")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("Escape")
    expect(options.first).to_be_hidden()
    box.press("Backspace")
    expect(options.first).to_be_visible()
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))
    expect(box).to_be_focused()
    box.press("Enter")
    expect(ben.page).to_have_url(re.compile(f"/@{ana.handle}$"))


def test_the_box_finds_without_scripts(at_browser, unused_handle):
    ana = at_browser(unused_handle("ana"), java_script_enabled=False).signs_up()
    is_found(ana, ana.handle)
    box = ana.open("/").page.locator("#search-top")
    box.fill(ana.handle)
    box.press("Enter")
    expect(ana.page.locator(f'main a[href="/@{ana.handle}"]').first).to_be_visible()
    expect(box).to_have_value(ana.handle)


def test_a_question_is_asked_and_answered(at_browser, unused_handle, scripts):
    ana, ben = (at_browser(unused_handle(name), java_script_enabled=scripts).signs_up() for name in ("ana", "ben"))
    composer = ana.open("/").page.locator("#composer")
    composer.locator("textarea").fill(f"Which cake, asks {ana.handle}?")
    composer.get_by_role("button", name="Poll", exact=True).click()
    composer.get_by_label("Choice 1").fill("Apple")
    composer.get_by_label("Choice 2").fill("Carrot")
    composer.get_by_label("Choice 2").press("Enter")
    composer.get_by_label("Choice 3").fill("Plum")
    expect(composer.get_by_label("Choice 1")).to_have_value("Apple")
    composer.get_by_role("button", name="Post", exact=True).click()
    address = ana.address_of(ana.card(f"asks {ana.handle}"))
    votes(ben.open(address), "Carrot")
    expect(ana.open(address).page.locator(".poll-result").nth(1)).to_contain_text("100%")


def votes(member: Member, choice: str) -> None:
    poll = member.page.locator(".poll")
    member.press("Vote", poll)
    expect(member.page.get_by_text("Choose an answer first.")).to_be_visible()
    poll.get_by_label(choice).check()
    member.press("Vote", poll)
    expect(poll.locator(".poll-chosen")).to_contain_text(choice)
    expect(poll.get_by_role("button")).to_have_count(0)
