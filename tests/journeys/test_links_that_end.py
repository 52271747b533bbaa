"""Links into the object store end after a minute: who plays goes on all the same, unless it is no longer for them."""

import re
from collections.abc import Iterator
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.member import Member
from tests.journeys.test_playing import hears
from tests.media.recordings import clip, pan, song
from tests.waiting import wait_until

PIECE = 32_768  # bytes
FIRST = 2 * PIECE
FILE = re.compile(r"/media/[\w-]+/(\d+\.mp4|sound\.m4a)$")


class Store(BaseHTTPRequestHandler):
    """The object store, but that recordings come in pieces: by the first link two of them, the rest by a later one.

    A browser that was given a new link asks from the start again.
    """

    protocol_version = "HTTP/1.1"
    behind: str
    links: int
    is_waited_for: Event
    link_ends: Event

    def do_GET(self) -> None:
        start = int(self.headers.get("Range", "bytes=0-").removeprefix("bytes=").partition("-")[0])
        if "X-Amz-Signature" not in self.path or ".m" not in self.path:
            return self.pass_on()
        Store.links += not start
        if self.links == 1 and start >= FIRST:
            self.is_waited_for.set()
            self.link_ends.wait(60)
            return self.say(403, {}, b"")
        del self.headers["Range"]
        self.headers["Range"] = f"bytes={start}-{start + PIECE - 1}"
        return self.pass_on()

    def pass_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        connection = HTTPConnection(self.behind)
        connection.request(self.command, self.path, body, dict(self.headers))
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        self.say(answer.status, dict(answer.headers), content)

    do_HEAD = do_PUT = do_POST = do_DELETE = pass_on

    def say(self, status: int, headers: dict[str, str], content: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            if name.lower() not in {"connection", "transfer-encoding", "date", "server", "content-length"}:
                self.send_header(name, value)
        length = headers.get("Content-Length", "0") if self.command == "HEAD" else str(len(content))
        self.send_header("Content-Length", length)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_about: object) -> None:
        """In a test nobody reads it."""


@pytest.fixture(scope="module")
def site(make_kith, object_store) -> Iterator:
    """A community whose files are in that store."""
    Store.behind = urlsplit(object_store.endpoint).netloc
    with ThreadingHTTPServer(("127.0.0.1", 0), Store) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        keys = {"KITH_S3_KEY_ID": object_store.keys["access_key"], "KITH_S3_SECRET": object_store.keys["secret_key"]}
        endpoint = f"http://127.0.0.1:{server.server_port}"
        bucket = {"KITH_S3_BUCKET": object_store.new_bucket(), "KITH_S3_ENDPOINT": endpoint}
        yield make_kith(**bucket, **keys)
        server.shutdown()


@pytest.fixture
def members(site, at_browser, unused_handle) -> Iterator[tuple[Member, Member]]:
    """Ana, and Ben who follows her."""
    Store.links, Store.is_waited_for, Store.link_ends = 0, Event(), Event()
    ana, ben = (at_browser(unused_handle(name), site, reduced_motion="reduce").signs_up() for name in ("ana", "ben"))
    ben.follows(ana)
    yield ana, ben
    Store.link_ends.set()


@pytest.fixture
def video(tmp_path) -> Path:
    path = tmp_path / "walk.mp4"
    path.write_bytes(clip(pictures=pan(640, 360, 80), sound="aac"))
    return path


@pytest.fixture
def sound(tmp_path) -> Path:
    path = tmp_path / "house.m4a"
    path.write_bytes(song(seconds=7))
    return path


def plays(page: Page) -> list[str]:
    """Play what is in the post, until the rest of it is waited for. The list is what Kith is asked for."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if FILE.search(request.url) else None)
    # Else the browser keeps the way to the first link, as long as that is good.
    browser = page.context.new_cdp_session(page)
    browser.send("Network.enable")
    browser.send("Network.setCacheDisabled", {"cacheDisabled": True})
    sound = page.locator(".sound[data-sound]").get_by_role("button", name="Play")
    if sound.is_visible():
        sound.click()
    else:
        page.locator("article.post video").evaluate("video => { video.play().catch(() => {}); }")
    wait_until(Store.is_waited_for.is_set)
    return asked


def test_a_video_goes_on_where_it_was(members, video):
    ana, ben = members
    page = ben.open(ana.publishes_recording(video, "A walk")).page
    asked, shown = plays(page), page.locator("article.post video")
    shown.evaluate("video => Object.assign(video, { playbackRate: 1.25, currentTime: 6 })")
    Store.link_ends.set()
    wait_until(lambda: shown.evaluate("video => !video.seeking && video.currentTime > 6"))
    assert shown.evaluate("video => video.playbackRate") == 1.25
    assert len(asked) == 2
    expect(page.locator("#messages")).to_be_empty()


def test_a_video_that_was_paused_shows_the_moment_sought_and_stays_paused(members, video):
    ana, ben = members
    page = ben.open(ana.publishes_recording(video, "A walk")).page
    asked, shown = plays(page), page.locator("article.post video")
    shown.evaluate("video => { video.pause(); video.currentTime = 6; }")
    Store.link_ends.set()
    wait_until(lambda: shown.evaluate("video => video.readyState >= 2 && !video.seeking && video.currentTime === 6"))
    expect(shown).to_have_js_property("paused", True)
    assert len(asked) == 2


def test_a_sound_goes_on_in_the_player_on_another_page(members, sound):
    ana, ben = members
    page = ben.open(ana.publishes_recording(sound, "Music")).page
    asked = plays(page)
    hears(ben)
    page.locator(".nav").get_by_role("link", name="Notifications").click()
    expect(page).to_have_title(re.compile("Notifications"))
    Store.link_ends.set()
    wait_until(lambda: page.evaluate("document.querySelector('#player audio').currentTime > 6"))
    assert len(asked) == 2
    expect(page.locator("#player")).to_be_visible()


@pytest.mark.parametrize("kind", ["video", "sound"])
def test_who_may_no_longer_see_it_is_told_and_asks_no_more(members, kind, request):
    ana, ben = members
    page = ben.open(ana.publishes_recording(request.getfixturevalue(kind), "For my followers", "Followers")).page
    asked = plays(page)
    ana.blocks(ben)
    Store.link_ends.set()
    expect(page.locator("#messages")).to_contain_text("This can no longer be played.")
    assert len(asked) == 2
