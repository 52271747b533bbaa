"""The community can be installed as an app, under its own name and icon, and says when there is no connection."""

import json
import re
from io import BytesIO

import pytest
from PIL import Image

from kith.community.models import Community


@pytest.fixture
def riverside(community) -> Community:
    community.name, community.tagline, community.accent = "Ŕiver & Side", "By the water", "#b4232f"
    community.stamp = 2
    community.save()
    return community


def test_the_manifest_has_the_communitys_own_name_and_icon(client, riverside):
    page = client.get("/accounts/login/").text
    address = re.search(r'<link rel="manifest" href="([^"]+)"', page)
    assert address
    answer = client.get(address[1])
    said = json.loads(answer.content)
    assert answer["Content-Type"] == "application/manifest+json"
    assert said["name"] == "Ŕiver & Side"
    assert said["theme_color"] == "#b4232f"
    letters = [icon for icon in said["icons"] if icon["type"] == "image/svg+xml"]
    icons = [client.get(icon["src"]) for icon in letters]
    assert all(icon["Content-Type"] == "image/svg+xml" and ">Ŕ</text>" in icon.text for icon in icons)
    assert [icon["purpose"] for icon in letters] == ["any", "maskable"]


def test_systems_that_take_no_svg_find_the_icon_in_the_communitys_colour(client, riverside):
    page = client.get("/accounts/login/").text
    address = re.search(r'<link rel="apple-touch-icon" href="([^"]+)"', page)
    assert address
    said = client.get("/manifest.webmanifest").json()
    drawn = [icon["src"] for icon in said["icons"] if icon["type"] == "image/png"]
    pictures = [Image.open(BytesIO(client.get(each).content)) for each in (address[1], *drawn)]
    assert [picture.size for picture in pictures] == [(180, 180), (192, 192), (512, 512)]
    for picture in pictures:
        colours = {picture.convert("RGB").getpixel((x, picture.height // 2)) for x in range(picture.width)}
        assert picture.convert("RGB").getpixel((0, 0)) == (0xB4, 0x23, 0x2F)
        assert (255, 255, 255) in colours
    assert client.get("/icon-100.png").status_code == 404


def test_the_icon_breaks_out_of_nothing(client, community):
    community.name, community.stamp = "<script>", 2
    community.save()
    assert "<script" not in client.get("/icon.svg").text


def test_what_is_shared_goes_to_the_composer(client, riverside):
    target = client.get("/manifest.webmanifest").json()["share_target"]
    assert target["action"] == "/posts/new"
    assert {*target["params"]} == {"title", "text", "url", "files"}


def test_the_offline_page_is_the_same_for_everyone(cast, as_member, client):
    mine, theirs = as_member(cast.ana).get("/offline/"), client.get("/offline/")
    assert mine.status_code == 200
    assert "No connection" in mine.text
    assert mine.content == theirs.content


def test_the_worker_stands_at_the_root_and_is_asked_for_anew(client, community):
    worker = client.get("/worker.js")
    assert worker["Content-Type"].startswith("text/javascript")
    assert "no-cache" in worker["Cache-Control"]
    assert client.get("/worker.js").content == worker.content
