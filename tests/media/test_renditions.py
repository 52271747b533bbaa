"""What a photo gets beside what its author waits for: AVIF renditions by a task, and a placeholder."""

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from kith.graph.audiences import Audience
from kith.kernel.models import TaskRow
from kith.media import actions, files, tasks
from kith.media.models import MediaItem
from kith.media.thumbhash import thumbhash
from kith.media.widths import SQUARES
from kith.posts import tasks as posts_tasks
from kith.posts.actions import publish_post
from tests.media.pictures import encoded, upload, with_baggage


@pytest.fixture
def photo(cast):
    return actions.keep_photo(owner_id=cast.ana.pk, upload=upload(with_baggage()))


def test_a_kept_photo_asks_for_its_avif(photo):
    row = TaskRow.objects.get(path="kith.media.tasks.render_avif")
    assert row.arguments["kwargs"] == {"item_id": photo.pk}
    assert not photo.avif


def test_each_width_is_there_as_avif_too_without_any_words(photo):
    before = photo.bytes
    tasks.render_avif.call(item_id=photo.pk)
    photo.refresh_from_db()
    assert photo.avif
    sizes = 0
    for width in photo.sizes:
        with files.open_file(photo.key, f"{width}.avif") as file:
            content = file.read()
        assert b"Secret" not in content
        sizes += len(content)
    assert photo.bytes == before + sizes
    with files.open_file(photo.key, "320.avif") as file:
        assert Image.open(file).size == (320, 240)


def test_a_task_that_runs_twice_changes_nothing(photo):
    tasks.render_avif.call(item_id=photo.pk)
    once = MediaItem.objects.get()
    MediaItem.objects.update(avif=False, bytes=photo.bytes)  # killed between the files and the row
    tasks.render_avif.call(item_id=photo.pk)
    again = MediaItem.objects.get()
    assert (again.bytes, again.avif) == (once.bytes, True)
    kept = default_storage.listdir(files.place(photo.key, ""))[1]
    assert len(kept) == len(["master", *SQUARES]) + 2 * len(photo.sizes)


def test_a_photo_deleted_meanwhile_leaves_nothing(photo, monkeypatch):
    item = MediaItem.objects.get()

    def make_and_lose(master, folder):
        (folder / "320.avif").write_bytes(b"made")
        MediaItem.objects.all().delete()

    monkeypatch.setattr(actions, "make_avif", make_and_lose)
    actions.render_avif(item)
    assert not default_storage.exists(files.place(photo.key, "320.avif"))


def test_the_card_offers_avif_once_it_is_there(cast, photo, as_member):
    post = publish_post(author=cast.ana, text="Look", audience=Audience.MEMBERS, media=[photo])
    ben = as_member(cast.ben)
    assert "image/avif" not in ben.get("/?tab=community").text
    tasks.render_avif.call(item_id=photo.pk)
    row = TaskRow.objects.get(path="kith.posts.tasks.redraw")
    posts_tasks.redraw.call(**row.arguments["kwargs"])
    page = ben.get(f"/@ana/{post.pk}").text
    assert f'<source type="image/avif" srcset="/media/{photo.key}/320.avif 320w' in page
    answer = ben.get(f"/media/{photo.key}/320.avif")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/avif")


def test_avif_is_for_who_sees_the_photo(cast, photo, as_member):
    publish_post(author=cast.ana, text="Look", audience=Audience.ONLY_ME, media=[photo])
    tasks.render_avif.call(item_id=photo.pk)
    assert as_member(cast.ana).get(f"/media/{photo.key}/640.avif").status_code == 200
    assert as_member(cast.cyd).get(f"/media/{photo.key}/640.avif").status_code == 404


# From the reference, npm `thumbhash` 0.1.1, for the same pixels.
WAVES = bytes((40 + 17 * x * y + 90 * c + x * x) % 256 for y in range(12) for x in range(16) for c in range(3))


def test_the_placeholder_is_that_of_the_reference():
    assert thumbhash(16, 12, WAVES) == "oOcBFYRPJ7qEt5VnaTuJegVYGgCy"


def test_the_placeholder_is_in_the_card(cast, photo, as_member):
    publish_post(author=cast.ana, text="Look", audience=Audience.MEMBERS, media=[photo])
    assert f'data-thumbhash="{photo.thumbhash}"' in as_member(cast.ben).get("/?tab=community").text


def test_what_one_sees_through_has_no_placeholder(cast):
    clear = Image.new("RGBA", (400, 400), (200, 30, 30, 0))
    assert actions.keep_photo(owner_id=cast.ana.pk, upload=upload(encoded(clear, "PNG"))).thumbhash == ""


@pytest.mark.parametrize(("width", "height", "rgb"), [(0, 1, b""), (101, 1, b"x" * 303), (2, 2, b"x" * 11)])
def test_a_placeholder_of_nonsense_is_refused(width, height, rgb):
    with pytest.raises(ValueError, match="1 to 100"):
        thumbhash(width, height, rgb)


def test_one_colour_makes_a_placeholder(cast):
    assert actions.keep_photo(owner_id=cast.ana.pk, upload=upload(encoded(Image.new("L", (9, 9), 77)))).thumbhash
