"""A whole community that is up, and people at browsers of their own.

One `kith up` and one Chromium serve the whole folder. Every page is watched: a breach of the content policy, an error
in a script or a word in the console fails the test.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Playwright, expect, sync_playwright

from tests.installation import Beginning, Kith, founded, install, stop
from tests.journeys.member import Member
from tests.waiting import wait_until

BROWSERS = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser")
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",  # a microphone that beeps, and leave to use it
    "--use-fake-ui-for-media-stream",
]
TELL_BREACHES = """
addEventListener("securitypolicyviolation", (breach) =>
  console.error(`content policy: ${breach.violatedDirective} ${breach.blockedURI} ${breach.sourceFile}`));
"""
# Chromium says this of every refusal and every lost connection, those that a story means to get too.
MEANT = re.compile(
    "Failed to load resource: (the server responded with a status of (4|503)|net::ERR_INTERNET_DISCONNECTED)"
    "|htmx: htmx:error: Failed to fetch|Service Worker registration blocked by Playwright"
)

# For stories that hold requests back (options of `at_browser`): where a service worker takes a page over just then,
# Playwright now and then sees none of its later requests, and lets them all through.
NO_WORKER = {"service_workers": "block"}

# How long a page is waited for, in ms: a bound and not a measure, so that a machine that stands still for half a minute
# fails no story.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """The suite's own, which clears this process's cache, has nothing to do here: Kith runs in processes of its own."""


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    """Lives no longer than this folder: while it does, Django takes this thread for an asynchronous one."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="package")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        reason = f"no browser: none of {', '.join(BROWSERS)} is installed"
        pytest.fail(reason) if os.environ.get("PYTEST_BROWSER") == "required" else pytest.skip(reason)
    browser = playwright.chromium.launch(executable_path=program, args=OPTIONS)
    yield browser
    browser.close()


@pytest.fixture(scope="package")
def make_kith(tmp_path_factory) -> Iterator[Callable[..., Kith]]:
    """Starts communities, each in a data folder of its own; those begun with None wait to be set up.

    What else is given are settings.
    """
    made: list[Kith] = []

    def make(begun: Beginning | None = founded, **settings: str) -> Kith:
        kith = install(tmp_path_factory.mktemp("journey") / "data", begun, on_sqlite=True, **settings)
        made.append(kith)
        kith.up()
        wait_until(lambda: kith.answers() or kith.running[0].poll() is not None, seconds=180)
        assert kith.running[0].poll() is None, kith.errors()
        return kith

    yield make
    for kith in made:
        for process in kith.running:
            stop(process)


@pytest.fixture(scope="package")
def kith(make_kith) -> Kith:
    """Riverside, whose owner is Olu: open to newcomers, read by members only. No mail."""
    return make_kith()


@pytest.fixture
def at_browser(chromium: Browser, kith: Kith) -> Iterator[Callable[..., Member]]:
    """Seats people at a browser of their own, by the handle that they have or will take."""
    opened: list[tuple[BrowserContext, list[str]]] = []

    def seat(handle: str, site: Kith = kith, **options: Any) -> Member:
        # A language of its own, or the one of the machine that runs the test would be asked for.
        options = {"locale": "en-GB", "base_url": f"http://localhost:{site.port}", **options}
        context = chromium.new_context(**options)
        context.set_default_timeout(PATIENCE)
        opened.append((context, watch(context)))
        language, has_scripts = options["locale"].partition("-")[0], options.get("java_script_enabled", True)
        return Member(handle, context.new_page(), language, has_scripts=has_scripts)

    yield seat
    for context, _ in opened:
        context.close()
    assert [wrong for _, wrongs in opened for wrong in wrongs] == []


def watch(context: BrowserContext) -> list[str]:
    """What goes wrong in the pages of this context, as it happens."""
    wrongs: list[str] = []

    def said(message: Any) -> None:
        if message.type in {"error", "warning"} and not MEANT.match(message.text):
            wrongs.append(f"{message.page.url if message.page else ''}: {message.text}")

    context.on("console", said)

    def asked(request: Any) -> None:
        print(f"{datetime.now():%T.%f} {request.method} {request.url}")

    def answered(response: Any) -> None:
        print(f"{datetime.now():%T.%f} {response.status} {response.url}")

    context.on("request", asked)  # pytest shows what was asked and answered if the story fails
    context.on("response", answered)
    context.on("weberror", lambda error: wrongs.append(str(error.error)))
    context.add_init_script(TELL_BREACHES)
    return wrongs


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def scripts(request) -> bool:
    return request.param


@pytest.fixture
def unused_handle() -> Callable[[str], str]:
    """A handle for a story that is told more than once in the same community."""
    return lambda name: f"{name}{os.urandom(3).hex()}"


@pytest.fixture(scope="package")
def large(tmp_path_factory) -> Path:
    """A photo of several parts."""
    path = tmp_path_factory.mktemp("photos") / "large.jpg"
    Image.effect_noise((4000, 3000), 60).convert("RGB").save(path, quality=92)
    assert path.stat().st_size > 2 * (4 << 20)
    return path


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
