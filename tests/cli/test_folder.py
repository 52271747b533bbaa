"""The data folder: private, whole, and held by one at a time."""

import errno
import os

import pytest

from kith.cli import folder
from kith.cli.refusal import Refusal


def test_a_read_only_folder_is_refused_in_one_line(tmp_path, monkeypatch):
    def refuse(*_args: object, **_more: object) -> int:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(folder.os, "open", refuse)
    with pytest.raises(Refusal, match=r"cannot be written: Read-only file system\.$"), folder.held(tmp_path):
        pass


def test_a_lock_file_left_behind_locks_nobody_out(tmp_path):
    (tmp_path / "kith.lock").write_text("12345")
    with folder.held(tmp_path), pytest.raises(Refusal, match="in use"), folder.held(tmp_path):
        pass
    with folder.held(tmp_path):
        pass


def test_the_key_is_made_once_and_whole(tmp_path):
    (tmp_path / "secret.new").write_text("half a k")  # a machine that lost power at the first start
    folder.furnish(tmp_path)
    key = (tmp_path / "secret.key").read_text()
    assert len(key) >= 50
    folder.furnish(tmp_path)
    assert (tmp_path / "secret.key").read_text() == key


def test_what_was_passing_through_is_gone_at_the_next_start(tmp_path):
    folder.furnish(tmp_path)
    (tmp_path / "tmp" / "half an upload").write_text("x")
    folder.furnish(tmp_path)
    assert not list((tmp_path / "tmp").iterdir())
