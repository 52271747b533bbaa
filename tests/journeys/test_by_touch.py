"""What fingers do on a phone that a mouse does not."""

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.member import Member


@pytest.fixture
def dee(at_browser, unused_handle) -> Member:
    phone = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
    return at_browser(unused_handle("dee"), **phone).signs_up()


class Finger:
    """One that stays where it is put until it is lifted."""

    def __init__(self, member: Member) -> None:
        self.screen = member.page.context.new_cdp_session(member.page)

    def put(self, element: Locator) -> None:
        box = element.bounding_box()
        assert box
        at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        self.screen.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [at]})

    def lift(self) -> None:
        self.screen.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_long_press_opens_the_reactions_which_stay_to_be_chosen_from(dee):
    page = dee.open(dee.publishes("A fine day")).page
    bar = page.locator("article.post .reactions").first
    like, laugh = bar.locator("> button"), bar.get_by_role("button", name="Laugh")
    finger = Finger(dee)
    finger.put(like)
    expect(laugh).to_be_visible()
    finger.lift()
    expect(like).to_be_focused()
    laugh.tap()
    expect(bar.locator("> button[aria-pressed=true]")).to_contain_text("Laugh")
