"""An album is filled as a post is, and its photos are looked at one after the other."""

import re
from base64 import b64encode
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import NO_WORKER
from tests.journeys.member import PHOTOS, Member
from tests.journeys.test_uploading import DROP, PARTS, carried

ARRIVED = ".pick input[name=photo]"
SEEN = {"owl.jpg": "An owl", "cat.jpg": "A cat", "duck.jpg": "A duck"}


@pytest.fixture
def dee(at_browser, unused_handle) -> Member:
    return at_browser(unused_handle("dee"), reduced_motion="reduce", **NO_WORKER).signs_up()


def form_of(member: Member) -> Locator:
    return member.page.locator("main form:has([data-picks])")


def photos(member: Member) -> Locator:
    return member.page.locator(".photo-grid a")


def begins_album(member: Member, title: str, *names: str) -> None:
    """Fills in a form for a new album, with photos that have arrived and say what they show."""
    member.open("/albums/new").page.get_by_label("Title").fill(title)
    form_of(member).evaluate(DROP, [carried(name) for name in names])
    expect(form_of(member).locator(ARRIVED)).to_have_count(len(names))
    for place, name in zip(member.page.get_by_label("What does this photo show?").all(), names, strict=True):
        place.fill(SEEN[name])


def test_dropped_photos_are_described_and_put_in_order_and_the_album_waits_for_the_last(dee, large: Path):
    begins_album(dee, "By the river", "owl.jpg", "cat.jpg", "duck.jpg")
    tiles = form_of(dee).locator(".pick")
    tiles.nth(1).get_by_role("button", name="Remove").click()
    expect(tiles).to_have_count(2)
    tiles.nth(1).get_by_role("button", name="Move earlier").press("Enter")
    expect(tiles.nth(0).get_by_label("What does this photo show?")).to_have_value("A duck")
    dee.page.route(PARTS, lambda route: None if route.request.method == "PATCH" else route.continue_())
    with dee.page.expect_request(lambda request: request.method == "PATCH"):
        form_of(dee).locator("input[name=photos]").set_input_files(large)
    dee.press("Create album")
    expect(form_of(dee).locator("[data-waiting]")).to_contain_text("as soon as all files are in")
    dee.page.unroute(PARTS)
    expect(dee.page.get_by_role("heading", name="By the river")).to_be_visible()
    expect(photos(dee)).to_have_count(3)
    for place, words in enumerate(("A duck", "An owl", "")):
        expect(photos(dee).nth(place).locator("img")).to_have_attribute("alt", words)


def test_more_photos_are_added_and_what_is_none_is_refused(dee, tmp_path):
    begins_album(dee, "Animals", "owl.jpg")
    dee.press("Create album")
    dee.page.get_by_role("link", name="Add photos").click()
    film = {"name": "film.mp4", "type": "video/mp4", "content": b64encode(b"film").decode()}
    form_of(dee).evaluate(DROP, [film, carried("cat.jpg")])
    refused = form_of(dee).locator(".pick").filter(has_text="film.mp4")
    expect(refused).to_contain_text("Only photos")
    refused.get_by_role("button", name="Remove").click()
    expect(form_of(dee).locator(ARRIVED)).to_have_count(1)
    form_of(dee).locator(".pick").get_by_role("button", name="Remove").click()
    expect(form_of(dee).locator("input[name=photos]")).to_be_focused()
    form_of(dee).evaluate(DROP, [carried("duck.jpg")])
    expect(form_of(dee).locator(ARRIVED)).to_have_count(1)
    dee.press("Add photos")
    expect(photos(dee)).to_have_count(2)


def test_a_refused_form_without_scripts_gives_the_photos_back(at_browser, unused_handle):
    dee = at_browser(unused_handle("dee"), java_script_enabled=False).signs_up()
    dee.open("/albums/new").page.get_by_label("Title").fill("  ")
    form_of(dee).locator("input[name=photos]").first.set_input_files([PHOTOS / "owl.jpg", PHOTOS / "cat.jpg"])
    dee.press("Create album")
    expect(form_of(dee).get_by_label("Use this file")).to_have_count(2)
    dee.page.get_by_label("What does this photo show?").first.fill("An owl")
    dee.page.get_by_label("Title").fill("Plain")
    dee.press("Create album")
    expect(photos(dee)).to_have_count(2)
    photos(dee).first.click()
    expect(dee.page).to_have_url(re.compile("/photos/[\\w-]+$"))
    expect(dee.page.locator(".photo-stage img")).to_have_attribute("alt", "An owl")


def test_photos_of_an_album_are_seen_one_after_the_other(dee):
    begins_album(dee, "Animals", "owl.jpg", "cat.jpg", "duck.jpg")
    dee.press("Create album")
    expect(photos(dee)).to_have_count(3)
    own_pages = [link.get_attribute("href") or "" for link in photos(dee).all()]
    photos(dee).nth(1).click()
    viewer = dee.page.get_by_role("dialog", name="Photos")
    expect(viewer).to_contain_text("2 of 3")
    expect(viewer).to_contain_text("A cat")
    dee.page.keyboard.press("ArrowRight")
    expect(viewer).to_contain_text("3 of 3")
    expect(viewer).to_contain_text("A duck")
    expect(viewer.get_by_role("link", name="Download")).to_have_attribute("href", re.compile("/media/[^/]+/download$"))
    dee.page.keyboard.press("Escape")
    expect(viewer).to_have_count(0)
    expect(photos(dee).nth(1)).to_be_focused()
    with dee.page.context.expect_page() as opened:
        photos(dee).nth(2).click(modifiers=["Control"])
    expect(opened.value).to_have_url(re.compile(f"{own_pages[2]}$"))
    opened.value.close()
    dee.page.wait_for_function("() => !history.state?.viewer")  # it has gone back to before it was opened
    photos(dee).nth(0).click()
    viewer.get_by_role("link", name="More about this photo").click()
    expect(dee.page).to_have_url(re.compile(f"{own_pages[0]}$"))


def test_all_photos_of_a_member_are_seen_one_after_the_other(dee):
    dee.publishes("Two animals", photos=["owl.jpg", "cat.jpg"], alt="An animal")
    dee.open(f"/@{dee.handle}/photos")
    photos(dee).last.press("Enter")
    viewer = dee.page.get_by_role("dialog", name="Photos")
    expect(viewer).to_contain_text("2 of 2")
    expect(viewer).to_contain_text("An animal")
    expect(viewer.locator(".pswp__img:not(.pswp__img--placeholder)").first).to_have_js_property("complete", True)
