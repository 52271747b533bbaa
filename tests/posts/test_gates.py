"""What the gates say decides what becomes of a draft."""

import pytest

from kith.kernel.gates import Verdict
from kith.media.actions import keep_upload
from kith.posts import actions
from kith.posts.models import Album, Post, PostState
from tests.media.pictures import upload
from tests.media.recordings import song


def test_a_gate_is_asked_with_the_draft(cast, posted, gate):
    asked = gate("post", Verdict.PASS)
    posted(text=" Hello ")
    assert [(draft.author, draft.text, draft.audience) for draft in asked] == [(cast.ana, "Hello", 1)]


def test_a_gate_that_holds_an_edit_does_not_replace_what_staff_said(cast, posted, gate):
    post = posted()
    actions.withhold_post(actor=cast.mo, post=post, state=PostState.HIDDEN, reason="Against rule 2")
    gate("edit", Verdict.HOLD)
    actions.edit_post(actor=cast.ana, post=post, text="Harmless", audience=1)
    now = Post.objects.get()
    assert (now.text, now.state, now.state_reason) == ("Harmless", PostState.HIDDEN, "Against rule 2")


@pytest.mark.parametrize("name", ["post", "comment", "edit"])
def test_refused(cast, as_member, posted, gate, name):
    post = posted()
    gate(name, Verdict.REFUSE)
    address = {"post": "/posts/", "comment": f"/posts/{post.pk}/reply", "edit": f"/posts/{post.pk}/edit"}[name]
    response = as_member(cast.ana).post(address, {"text": "Keep these words", "audience": "1", "key": "k"})
    html = response.content.decode()
    assert response.status_code == 422
    assert "Because of rule 3" in html
    assert "Keep these words" in html
    assert list(Post.objects.values_list("text", flat=True)) == ["Hello"]


def test_asked_again_and_confirmed(cast, as_member, gate):
    gate("post", Verdict.ASK, "Is that kind?")
    client = as_member(cast.ana)
    form = {"text": "Hmpf", "audience": "1", "key": "k"}
    response = client.post("/posts/", form)
    html = response.content.decode()
    assert response.status_code == 422
    assert "Is that kind?" in html
    assert '<input type="hidden" name="confirmed" value="yes">' in html
    assert not Post.objects.exists()
    assert client.post("/posts/", form | {"confirmed": "yes"}).status_code == 302
    assert Post.objects.get().state == PostState.SHOWN


def test_held_it_shows_to_the_author_alone_and_is_announced_when_restored(cast, as_member, posted, gate, told):
    gate("post", Verdict.HOLD)
    post = posted(text="@ben look")
    assert post.state == PostState.HELD
    assert told() == []
    assert as_member(cast.ben).get(f"/@ana/{post.pk}").status_code == 404
    assert "waiting for staff" in as_member(cast.ana).get(f"/@ana/{post.pk}").content.decode()
    actions.restore_post(actor=cast.mo, post=post)
    assert told() == ["PostRestored", "PostPublished", "Mentioned"]


def test_an_edit_of_what_is_held_stays_held(cast, posted, gate):
    gate("post", Verdict.HOLD)
    post = posted()
    actions.edit_post(actor=cast.ana, post=post, text="Other words", audience=1)
    assert Post.objects.get().state == PostState.HELD


def test_an_edit_can_be_held(cast, posted, gate):
    post = posted()
    gate("edit", Verdict.HOLD)
    actions.edit_post(actor=cast.ana, post=post, text="Buy now", audience=1)
    held = Post.objects.get()
    assert (held.state, held.text) == (PostState.HELD, "Buy now")


def test_an_edit_of_what_is_being_prepared_can_be_held_and_is_not_shown_when_it_is_ready(
    cast, as_member, posted, gate, run_tasks
):
    post = posted(text="", media=[keep_upload(owner_id=cast.ana.pk, upload=upload(song()))])
    assert post.state == PostState.WAITING
    gate("edit", Verdict.HOLD)
    actions.edit_post(actor=cast.ana, post=post, text="Buy now", audience=1)
    run_tasks()
    assert Post.objects.get().state == PostState.HELD
    assert as_member(cast.ben).get(f"/@ana/{post.pk}").status_code == 404


ALBUM = {"title": "Buy now", "description": "Cheap", "audience": "1"}


@pytest.fixture
def album(cast):
    return actions.create_album(owner=cast.ana, title="Summer", description="", audience=1)


@pytest.mark.parametrize("verdict", [Verdict.REFUSE, Verdict.HOLD])
def test_what_an_album_says_passes_the_gate_of_posts(cast, as_member, album, gate, verdict):
    asked = gate("post", verdict)
    for address in ("/albums/new", f"/albums/{album.pk}/edit"):
        response = as_member(cast.ana).post(address, ALBUM)
        assert response.status_code == 422
        assert "Because of rule 3" in response.text
        assert 'value="Buy now"' in response.text
    assert [draft.text for draft in asked] == ["Buy now\n\nCheap"] * 2
    assert list(Album.objects.values_list("title", "description")) == [("Summer", "")]


def test_an_album_is_asked_about_again_and_confirmed(cast, as_member, gate):
    gate("post", Verdict.ASK, "Is that kind?")
    client = as_member(cast.ana)
    response = client.post("/albums/new", ALBUM)
    assert response.status_code == 422
    assert "Is that kind?" in response.text
    assert '<input type="hidden" name="confirmed" value="yes"' in response.text
    assert not Album.objects.exists()
    assert client.post("/albums/new", ALBUM | {"confirmed": "yes"}).status_code == 302
    assert Album.objects.exists()
