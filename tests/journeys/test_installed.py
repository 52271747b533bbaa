"""What the service worker adds: a page without a connection, and what other apps share."""

import pytest
from playwright.sync_api import expect

from kith.ui.installing import WORKER
from tests.journeys.conftest import NO_WORKER
from tests.journeys.member import PHOTOS, Member

# What a system sends to the share target of an installed app.
SHARE = """(words) => {
  const form = Object.assign(document.createElement("form"), { method: "post", action: "/posts/new" });
  form.enctype = "multipart/form-data";
  form.append(Object.assign(document.createElement("input"), { name: "text", value: words }));
  form.append(Object.assign(document.createElement("input"), { name: "photos", type: "file", id: "shared-photo" }));
  document.body.append(form);
}"""

# What the worker does when it wakes, done by a page, as nobody can hold back what a worker asks for; then all it keeps.
KEEP = f"""async () => {{
  {WORKER.read_text()}
  await keepOfflinePage().catch(() => null);
  const kept = await caches.open(KEPT);
  const texts = (await kept.keys()).map(async ({{ url }}) => [url, await (await kept.match(url)).text()]);
  return Object.fromEntries(await Promise.all(texts));
}}"""
NEWER = '<link href="/static/newer.css"><link href="/static/gone.css"><h1>A newer page</h1>'


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


def test_the_page_that_is_kept_stays_whole_until_a_newer_one_is(at_browser):
    page = at_browser("dee", **NO_WORKER).open("/offline/").page
    whole = page.evaluate(KEEP)
    offline = page.url
    assert "No connection" in whole[offline]
    assert len(whole) > 1
    page.route("**/offline/", lambda route: route.fulfill(body=NEWER, content_type="text/html"))
    page.route("**/static/newer.css", lambda route: route.fulfill(body="", content_type="text/css"))
    page.route("**/static/gone.css", lambda route: route.abort("internetdisconnected"))
    assert page.evaluate(KEEP) == whole
    page.route("**/static/gone.css", lambda route: route.fulfill(body="", content_type="text/css"))
    parts = [offline.replace("/offline/", f"/static/{name}.css") for name in ("newer", "gone")]
    assert page.evaluate(KEEP) == {offline: NEWER, **dict.fromkeys(parts, "")}
