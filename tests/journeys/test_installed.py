"""What the service worker adds: a page without a connection, and what other apps share."""

import pytest
from playwright.sync_api import expect

from tests.journeys.member import PHOTOS, Member

# What a system sends to the share target of an installed app.
SHARE = """(words) => {
  const form = Object.assign(document.createElement("form"), { method: "post", action: "/posts/new" });
  form.enctype = "multipart/form-data";
  form.append(Object.assign(document.createElement("input"), { name: "text", value: words }));
  form.append(Object.assign(document.createElement("input"), { name: "photos", type: "file", id: "shared-photo" }));
  document.body.append(form);
}"""


@pytest.fixture
def ana(at_browser, unused_handle) -> Member:
    """With the worker awake."""
    ana = at_browser(unused_handle("ana")).signs_up()
    ana.open("/").page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")
    return ana.open("/")  # through the worker


def test_without_a_connection_there_is_a_page_that_says_so_and_the_text_is_kept(ana):
    ana.page.locator("#composer textarea").fill("Half a thought")
    ana.page.wait_for_function("async () => (await caches.match('/offline/')) !== undefined")
    ana.page.context.set_offline(True)
    ana.open("/notifications/")
    expect(ana.page.get_by_role("heading", name="No connection")).to_be_visible()
    assert ana.handle not in ana.page.content()
    ana.page.context.set_offline(False)
    expect(ana.page.get_by_role("heading", name="Notifications")).to_be_visible()  # it comes back by itself
    ana.open("/")
    expect(ana.page.locator("#composer textarea")).to_have_value("Half a thought")


def test_what_is_shared_stands_in_the_composer(ana):
    ana.page.evaluate(SHARE, "A word from elsewhere")
    ana.page.locator("#shared-photo").set_input_files(PHOTOS / "castle.jpg")
    ana.page.evaluate("() => document.querySelector('#shared-photo').form.submit()")
    expect(ana.page.locator("#composer textarea")).to_have_value("A word from elsewhere")
    expect(ana.page.locator("#composer .pick")).to_have_count(1)
    assert ana.page.evaluate("() => caches.has('shared')") is False
