"""What a photo says besides the picture (where, when, by whom, with which camera) is gone before it is kept."""

import pytest
from PIL import Image

from kith.media import files
from kith.media.actions import keep_photo
from tests.media import pictures
from tests.media.pictures import BLUE, GREEN, RED, SECRET


def files_of(photo):
    return {name: files.open_file(photo.key, name).read() for name in files.names(photo.key)}


def corners(content):
    """The colours at the top left, the top right and the bottom left, as a browser that knows no profiles sees them."""
    image = Image.open(content).convert("RGB")
    width, height = image.size
    return [image.getpixel(at) for at in ((9, 9), (width - 9, 9), (9, height - 9))]


def near(seen, meant):
    return all(
        abs(one - other) < 20 for pair in zip(seen, meant, strict=True) for one, other in zip(*pair, strict=True)
    )


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_place_author_and_words_are_in_no_file_that_is_kept(cast, format):
    photo = keep_photo(owner_id=cast.ana.pk, upload=pictures.upload(pictures.with_baggage(format)))
    kept = files_of(photo)
    assert {"master.jpg", "96.webp", "192.webp", "320.webp", "640.webp", "1280.webp"} == set(kept)
    for name, content in kept.items():
        for trace in (SECRET, b"Secret", b"Exif", b"GPS", b"xmpmeta", b"Photoshop", b"ICC_PROFILE", b"ICCP"):
            assert trace not in content, (name, trace)
    assert photo.bytes == sum(map(len, kept.values()))


def test_a_heic_from_a_phone_becomes_a_photo_without_baggage(cast):
    content = pictures.heic()
    assert SECRET in content
    photo = keep_photo(owner_id=cast.ana.pk, upload=pictures.upload(content, "IMG_1.HEIC", "image/heic"))
    assert (photo.width, photo.height) == (800, 600)
    assert not any(SECRET in kept for kept in files_of(photo).values())
    assert near(corners(files.open_file(photo.key, "640.webp")), [RED, GREEN, BLUE])


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_taken_in_any_way_stands_upright(cast, orientation):
    photo = keep_photo(owner_id=cast.ana.pk, upload=pictures.upload(pictures.turned(orientation)))
    assert (photo.width, photo.height) == (800, 600)
    assert near(corners(files.open_file(photo.key, "320.webp")), [RED, GREEN, BLUE])


def test_colours_of_another_profile_are_turned_into_those_that_every_screen_knows(cast):
    content = pictures.wide_gamut()
    photo = keep_photo(owner_id=cast.ana.pk, upload=pictures.upload(content, "photo.png", "image/png"))
    assert near(corners(files.open_file(photo.key, "640.webp")), [RED, GREEN, BLUE])


def test_the_uploaded_bytes_are_not_kept(cast):
    content = pictures.encoded(pictures.quarters())
    photo = keep_photo(owner_id=cast.ana.pk, upload=pictures.upload(content))
    assert content not in files_of(photo).values()
