"""The player of another site comes after a click that names it; before, nobody is contacted."""

from django.conf import settings
from django.utils.csp import build_policy

from config.env import ROOT
from kith.posts import previews
from kith.posts.models import Link, Post, PostLink

HERE = "http://kith.test/"
SCRIPT = (ROOT / "kith/ui/static/ui/js/players.js").read_text()
FRAMED = "https://www.youtube-nocookie.com/"


def test_a_player_comes_after_a_click(chromium):
    post = Post(pk=1)
    PostLink(post=post, link=Link(address="https://youtu.be/dQw4w9WgXcQ", title="A film"))
    card = previews.html(post, "en").decode()
    context = chromium.new_context()
    asked, refused = [], []

    def answer(route):
        asked.append(route.request.url)
        if route.request.url == HERE:
            page = f'<!doctype html><title>Kith</title>{card}<script src="/players.js"></script>'
            headers = {"Content-Security-Policy": build_policy(settings.SECURE_CSP)}
            route.fulfill(body=page, content_type="text/html", headers=headers)
        elif route.request.url == f"{HERE}players.js":
            route.fulfill(body=SCRIPT, content_type="text/javascript")
        else:
            route.fulfill(body="<title>Player</title>", content_type="text/html")

    context.route("**/*", answer)
    page = context.new_page()
    page.on("console", lambda message: refused.append(message.text))
    page.goto(HERE)
    assert all(address.startswith(HERE) for address in asked)
    page.get_by_role("link", name="This contacts www.youtube-nocookie.com.").click()
    frame = page.locator("iframe[title='A film']")
    frame.content_frame.locator("title").wait_for(state="attached")
    assert asked[-1].startswith(FRAMED)
    assert frame.get_attribute("sandbox")
    assert "allow-top-navigation" not in frame.get_attribute("sandbox")
    assert page.url == HERE
    assert refused == []
    with page.expect_event("console", lambda message: "frame-src" in message.text):
        page.evaluate("document.querySelector('iframe').src = 'https://evil.example/'")
    assert not any("evil.example" in address for address in asked)
    context.close()
