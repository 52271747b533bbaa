"""Looking at photos, and listening while one moves through the site."""

import math
import re
import struct
import wave
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.member import PHOTOS, Member
from tests.waiting import wait_until

AUDIO = "document.querySelector('#player audio')"


@pytest.fixture
def dee(at_browser, unused_handle) -> Member:
    return at_browser(unused_handle("dee"), reduced_motion="reduce").signs_up()  # what moves is not ready for keys


@pytest.fixture(scope="module")
def song(tmp_path_factory) -> Path:
    """A tone of a minute that swells and fades."""
    path = tmp_path_factory.mktemp("songs") / "river.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        tone = (int(9000 * math.sin(at / 3) * math.sin(at / 16_000)) for at in range(60 * 8000))
        file.writeframes(b"".join(struct.pack("<h", each) for each in tone))
    return path


def hears(member: Member) -> None:
    """The player plays, and is past the beginning."""
    wait_until(lambda: member.page.evaluate(f"!{AUDIO}.paused && {AUDIO}.currentTime > 0"))


def test_the_viewer_opens_moves_and_closes_by_keyboard(dee):
    address = dee.publishes("Three of them", photos=["owl.jpg", "cat.jpg", "duck.jpg"], alt="An animal")
    page = dee.open(address).page
    page.locator("a[data-view]").nth(1).focus()
    page.keyboard.press("Enter")
    viewer = page.get_by_role("dialog", name="Photos")
    expect(viewer).to_contain_text("2 of 3")
    page.keyboard.press("ArrowRight")
    expect(viewer).to_contain_text("3 of 3")
    expect(viewer.get_by_role("link", name="See the post")).to_have_attribute("href", re.compile(f"{address}$"))
    page.keyboard.press("Escape")
    expect(viewer).to_have_count(0)
    expect(page.locator("a[data-view]").nth(1)).to_be_focused()
    page.wait_for_function("() => !history.state?.viewer")  # it has gone back to before it was opened
    page.locator("a[data-view]").first.click()
    expect(viewer).to_contain_text("An animal")
    page.go_back()
    expect(viewer).to_have_count(0)
    expect(page).to_have_url(re.compile(f"{address}$"))


def test_a_song_goes_on_while_one_moves_through_the_site(dee, song):
    page = dee.open(dee.publishes_recording(song, "Listen to this")).page
    sound = page.locator(".sound[data-sound]")
    sound.get_by_role("button", name="Play").click()
    expect(page.locator("#player.is-playing")).to_be_visible()
    expect(page.locator("#player [data-time]")).to_contain_text("/ 1:00")
    expect(sound.get_by_role("button", name="Pause")).to_be_visible()
    page.evaluate("() => { window.stayed = true; }")
    page.locator(".nav").get_by_role("link", name="Notifications").click()
    expect(page).to_have_title(re.compile("Notifications"))
    expect(page).to_have_url(re.compile("/notifications/$"))
    expect(page.locator('.nav [aria-current="page"]')).to_contain_text("Notifications")
    expect(page.locator("#main")).to_be_focused()
    hears(dee)
    page.go_back()
    expect(page.locator(".sound[data-sound]")).to_be_visible()
    expect(page.locator(".sound").get_by_role("button", name="Pause")).to_be_visible()
    hears(dee)
    assert page.evaluate("window.stayed")
    page.locator("#player").get_by_role("button", name="Pause").click()
    expect(page.locator(".sound").get_by_role("button", name="Play")).to_be_visible()
    slider = page.locator(".sound").get_by_role("slider")
    slider.fill("45")
    slider.dispatch_event("change")
    expect(page.locator("#player [data-time]")).to_contain_text("0:45")
    page.reload()  # where the page is loaded anew, the player waits where it was
    expect(page.locator("#player [data-time]")).to_contain_text("0:45")
    page.locator("#player").get_by_role("button", name="Close").click()
    expect(page.locator("#player")).to_be_hidden()


def test_what_one_moves_to_works_as_if_it_had_been_loaded(dee):
    page = dee.open("/").page
    page.locator("#player").evaluate("player => { window.stayed = true; player.hidden = false; }")  # as with a song
    page.locator(".nav").get_by_role("link", name="Profile").click()
    page.get_by_role("link", name="Edit profile").click()
    expect(page.locator(".topbar").get_by_role("combobox")).to_be_visible()
    page.locator("input[name=avatar]").set_input_files(PHOTOS / "cat.jpg")
    expect(page.locator("dialog[open] .crop-stage")).to_be_focused()
    assert page.evaluate("window.stayed")


def test_a_voice_message_is_recorded_where_one_writes(dee):
    composer = dee.open("/").page.locator("#composer")
    composer.get_by_role("button", name="Voice message").click()
    expect(composer.get_by_role("timer")).not_to_have_text("0:00")
    composer.get_by_role("button", name="Cancel").click()
    expect(composer.get_by_role("timer")).to_be_hidden()
    expect(composer.locator(".pick")).to_have_count(0)
    composer.get_by_role("button", name="Voice message").click()
    expect(composer.get_by_role("timer")).to_have_text(
        re.compile("0:(0[2-9]|[1-5])")
    )  # some of it has been heard by then
    composer.get_by_role("button", name="Done").click()
    expect(composer.locator(".pick input[name=photo]")).to_have_count(1)
    expect(composer.get_by_role("button", name="Voice message")).to_be_focused()
