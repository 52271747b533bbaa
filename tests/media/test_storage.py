"""Files are kept in a folder or in a bucket, each whole or not at all, and go without a trace from both."""

import errno

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages

from kith.media import files
from kith.media.folder import Folder

KEY, OTHER = "k" * 22, "K" * 22  # a storage must not take one for the other


@pytest.fixture
def item_folder(tmp_path):
    made = tmp_path / "item"
    made.mkdir()
    return made


def put(folder, **contents):
    for name, content in contents.items():
        (folder / name.replace("_", ".")).write_bytes(content)


def read(key, name):
    file = files.open_file(key, name)
    if file is None:
        return None
    with file:
        return file.read()


def test_what_was_stored_is_there_with_its_bytes(either, item_folder):
    put(item_folder, master_jpg=b"master", v_mp4=b"v" * 3_000_000)
    assert files.store(KEY, item_folder) == 3_000_006
    assert files.names(KEY) == {"master.jpg", "v.mp4"}
    assert read(KEY, "v.mp4") == b"v" * 3_000_000
    assert read(KEY, "w.mp4") is None
    assert files.names(OTHER) == set()


def test_a_file_that_is_stored_again_is_replaced(either, item_folder):
    for content in (b"long before", b"new"):
        put(item_folder, captions_vtt=content)
        files.store(KEY, item_folder)
    assert read(KEY, "captions.vtt") == b"new"
    assert files.names(KEY) == {"captions.vtt"}


def test_removing_takes_every_file_whatever_its_name_and_no_other_items(either, item_folder):
    put(item_folder, master_jpg=b"m", x_anything=b"x")
    files.store(KEY, item_folder)
    files.store(OTHER, item_folder)
    files.remove(KEY)
    files.remove(KEY)
    assert files.names(KEY) == set()
    assert files.names(OTHER) == {"master.jpg", "x.anything"}
    assert len(list(default_storage.walk())) == 2


def test_a_master_is_fetched_for_the_decoders(either, item_folder, tmp_path):
    put(item_folder, master_webp=b"picture")
    files.store(KEY, item_folder)
    assert files.fetch_master(KEY, tmp_path / "fetched")
    assert (tmp_path / "fetched").read_bytes() == b"picture"
    assert not files.fetch_master(OTHER, tmp_path / "none")


def test_uploaded_bytes_wait_beside_what_will_be_made_of_them_and_go_alone(either, item_folder, tmp_path):
    files.store_incoming(KEY, ContentFile(b"uploaded"))
    put(item_folder, master_jpg=b"m")
    files.store(KEY, item_folder)
    assert files.fetch_incoming(KEY, tmp_path / "fetched")
    assert (tmp_path / "fetched").read_bytes() == b"uploaded"
    files.remove_incoming(KEY)
    assert not files.fetch_incoming(KEY, tmp_path / "none")
    assert files.names(KEY) == {"master.jpg"}


def test_a_storage_that_fails_half_way_keeps_what_was_there_and_nothing_new(either, item_folder, monkeypatch):
    put(item_folder, a_webp=b"a")
    files.store(KEY, item_folder)
    (item_folder / "a.webp").unlink()
    put(item_folder, b_avif=b"b", c_avif=b"c")
    save = type(storages["default"])._save

    def full(self, name, content):
        if name.endswith("c.avif"):
            raise OSError(errno.ENOSPC, "No space left on device")
        return save(self, name, content)

    monkeypatch.setattr(type(storages["default"]), "_save", full)
    with pytest.raises(OSError, match="No space"):
        files.store(KEY, item_folder)
    assert files.names(KEY) == {"a.webp"}


def test_a_file_that_the_disk_has_no_room_for_leaves_nothing_half_written(folder):
    class Full(ContentFile):
        def chunks(self, chunk_size=None):
            yield b"the beginning"
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        default_storage.save("photos/a/b.jpg", Full(b""))
    assert list(default_storage.walk()) == []


def test_a_store_that_does_not_answer_is_an_error_as_of_a_disk(bucket, settings, item_folder):
    nobody = bucket | {"OPTIONS": bucket["OPTIONS"] | {"endpoint_url": "http://127.0.0.1:9"}}
    settings.STORAGES = settings.STORAGES | {"default": nobody}
    put(item_folder, a_webp=b"a")
    for ask in (
        lambda: files.store(KEY, item_folder),
        lambda: files.names(KEY),
        lambda: files.open_file(KEY, "a.webp"),
    ):
        with pytest.raises(OSError, match="object store"):
            ask()


def test_a_bucket_that_is_not_there_is_said(bucket, settings, item_folder):
    missing = bucket | {"OPTIONS": bucket["OPTIONS"] | {"bucket_name": "nobodys"}}
    settings.STORAGES = settings.STORAGES | {"default": missing}
    put(item_folder, a_webp=b"a")
    with pytest.raises(OSError, match="NoSuchBucket"):
        files.store(KEY, item_folder)


def test_the_folder_is_the_only_storage_where_no_bucket_is_configured(folder):
    assert isinstance(files.folder(), Folder)
    assert files.bucket() is None
    assert files.link(KEY, "a.webp", 60, "image/webp") is None
