"""The part of a picture that is kept: the one that was chosen, else the middle, and never anything outside."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from kith.media import files
from kith.media.actions import keep_photo
from kith.media.crop import Crop
from kith.media.forms import Picked, PictureField
from kith.media.models import MediaItem
from kith.people.models import ProfilePicture
from tests.media.pictures import BLUE, GREEN, RED, encoded, quarters, turned, upload

ADDRESS = "/settings/profile/"


def master(item):
    return Image.open(BytesIO(files.open_file(item.key, "master.jpg").read())).convert("RGB")


def near(picture, colour):
    """Whether the middle of a picture is of a colour, and no corner of another."""
    spots = [(0.5, 0.5), (0.1, 0.1), (0.9, 0.1), (0.1, 0.9), (0.9, 0.9)]
    found = [picture.getpixel((int(x * picture.width), int(y * picture.height))) for x, y in spots]
    return all(abs(a - b) < 12 for pixel in found for a, b in zip(pixel, colour, strict=True))


def keep(cast, content, ratio, *place):
    return master(keep_photo(owner_id=cast.ana.pk, upload=upload(content), crop=Crop(ratio, place or None)))


@pytest.mark.parametrize(
    ("place", "colour"), [((0.02, 0.02, 0.3), RED), ((0.6, 0.05, 0.3), GREEN), ((0.3, 0.55, 0.3), BLUE)]
)
def test_the_chosen_part_is_kept_and_nothing_else(cast, place, colour):
    picture = keep(cast, encoded(quarters(), quality=95), 1, *place)
    assert picture.size == (240, 240)
    assert near(picture, colour)


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_the_part_is_that_of_the_picture_as_one_sees_it(cast, orientation):
    assert near(keep(cast, turned(orientation), 1, 0.02, 0.02, 0.3), RED)


def test_without_a_place_the_middle_is_kept_as_large_as_it_can_be(cast):
    square, wide = (keep(cast, encoded(quarters()), ratio) for ratio in (1, 3))
    assert square.size == (600, 600)
    assert wide.size == (800, 267)
    assert square.getpixel((150, 30))[0] > 150, "red"
    assert square.getpixel((450, 30))[1] > 130, "green"


@pytest.mark.parametrize("place", [(0.9, 0.9, 1), (0.5, 1, 0.5), (1, 1, 0.00001), (0, 0, 1)])
def test_what_reaches_over_an_edge_is_moved_inside(cast, place):
    picture = keep(cast, encoded(quarters()), 3, *place)
    assert picture.width <= 800
    assert picture.height <= 600


NO_PLACES = ["x", "0,0", "0,0,1,1", "nan,0,1", "0,inf,1", "-0.1,0,1", "0,0,0", "0,2,0.5", "0.6,0,0.5", "0,0,1e9"]


@pytest.mark.parametrize("words", [*NO_PLACES, "0," * 10_000, "٠,٠"])
def test_a_place_that_can_not_be_is_refused(words):
    field = PictureField(ratio=1)
    with pytest.raises(ValidationError) as refused:
        field.clean(Picked(upload(b"picture"), words))
    assert refused.value.code == "crop"
    assert field.clean(Picked(upload(b"picture"), "0,0,1")).crop == Crop(1, (0, 0, 1))


def test_the_form_keeps_the_part_that_the_browser_names(cast, as_member):
    given = {"birthday_audience": 3, "avatar": upload(encoded(quarters(), quality=95)), "avatar_place": "0.6,0.05,0.3"}
    assert as_member(cast.ana).post(ADDRESS, given).status_code == 302
    item = MediaItem.objects.get(key=ProfilePicture.objects.get(kind="avatar").key)
    assert near(master(item), GREEN)


def test_a_browser_without_scripts_gets_the_middle(cast, as_member):
    given = {"birthday_audience": 3, "cover": upload(encoded(quarters())), "cover_place": ""}
    assert as_member(cast.ana).post(ADDRESS, given).status_code == 302
    item = MediaItem.objects.get()
    assert (item.width, item.height) == (800, 267)


def test_a_place_that_can_not_be_says_so_and_keeps_nothing(cast, as_member):
    given = {"birthday_audience": 3, "bio": "River", "avatar": upload(encoded(quarters())), "avatar_place": "0,0,7"}
    answer = as_member(cast.ana).post(ADDRESS, given)
    assert answer.status_code == 422
    assert "avatar" in answer.context["form"].errors
    assert "River" in answer.text
    assert not MediaItem.objects.exists()
