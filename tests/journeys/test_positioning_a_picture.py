"""A member chooses a photo and the part of it to show: by keys alone, by mouse, and by leaving it."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.member import PHOTOS


@pytest.fixture(params=["en-GB", "ar"])
def page(request, at_browser, unused_handle) -> Page:
    """The page on which a newcomer edits their profile, also where it is read from right to left."""
    member = at_browser(unused_handle("pia"), locale=request.param)
    return member.signs_up().open("/settings/profile/").page


def part(page: Page) -> list[float]:
    return [float(number) for number in page.locator("[name=avatar_place]").input_value().split(",")]


def test_a_part_is_chosen_by_keys_and_by_mouse_and_is_what_is_shown(page):
    file, dialog = page.locator("input[name=avatar]"), page.locator("dialog[open]")
    file.set_input_files(PHOTOS / "cat.jpg")
    expect(dialog.locator(".crop-stage")).to_be_focused()
    for key in ("+", "+", "+", "ArrowLeft", "ArrowUp", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    expect(dialog).to_have_count(0)
    left, top, width = part(page)
    assert width < 0.6, "it is larger"
    page.locator("[data-crop-again]:visible").click()
    box = dialog.locator(".crop-stage").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2 + 60, box["y"] + box["height"] / 2 + 40, steps=4)
    page.mouse.up()
    dialog.locator("[data-crop-done]").click()
    moved = part(page)
    assert moved[0] < left, "what was to the left has come in sight, whichever way one reads"
    assert moved[1] < top
    assert moved[2] == width
    page.locator("main form[enctype] .button-primary").last.click()
    face = page.locator(".profile-top img.avatar")
    expect(face).to_be_visible()
    page.wait_for_function("face => face.complete && face.naturalWidth === 192", arg=face.element_handle())


def test_who_leaves_has_chosen_nothing_and_no_picture_opens_no_dialog(page):
    file, dialog = page.locator("input[name=avatar]"), page.locator("dialog[open]")
    file.set_input_files(PHOTOS / "cat.jpg")
    expect(dialog.locator(".crop-stage")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(file).to_have_value("")
    file.set_input_files({"name": "photo.heic", "mimeType": "image/heic", "buffer": b"nothing that a browser can draw"})
    expect(page.locator("[data-crop-unseen]:visible")).to_have_count(1)
    expect(dialog).to_have_count(0)
    expect(page.locator("[name=avatar_place]")).to_have_value("")
