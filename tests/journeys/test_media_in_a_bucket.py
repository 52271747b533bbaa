"""A community whose photos and sounds are in an object store, which no stranger gets anything from."""

from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from tests.journeys.test_playing import hears, publishes_song, song

__all__ = ["song"]


@pytest.fixture
def in_bucket(make_kith, object_store):
    keys = {"KITH_S3_KEY_ID": object_store.keys["access_key"], "KITH_S3_SECRET": object_store.keys["secret_key"]}
    bucket = {"KITH_S3_BUCKET": object_store.new_bucket(), "KITH_S3_ENDPOINT": object_store.endpoint}
    return make_kith(founded=True, **bucket, **keys)


def test_members_see_and_hear_what_is_in_the_bucket_and_strangers_do_not(in_bucket, at_browser, song):
    ana = at_browser("ana", in_bucket).signs_up()
    ben = at_browser("ben", in_bucket).signs_up()
    address = ana.publishes("An owl", photos=["owl.jpg"], alt="An owl")
    photo = ben.open(address).page.get_by_role("img", name="An owl").first
    expect(photo).to_have_js_property("complete", True)
    assert photo.evaluate("image => image.naturalWidth") > 100
    sound = publishes_song(ana, song, "A song of the river")
    sound.get_by_role("button").first.click()
    hears(ana)
    assert not list((in_bucket.data / "media").rglob("*.*"))
    with pytest.raises(HTTPError, match="404"):
        urlopen(f"http://localhost:{in_bucket.port}{photo.get_attribute('src')}")
