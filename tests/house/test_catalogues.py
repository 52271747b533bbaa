"""The catalogues are complete, and what the program reads is what translators wrote."""

import os

import polib
import pytest

from kith.kernel.catalogues import compile_catalogues

ENTRY = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Post"\nmsgstr "{}"\n'


@pytest.fixture
def source(tmp_path):
    """A catalogue in which "Post" is said "Bericht", not compiled yet."""
    folder = tmp_path / "nl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source = folder / "django.po"
    source.write_text(ENTRY.format("Bericht"))
    return source


def read(source) -> str:
    return polib.mofile(str(source.with_suffix(".mo"))).find("Post").msgstr


def test_what_is_compiled_is_what_was_written(source, tmp_path):
    assert compile_catalogues(tmp_path) == [source.with_suffix(".mo")]
    assert read(source) == "Bericht"
    assert compile_catalogues(tmp_path) == []


@pytest.mark.parametrize("seconds", [-1000, 1000])
def test_another_text_is_noticed_however_old_it_is(source, tmp_path, seconds):
    compile_catalogues(tmp_path)
    moment = source.stat().st_mtime + seconds
    source.write_text(ENTRY.format("Post"))
    os.utime(source, (moment, moment))
    compile_catalogues(tmp_path)
    assert read(source) == "Post"


def test_nothing_is_left_of_a_catalogue_that_went(source, tmp_path):
    compile_catalogues(tmp_path)
    source.unlink()
    compile_catalogues(tmp_path)
    assert list(source.parent.iterdir()) == []
