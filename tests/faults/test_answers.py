"""What a member is told when the database or the disk does not do its part: clearly, with their text, and for now."""

import errno
import html

import pytest
from django.db import InterfaceError, OperationalError
from django.utils.translation import override

from kith.kernel.aside import on_the_side
from kith.posts import actions
from kith.posts.models import Post

WORDS = "Half an hour of typing & <three> lines\nof it"
PASSING = [
    OperationalError("database is locked"),
    OperationalError("database or disk is full"),
    InterfaceError("connection already closed"),
    OSError(errno.ENOSPC, "No space left on device"),
]


@pytest.fixture
def ana(cast, as_member):
    client = as_member(cast.ana)
    client.raise_request_exception = False
    return client


@pytest.fixture
def broken(monkeypatch):
    """Makes publishing fail with an error."""

    def break_with(error: Exception) -> None:
        def refuse(**given: object) -> None:
            raise error

        monkeypatch.setattr(actions, "publish_post", refuse)

    return break_with


@pytest.mark.parametrize("error", PASSING, ids=str)
def test_a_fault_that_passes_says_so_and_gives_the_text_back(ana, broken, error):
    broken(error)
    answer = ana.post("/posts/", {"text": WORDS, "key": "k" * 16, "audience": "1"})
    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0
    assert "no-store" in answer["Cache-Control"]
    assert html.escape(WORDS) in answer.text
    assert f'name="key" value="{"k" * 16}"' in answer.text
    assert 'action="/posts/"' in answer.text


def test_what_was_given_back_can_be_sent_again(ana, broken, monkeypatch):
    with monkeypatch.context():
        broken(PASSING[0])
        assert ana.post("/posts/", {"text": WORDS, "key": "k" * 16, "audience": "1"}).status_code == 503
        monkeypatch.undo()
    assert ana.post("/posts/", {"text": WORDS, "key": "k" * 16, "audience": "1"}).status_code == 302
    assert Post.objects.get().text == WORDS


def test_a_fault_of_ours_is_a_500_and_gives_the_text_back_too(ana, broken):
    broken(ZeroDivisionError())
    answer = ana.post("/posts/", {"text": WORDS, "audience": "1"})
    assert answer.status_code == 500
    assert "Retry-After" not in answer
    assert html.escape(WORDS) in answer.text


def test_the_page_is_in_the_members_language(ana, broken):
    broken(PASSING[0])
    with override("ar"):
        answer = ana.post("/posts/", {"text": WORDS, "audience": "1"}, headers={"accept-language": "ar"})
    assert 'dir="rtl"' in answer.text


def test_nothing_is_offered_to_be_sent_again_when_nothing_was_typed(ana, broken, monkeypatch):
    broken(PASSING[0])
    assert "<form" not in ana.post("/posts/", {"text": "", "audience": "1"}).text


def test_a_small_write_beside_a_read_is_left_out_when_the_database_fails(db):
    def write() -> None:
        raise OperationalError("database is locked")

    on_the_side("a test", write)


def test_other_errors_of_a_small_write_are_not_hidden(db):
    with pytest.raises(ZeroDivisionError):
        on_the_side("a test", lambda: 1 / 0)
