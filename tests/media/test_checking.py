"""`kith media check`: files without an item go, items get their files back where that can be, the rest is said."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.utils import timezone

from kith.media import checking, files
from kith.media.actions import keep_photo
from kith.media.checking import findings
from kith.media.incoming import add_part, begin_upload
from kith.media.models import Kind, MediaItem, MediaState
from kith.media.words import MESSAGES
from tests.media.pictures import encoded, kept, quarters, upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_day_later(monkeypatch):
    """Everything that a test makes is older than a day to who checks."""
    later = timezone.now() + timedelta(days=1, hours=1)
    monkeypatch.setattr("kith.media.checking.timezone.now", lambda: later)


@pytest.fixture
def photo(cast, either):
    return keep_photo(owner_id=cast.ana.pk, upload=upload(encoded(quarters())))


def check(*, mend=True):
    return [finding.says for finding in findings(mend=mend)]


def put(name, content=b"x"):
    default_storage.save(name, ContentFile(content))


def stored():
    return {each.name for each in default_storage.walk()}


def drop(item, *names):
    for name in names:
        default_storage.delete(files.place(item.key, name))


def item_of(owner, *names, **facts):
    """An item of which these files are there."""
    item = MediaItem.objects.create(owner_id=owner.pk, **({"state": MediaState.READY} | facts))
    for name in names:
        put(files.place(item.key, name))
    return item


def test_where_everything_is_right_nothing_is_found(cast, photo, run_tasks):
    run_tasks()  # the AVIF renditions
    item_of(cast.ana, "720.mp4", "captions-en.vtt", kind=Kind.VIDEO, heights=[720], captions=["en"])
    item_of(cast.ana, "incoming", state=MediaState.PROCESSING)
    assert check() == []


def test_a_file_of_nothing_is_deleted_and_those_of_items_stay(photo):
    before = stored()
    strays = {files.place("x" * 22, "320.webp"), files.place(photo.key, "999.webp"), "photos/odd", "trial/left"}
    for name in strays:
        put(name)
    assert sorted(check(mend=False)) == [f"{name} belongs to nothing" for name in sorted(strays)]
    assert stored() == before | strays
    assert sorted(check()) == [f"{name} belongs to nothing; deleted" for name in sorted(strays)]
    assert stored() == before


def test_what_was_begun_and_never_finished_is_deleted(photo, folder, settings):
    settings.STORAGES = settings.STORAGES | {"default": folder}
    put(files.place(photo.key, ".320.webp.0a1b2c"))
    assert len(check()) >= 1
    assert not any(name.rpartition("/")[2].startswith(".") for name in stored())


def test_a_file_that_has_not_moved_yet_is_checked_too(photo, bucket):
    storages["before"].save(files.place("x" * 22, "320.webp"), ContentFile(b"x"))
    assert f"{files.place('x' * 22, '320.webp')} belongs to nothing; deleted" in check()
    assert list(storages["before"].walk("photos/xx")) == []


def test_what_is_new_may_just_be_coming_in(photo, monkeypatch):
    put(files.place("x" * 22, "320.webp"))
    monkeypatch.undo()
    assert check() == []
    assert files.place("x" * 22, "320.webp") in stored()


def test_the_parts_of_an_upload_stay_as_long_as_the_upload(cast, photo):
    upload = begin_upload(owner_id=cast.ana.pk, length=4)
    add_part(upload=upload, offset=0, content=BytesIO(b"half"), size=4)
    assert check() == []
    upload.delete()
    assert len(check()) == 1
    assert not any(name.startswith("uploads/") for name in stored())


def test_beside_a_database_without_items_nothing_is_deleted(folder):
    put(files.place("x" * 22, "320.webp"))
    assert check() == [f"{files.place('x' * 22, '320.webp')} belongs to nothing"]
    assert len(stored()) == 1


def test_lost_renditions_are_made_anew_from_the_master(photo, run_tasks):
    run_tasks()
    whole = files.names(photo.key)
    drop(photo, "320.webp", "96.webp", "640.avif")
    assert check(mend=False) == [f"{files.folder_of(photo.key)} lacks 320.webp, 640.avif, 96.webp"]
    assert len(check()) == 1
    run_tasks()  # the AVIF renditions are made by the same task as ever
    assert files.names(photo.key) == whole
    photo.refresh_from_db()
    assert (photo.state, photo.sizes, photo.avif) == (MediaState.READY, [320, 640, 1280], True)
    assert photo.bytes == files.bytes_of(photo.key)
    assert check() == []


def test_without_a_master_the_largest_rendition_serves(photo):
    drop(photo, "master.jpg", "1280.webp", "320.webp")
    assert check() == [f"{files.folder_of(photo.key)} lacks 1280.webp, 320.webp; what is left is shown"]
    photo.refresh_from_db()
    assert (photo.state, photo.sizes, photo.bytes) == (MediaState.READY, [320, 640], files.bytes_of(photo.key))
    assert check() == []


def test_a_photo_of_which_nothing_is_left_has_failed_and_that_is_said(photo):
    files.remove(photo.key)
    (finding,) = findings(mend=True)
    assert finding.is_lost
    assert finding.says.endswith("it is lost, and shown to its author as such")
    photo.refresh_from_db()
    assert (photo.state, photo.failure) == (MediaState.FAILED, "lost")
    assert photo.failure in MESSAGES
    assert check() == []


def test_a_video_goes_on_with_the_heights_and_captions_that_are_left(cast, either):
    item = item_of(cast.ana, "360.mp4", kind=Kind.VIDEO, heights=[360, 720], captions=["en"])
    assert check() == [f"{files.folder_of(item.key)} lacks 720.mp4, captions-en.vtt; what is left is shown"]
    item.refresh_from_db()
    assert (item.state, item.heights, item.captions) == (MediaState.READY, [360], [])


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": Kind.VIDEO, "heights": [720]},
        {"kind": Kind.SOUND},
        {"kind": Kind.VIDEO, "state": MediaState.PROCESSING},
    ],
)
def test_what_can_not_be_played_or_prepared_any_more_has_failed(cast, folder, facts):
    item = item_of(cast.ana, **facts)
    assert [finding.is_lost for finding in findings(mend=True)] == [True]
    item.refresh_from_db()
    assert (item.state, item.failure) == (MediaState.FAILED, "lost")


def test_many_items_are_checked_in_batches(cast, folder, monkeypatch):
    monkeypatch.setattr(checking, "BATCH", 2)
    items = [kept(cast.ana) for _ in range(5)]
    drop(items[4], "320.webp", "640.webp", "96.webp", "192.webp")
    put("photos/xx/" + "x" * 22 + "/320.webp")
    assert len(check()) == 2
