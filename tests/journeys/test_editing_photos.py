"""The photos of a post that is there are changed with the composer's picker: with scripts, and without."""

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.member import PHOTOS, Member
from tests.journeys.test_uploading import DROP, carried
from tests.media.recordings import moving


def edits(member: Member, address: str) -> Locator:
    """Opens the form to edit a post, and gives it."""
    member.open(f"/posts/{address.rpartition('/')[2]}/edit")
    return member.page.locator("main form:has([data-picks])")


def photos(member: Member, text: str) -> Locator:
    return member.card(text).locator(".photos img")


@pytest.fixture
def dee(at_browser, unused_handle) -> Member:
    return at_browser(unused_handle("dee")).signs_up()


def test_a_wrong_photo_goes_and_a_forgotten_one_comes_first(dee):
    address = dee.publishes("Two animals", photos=["owl.jpg", "cat.jpg"], alt="An animal")
    form = edits(dee, address)
    tiles = form.locator(".pick")
    expect(tiles).to_have_count(2)
    tiles.nth(0).get_by_role("button", name="Remove").click()
    expect(tiles).to_have_count(1)
    form.evaluate(DROP, [carried("duck.jpg")])
    expect(form.locator(".pick input[name=photo]")).to_have_count(2)
    tiles.nth(1).get_by_label("What does this photo show?").fill("A duck")
    tiles.nth(1).get_by_role("button", name="Move earlier").press("Enter")
    expect(tiles.nth(0).get_by_label("What does this photo show?")).to_have_value("A duck")
    dee.press("Save")
    expect(photos(dee, "Two animals")).to_have_count(2)
    expect(photos(dee, "Two animals").nth(0)).to_have_attribute("alt", "A duck")
    expect(photos(dee, "Two animals").nth(1)).to_have_attribute("alt", "An animal")


def test_what_is_no_photo_is_not_added_and_the_last_word_is_not_lost(dee):
    form = edits(dee, dee.publishes("An owl", photos=["owl.jpg"], alt="An owl"))
    form.evaluate(DROP, [carried("owl.jpg") | {"name": "film.mp4", "type": "video/mp4"}])
    refused = form.locator(".pick").filter(has_text="film.mp4")
    expect(refused).to_contain_text("Only photos")
    refused.get_by_role("button", name="Remove").click()
    form.locator(".pick").get_by_role("button", name="Remove").click()
    expect(form.locator(".pick")).to_have_count(0)
    form.locator("textarea").fill("")
    dee.press("Save")
    dee.sees("Write something first.")
    form.locator("textarea").fill("No owl after all")
    dee.press("Save")
    expect(dee.card("No owl after all")).to_be_visible()
    expect(photos(dee, "No owl after all")).to_have_count(0)


def test_what_moves_moves_in_the_form_too_unless_less_motion_is_wished_for(dee, tmp_path):
    picture = tmp_path / "duck.gif"
    picture.write_bytes(moving())
    address = dee.publishes_recording(picture, "It waddles")
    form = edits(dee, address)
    form.get_by_role("button", name="Pause").click()
    expect(form.get_by_role("button", name="Play")).to_be_visible()
    dee.page.emulate_media(reduced_motion="reduce")
    form = edits(dee, address)
    expect(form.get_by_role("button", name="Play")).to_be_visible()
    form.get_by_label("What does this show?").fill("A duck that waddles")
    dee.press("Save")
    expect(dee.card("It waddles").locator("[data-loop] video")).to_have_attribute("aria-label", "A duck that waddles")


def test_without_scripts_one_is_unticked_and_another_chosen(at_browser, unused_handle):
    dee = at_browser(unused_handle("dee"), java_script_enabled=False).signs_up()
    dee.open("/posts/new")
    composer = dee.page.locator("#composer")
    composer.locator("textarea").fill("A pair of animals")
    dee.adds_photos(composer, ["owl.jpg", "cat.jpg"], "An animal")
    composer.get_by_role("button", name="Post", exact=True).last.click()
    expect(photos(dee, "A pair of animals")).to_have_count(2)
    form = edits(dee, dee.address_of(dee.card("A pair of animals")))
    form.get_by_label("Use this file").first.uncheck()
    form.locator("input[name=photos]").first.set_input_files(PHOTOS / "duck.jpg")
    dee.press("Save")
    described = dee.page.get_by_label("What does this photo show?")
    expect(described).to_have_count(2)
    described.last.fill("A duck")
    dee.press("Save")
    expect(photos(dee, "A pair of animals").last).to_have_attribute("alt", "A duck")
