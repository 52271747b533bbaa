"""Whatever comes as a picture ends in a clear word for its sender or in a right picture, and leaves nothing else."""

import threading
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from kith.media import cleaning, files
from kith.media.actions import keep_photo
from kith.media.models import MediaItem, MediaState
from kith.media.words import MESSAGES, BadMedia
from tests.media import bad_pictures
from tests.media.pictures import encoded, quarters, upload

pytestmark = pytest.mark.usefixtures("folder")
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "HEIC", "AVIF")


def keep(member, content, name="photo.jpg", type="image/jpeg"):
    return keep_photo(owner_id=member.pk, upload=upload(content, name, type))


def assert_nothing_left():
    assert not MediaItem.objects.exists()
    assert not list(default_storage.walk())


@pytest.mark.parametrize("format", bad_pictures.BOMBS)
def test_a_picture_of_60_000_pixels_a_side_is_refused_by_its_head(cast, format):
    bomb = bad_pictures.BOMBS[format]()
    assert len(bomb) < 100_000
    with pytest.raises(BadMedia) as refused:
        keep(cast.ana, bomb)
    # The format WebP has no such sizes: one that says so is broken.
    assert str(refused.value) == str(MESSAGES["broken" if format == "webp" else "too_many_pixels"])
    assert_nothing_left()


@pytest.mark.parametrize("what", bad_pictures.DISGUISED)
@pytest.mark.parametrize(("name", "type"), [("photo.jpg", "image/jpeg"), ("a.svg", "image/svg+xml")])
def test_what_is_no_picture_is_refused_whatever_it_calls_itself(cast, what, name, type):
    with pytest.raises(BadMedia) as refused:
        keep(cast.ana, bad_pictures.DISGUISED[what], name, type)
    assert str(refused.value) == str(MESSAGES["unknown"])
    assert_nothing_left()


@pytest.mark.parametrize("format", bad_pictures.HEADS)
@pytest.mark.parametrize("body", [bad_pictures.PAGE, bad_pictures.SVG, bad_pictures.PDF], ids=["page", "svg", "pdf"])
def test_a_page_behind_the_head_of_a_picture_is_refused(cast, format, body):
    with pytest.raises(BadMedia) as refused:
        keep(cast.ana, bad_pictures.HEADS[format] + body)
    assert str(refused.value) == str(MESSAGES["broken"])
    assert_nothing_left()


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("part", [0.02, 0.5, 0.9])
def test_a_picture_that_ends_too_soon_is_refused(cast, format, part):
    content = bad_pictures.whole(format)
    with pytest.raises(BadMedia) as refused:
        keep(cast.ana, content[: int(len(content) * part)])
    assert str(refused.value) == str(MESSAGES["broken"])
    assert_nothing_left()


@pytest.mark.parametrize("format", FORMATS)
def test_of_a_picture_that_is_a_page_too_the_picture_alone_is_kept(cast, format):
    item = keep(cast.ana, bad_pictures.polyglot(format), "page.html", "text/html")
    assert (item.state, item.width, item.height) == (MediaState.READY, 500, 400)
    kept = {name: files.open_file(item.key, name).read() for name in files.names(item.key)}
    assert len(kept) >= 3
    for content in kept.values():
        assert b"<script" not in content
        assert b"%PDF" not in content
        assert b"PK\x05\x06" not in content


@pytest.mark.parametrize("format", ["PNG", "WEBP", "AVIF"])
def test_the_type_in_the_name_and_the_type_that_is_said_are_not_believed(cast, format):
    item = keep(cast.ana, encoded(quarters(), format), "photo.gif", "image/gif")
    assert Image.open(files.open_file(item.key, "320.webp")).format == "WEBP"


@pytest.mark.django_db(transaction=True)
def test_of_500_pictures_at_once_one_is_at_work_two_wait_and_the_rest_hear_why_not(cast, monkeypatch):
    at_work, most, go_on = [], [], threading.Event()
    refused, lock, content = [], threading.Lock(), encoded(quarters(64, 64))

    def slow(*_arguments):
        at_work.append(1)
        most.append(len(at_work))
        assert go_on.wait(60)
        at_work.pop()
        return {"error": "broken"}

    def come():
        try:
            # Room is taken under one lock of the database, and the front never lets so many come there at once.
            keep_photo(owner_id=cast.ana.pk, upload=upload(content), has_room=True)
        except BadMedia as error:
            with lock:
                refused.append(str(error))
                if len(refused) == 500 - 1 - cleaning.WAITING:
                    go_on.set()

    monkeypatch.setattr(cleaning, "run_child", slow)
    monkeypatch.setattr(cleaning, "WAIT_SECONDS", 60)
    crowd = [threading.Thread(target=come) for _ in range(500)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join(60)
    assert max(most) == 1
    assert refused.count(str(MESSAGES["busy"])) == 500 - 1 - cleaning.WAITING
    assert refused.count(str(MESSAGES["broken"])) == 1 + cleaning.WAITING
    assert not list(Path(default_storage.location).rglob("*"))
