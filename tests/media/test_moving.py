"""Files move between folder and bucket while members look at them: none is lost, and each is verified."""

from fcntl import LOCK_NB, flock
from functools import partial
from threading import Event, Thread

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.db import connections

from kith.media import files
from kith.media.captions import keep_captions
from kith.media.models import Kind, MediaItem, MediaState
from kith.media.moving import away, move

KEY = "k" * 22
NAMES = ("master.jpg", "320.webp", "720.mp4")


@pytest.fixture(params=["into the bucket", "out of the bucket"])
def two_places(request, settings, folder, bucket):
    """New files go to one place, and old ones are in the other."""
    if request.param == "out of the bucket":
        settings.STORAGES = settings.STORAGES | {"default": folder, "before": bucket}


@pytest.fixture
def moving(two_places):
    """Three files are where old ones are."""
    for name in NAMES:
        storages["before"].save(files.place(KEY, name), ContentFile(name.encode() * 100_000))


def read(name):
    with files.open_file(KEY, name) as file:
        return file.read()


def assert_all_home():
    assert {kept.name for kept in default_storage.walk()} == {files.place(KEY, name) for name in NAMES}
    assert list(away()) == []
    assert [read(name) for name in NAMES] == [name.encode() * 100_000 for name in NAMES]


def test_what_is_not_moved_yet_is_read_from_where_it_is(moving):
    assert list(default_storage.walk()) == []
    assert [read(name) for name in NAMES] == [name.encode() * 100_000 for name in NAMES]
    assert files.names(KEY) == set(NAMES)


def test_every_file_comes_home_with_its_bytes_and_is_gone_where_it_was(moving):
    moved = list(move())
    assert {(each.size, each.trouble) for each in moved} == {(len(name) * 100_000, "") for name in NAMES}
    assert_all_home()
    assert list(move()) == []


def test_a_move_that_was_interrupted_goes_on_with_the_rest(moving, monkeypatch):
    save = type(storages["default"])._save

    def ended(self, name, content):
        if "720" in name:
            raise KeyboardInterrupt
        return save(self, name, content)

    with monkeypatch.context() as patch:
        patch.setattr(type(storages["default"]), "_save", ended)
        with pytest.raises(KeyboardInterrupt):
            list(move())
    assert [read(name) for name in NAMES] == [name.encode() * 100_000 for name in NAMES]
    assert list(move())
    assert_all_home()


def test_a_copy_that_is_not_the_same_is_taken_back_and_the_file_stays(moving, monkeypatch):
    save = type(storages["default"])._save

    def careless(self, name, content):
        return save(self, name, ContentFile(b"x" * 100) if "320" in name else content)

    with monkeypatch.context() as patch:
        patch.setattr(type(storages["default"]), "_save", careless)
        troubles = {each.name: each.trouble for each in move() if each.trouble}
    assert troubles == {files.place(KEY, "320.webp"): "the copy is not the same"}
    assert read("320.webp") == b"320.webp" * 100_000
    assert [kept.name for kept in away()] == [files.place(KEY, "320.webp")]
    list(move())
    assert_all_home()


def test_an_item_that_is_deleted_while_it_moves_does_not_come_back(moving, monkeypatch):
    save = type(storages["default"])._save

    def save_while_deleted(self, name, content):
        files.remove(KEY)
        return save(self, name, content)

    with monkeypatch.context() as patch:
        patch.setattr(type(storages["default"]), "_save", save_while_deleted)
        list(move())
    assert files.names(KEY) == set()


def test_a_new_file_takes_the_place_of_an_old_one_that_is_not_moved_yet(moving, tmp_path):
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "320.webp").write_bytes(b"new")
    files.store(KEY, tmp_path / "new")
    assert read("320.webp") == b"new"
    list(move())
    assert read("320.webp") == b"new"


def test_where_there_is_one_place_nothing_moves(folder):
    default_storage.save(files.place(KEY, "320.webp"), ContentFile(b"x"))
    assert list(move()) == []
    assert read("320.webp") == b"x"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("moment", ["_save", "_open"])
def test_captions_that_are_replaced_while_they_move_are_not_lost(cast, two_places, monkeypatch, moment):
    video = MediaItem.objects.create(owner_id=cast.ana.pk, kind=Kind.VIDEO, state=MediaState.READY, captions=["en"])
    name = files.place(video.key, "captions-en.vtt")
    storages["before"].save(name, ContentFile(captions("Good morning").encode()))
    home, replacing, went_on = type(storages["default"]), [], Event()
    do = getattr(home, moment)
    monkeypatch.setattr("kith.media.captions.fcntl.flock", partial(flock_and_tell, flock, went_on))

    def replace():
        try:
            keep_captions(item=video, language="en", text=captions("Good evening"))
        finally:
            went_on.set()
            connections.close_all()

    def do_while_replaced(self, *given):
        if not replacing:
            replacing.append(Thread(target=replace))
            replacing[0].start()
            assert went_on.wait(60)
        return do(self, *given)

    monkeypatch.setattr(home, moment, do_while_replaced)
    assert [each.trouble for each in move()] == [""]
    replacing[0].join(60)
    with files.open_file(video.key, "captions-en.vtt") as file:
        assert file.read().decode() == captions("Good evening")
    assert list(away()) == []


def flock_and_tell(flock, waits, lock, how):
    """Take a lock, and say so before one waits for it."""
    try:
        flock(lock, how | LOCK_NB)
    except BlockingIOError:
        waits.set()
        flock(lock, how)


def test_captions_that_belong_to_nothing_move_like_any_file(db, two_places):
    storages["before"].save("talk.vtt", ContentFile(b"WEBVTT"))
    assert [each.trouble for each in move()] == [""]
    assert [kept.name for kept in default_storage.walk()] == ["talk.vtt"]


def captions(text: str) -> str:
    return f"WEBVTT\n\n00:01.000 --> 00:04.500\n{text}\n"
