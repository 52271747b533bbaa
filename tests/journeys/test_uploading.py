"""Files on their way: dropped, put in order, left out, cut off and resumed; and posts that wait for them."""

from base64 import b64encode
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.journeys.conftest import NO_WORKER
from tests.journeys.member import PHOTOS, Member

TILES = "#composer .pick"
ARRIVED = f"{TILES} input[name=photo]"
PARTS = "**/posts/uploads/*"
DROP = """(form, files) => {
  const carried = new DataTransfer();
  for (const { name, type, content } of files) {
    carried.items.add(new File([Uint8Array.from(atob(content), (each) => each.charCodeAt(0))], name, { type }));
  }
  for (const kind of ["dragover", "drop"]) {
    form.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: carried }));
  }
}"""
PASTE = """(area, { name, type, content }) => {
  const clipboardData = new DataTransfer();
  clipboardData.items.add(new File([Uint8Array.from(atob(content), (each) => each.charCodeAt(0))], name, { type }));
  area.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData }));
}"""


@pytest.fixture
def dee(at_browser, unused_handle) -> Member:
    return at_browser(unused_handle("dee"), **NO_WORKER).signs_up().open("/")


def pick(member: Member, *files: Path | str) -> None:
    member.page.locator("#composer input[name=photos]").set_input_files([PHOTOS / file for file in files])


def begins_and_is_held(member: Member, *files: Path | str) -> None:
    """Picks files, and lets no part of them through before the route is taken away."""
    member.page.route(PARTS, lambda route: None if route.request.method == "PATCH" else route.continue_())
    with member.page.expect_request(lambda request: request.method == "PATCH"):
        pick(member, *files)


def carried(name: str) -> dict[str, str]:
    return {"name": name, "type": "image/jpeg", "content": b64encode((PHOTOS / name).read_bytes()).decode()}


def tile(member: Member, place: int) -> Locator:
    return member.page.locator(TILES).nth(place)


def post(member: Member) -> None:
    member.page.locator("#composer").get_by_role("button", name="Post", exact=True).click()


def shown(card: Locator) -> list[str]:
    """The words of the photos in a card, in their order."""
    return [image.get_attribute("alt") or "" for image in card.locator(".photos img").all()]


def test_several_that_are_dropped_are_described_put_in_order_and_left_out(dee):
    dee.page.locator("#composer").evaluate(DROP, [carried("owl.jpg"), carried("cat.jpg")])
    expect(dee.page.locator(ARRIVED)).to_have_count(2)
    dee.page.locator("#composer textarea").evaluate(PASTE, carried("duck.jpg"))
    expect(dee.page.locator(ARRIVED)).to_have_count(3)
    for place, words in enumerate(("An owl", "A cat", "A duck")):
        tile(dee, place).get_by_label("What does this photo show?").fill(words)
    tile(dee, 1).get_by_role("button", name="Remove").click()
    expect(dee.page.locator(ARRIVED)).to_have_count(2)
    tile(dee, 1).get_by_role("button", name="Move earlier").press("Enter")
    expect(tile(dee, 0).get_by_label("What does this photo show?")).to_have_value("A duck")
    dee.page.locator("#composer textarea").fill("Two birds")
    post(dee)
    expect(dee.card("Two birds")).to_be_visible()
    assert shown(dee.card("Two birds")) == ["A duck", "An owl"]


def test_tiles_are_dragged_to_their_place(dee):
    pick(dee, "owl.jpg", "cat.jpg", "duck.jpg")
    expect(dee.page.locator(ARRIVED)).to_have_count(3)
    for place, words in enumerate(("An owl", "A cat", "A duck")):
        tile(dee, place).get_by_label("What does this photo show?").fill(words)
    tile(dee, 0).locator(".pick-face").drag_to(tile(dee, 2).locator(".pick-face"))
    for place, words in enumerate(("A cat", "A duck", "An owl")):
        expect(tile(dee, place).get_by_label("What does this photo show?")).to_have_value(words)


def test_a_post_that_is_sent_while_its_files_come_goes_out_when_they_are_in(dee, large):
    begins_and_is_held(dee, large)
    tile(dee, 0).get_by_label("What does this show?").fill("Noise")
    dee.page.locator("#composer textarea").fill("Sent too early")
    post(dee)
    expect(dee.page.locator("#composer [data-waiting]")).to_contain_text("as soon as all files are in")
    dee.page.unroute(PARTS)  # lets go on what was held
    expect(dee.card("Sent too early")).to_be_visible()
    assert shown(dee.card("Sent too early")) == ["Noise"]
    expect(dee.page.locator(TILES)).to_have_count(0)


