"""What members see and hear of each other: photos, an album, a video, a song; and who does not."""

import re
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys.member import PHOTOS, Member
from tests.journeys.test_playing import hears
from tests.media.recordings import SECRET, clip, pan, song
from tests.waiting import wait_until

FILE = re.compile(r"/media/[\w-]{16,32}/[a-z0-9.-]+")


@pytest.fixture(scope="module")
def in_bucket(make_kith, object_store):
    """A community whose files are in an object store."""
    keys = {"KITH_S3_KEY_ID": object_store.keys["access_key"], "KITH_S3_SECRET": object_store.keys["secret_key"]}
    bucket = {"KITH_S3_BUCKET": object_store.new_bucket(), "KITH_S3_ENDPOINT": object_store.endpoint}
    return make_kith(**bucket, **keys)


@pytest.fixture(params=["kith", "in_bucket"], ids=["in a folder", "in a bucket"])
def site(request):
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def camera(tmp_path_factory) -> SimpleNamespace:
    """What Ana took with her: a photo that tells where, a video that pans over one, and a piece of music."""
    folder = tmp_path_factory.mktemp("camera")
    exif = Image.Exif()
    exif[0x010E] = SECRET
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 22.0, 1.0)})
    photo, video, sound = folder / "castle.jpg", folder / "walk.mp4", folder / "house.m4a"
    Image.open(PHOTOS / "castle.jpg").resize((2400, 1600)).save(photo, exif=exif)
    video.write_bytes(clip(pictures=pan(640, 360, 80), sound="aac", tags={"location": "+52.37+004.90/"}))
    sound.write_bytes(song(seconds=7, tags={"title": "House", "artist": "Ana"}))
    return SimpleNamespace(photo=photo, video=video, sound=sound)


@pytest.fixture
def members(site, at_browser, unused_handle) -> SimpleNamespace:
    """Ana and Ben, who are friends, and Cyd, who is nobody's."""
    ana, ben, cyd = (
        at_browser(unused_handle(name), site, reduced_motion="reduce").signs_up() for name in ("ana", "ben", "cyd")
    )
    ben.follows(ana)
    ana.is_friends_with(ben)
    return SimpleNamespace(ana=ana, ben=ben, cyd=cyd)


def test_friends_see_hear_and_keep_what_nobody_else_gets(members, camera, site, at_browser):
    ana, ben, cyd = members.ana, members.ben, members.cyd
    photos = ana.publishes("At the castle", "Friends", photos=[str(camera.photo), "owl.jpg"], alt="What I saw")
    album = ana.makes_album("A day out", [camera.photo, PHOTOS / "duck.jpg"], "Friends")
    video = ana.publishes_recording(camera.video, "A walk", "Friends")
    song = ana.publishes_recording(camera.sound, "Some music", "Friends")
    ben_zooms(ben.open(photos).page)
    ben_plays_and_seeks(ben.open(video).page)
    ben_listens_and_seeks(ben.open(song))
    ben_downloads(ben.open(album).page, camera)
    pages = [photos, album, video, song]
    files = {address for page in pages for address in FILE.findall(ben.open(page).page.content())}
    files |= {f"{address.rpartition('/')[0]}/download" for address in files}
    assert {answers(ben, address) for address in files} == {200}
    assert any((site.data / "media").rglob("*.mp4")) == ("KITH_S3_BUCKET" not in site.environment)
    assert cyd.open(f"/@{ana.handle}").page.title().startswith(ana.handle)
    assert {answers(cyd, address) for address in [*pages, *files]} == {404}
    visitor = at_browser("visitor", site)
    assert {answers(visitor, address) for address in files} == {404}


def ben_zooms(page: Page) -> None:
    page.get_by_role("img", name="What I saw").first.click()
    viewer = page.get_by_role("dialog", name="Photos")
    expect(viewer).to_contain_text("1 of 2")
    expect(viewer.locator(".pswp__img").first).to_have_js_property("complete", True)
    viewer.get_by_role("button", name="Zoom").click()
    expect(viewer).to_have_class(re.compile("pswp--zoomed-in"))


def ben_plays_and_seeks(page: Page) -> None:
    video = page.locator("article.post video")
    with page.expect_response(lambda answer: ".mp4" in answer.url and answer.status == 206):
        video.click()
    wait_until(lambda: video.evaluate("video => video.currentTime > 0"))
    video.click()
    expect(video).to_have_js_property("paused", True)
    video.evaluate("video => { video.currentTime = 6; }")
    # The picture of that moment is there: not only the clock was moved.
    wait_until(lambda: video.evaluate("video => video.currentTime >= 6 && !video.seeking && video.readyState >= 2"))


def ben_listens_and_seeks(ben: Member) -> None:
    sound = ben.page.locator(".sound[data-sound]")
    expect(sound).to_contain_text("House")
    sound.get_by_role("button", name="Play").click()
    hears(ben)
    sound.get_by_role("button", name="Pause").click()
    sound.get_by_role("slider").fill("5")
    expect(ben.page.locator("#player [data-time]")).to_contain_text("0:05")


def ben_downloads(page: Page, camera: SimpleNamespace) -> None:
    """The photo of the album comes home without the place that the camera wrote into it."""
    assert SECRET.encode() in camera.photo.read_bytes()
    page.locator(".photo-grid a").first.click()
    with page.expect_download() as coming:
        page.get_by_role("link", name="Download").click()
    content = Path(coming.value.path()).read_bytes()
    photo = Image.open(BytesIO(content))
    assert (photo.size, dict(photo.getexif())) == ((2400, 1600), {})
    assert SECRET.encode() not in content


def answers(member: Member, address: str) -> int:
    return member.page.request.get(address).status