def test_what_waits_can_be_kept_back_and_an_upload_ended(dee, large):
    begins_and_is_held(dee, large)
    dee.page.locator("#composer textarea").fill("Not without the photo")
    post(dee)
    waiting = dee.page.locator("#composer [data-waiting]")
    waiting.get_by_role("button", name="Not yet").click()
    expect(waiting).to_be_hidden()
    with dee.page.expect_event("dialog") as asked:  # whoever leaves now would lose it
        dee.page.once("dialog", lambda dialog: dialog.dismiss())
        dee.page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    with dee.page.expect_request(lambda request: request.method == "DELETE"):
        tile(dee, 0).get_by_role("button", name="Remove").click()
    expect(dee.page.locator(TILES)).to_have_count(0)
    expect(dee.page.locator("#composer textarea")).to_have_value("Not without the photo")


def test_an_upload_that_is_cut_off_goes_on_where_it_was(dee, large):
    sent: list[str] = []

    def cut_off(route: Route) -> None:
        """The second part does not arrive; the connection is gone."""
        if route.request.method == "PATCH":
            sent.append(route.request.headers["upload-offset"])
        if len(sent) == 2 and route.request.method == "PATCH":
            dee.page.context.set_offline(True)
            route.abort("internetdisconnected")
        else:
            route.continue_()

    dee.page.route(PARTS, cut_off)
    pick(dee, large)
    expect(tile(dee, 0)).to_contain_text("Waiting for the connection")
    dee.page.context.set_offline(False)
    expect(dee.page.locator(ARRIVED)).to_have_count(1)
    part = str(4 << 20)
    assert sent[:3] == ["0", part, part]


def test_a_photo_waits_for_a_server_that_has_its_hands_full(dee):
    asked: list[str] = []

    def busy_once(route: Route) -> None:
        asked.append(route.request.method)
        route.fulfill(status=503, body="") if len(asked) == 1 else route.continue_()

    dee.page.route("**/posts/picked/", busy_once)
    pick(dee, "owl.jpg")
    expect(dee.page.locator(ARRIVED)).to_have_count(1)
    assert asked == ["POST", "POST"]


def test_a_file_that_can_not_be_used_says_why_and_keeps_the_others(dee, tmp_path):
    wrong, broken = tmp_path / "letter.pdf", tmp_path / "broken.jpg"
    wrong.write_bytes(b"%PDF-1.7")
    broken.write_bytes(b"\xff\xd8\xff" + b"x" * 100)
    pick(dee, wrong, broken, "owl.jpg")
    expect(dee.page.locator(ARRIVED)).to_have_count(1)
    expect(dee.page.locator(TILES).filter(has_text="letter.pdf")).to_contain_text("no photo, video or sound")
    expect(dee.page.locator(TILES).filter(has_text="broken.jpg")).to_contain_text("can't be opened")
    dee.page.locator("#composer textarea").fill("One of three")
    post(dee)
    expect(dee.page.locator("#composer [data-waiting]")).to_contain_text("Try it again or remove it")
    for name in ("letter.pdf", "broken.jpg"):
        dee.page.locator(TILES).filter(has_text=name).get_by_role("button", name="Remove").click()
    expect(dee.page.locator("#composer [data-waiting]")).to_be_hidden()
    post(dee)
    expect(dee.card("One of three").locator(".photos img")).to_have_count(1)


def test_a_poll_that_is_begun_meanwhile_loses_nothing(dee, large):
    begins_and_is_held(dee, large)
    dee.page.locator("#composer").get_by_role("button", name="Poll").click()
    expect(dee.page.locator("#composer-poll")).to_be_visible()
    expect(dee.page.locator(TILES)).to_have_count(1)
    dee.page.unroute(PARTS)
    expect(dee.page.locator(ARRIVED)).to_have_count(1)


def test_a_comment_has_photos(dee):
    address = dee.publishes("What was that?")
    dee.open(address)
    dee.page.locator("#reply input[name=photos]").set_input_files(PHOTOS / "owl.jpg")
    dee.page.locator("#reply").get_by_label("What does this photo show?").fill("An owl")
    dee.page.locator("#reply").get_by_role("button", name="Comment", exact=True).click()
    comment = dee.page.locator("article.comment")
    expect(comment.locator(".photos img")).to_have_attribute("alt", "An owl")
