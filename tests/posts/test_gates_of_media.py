"""What is said of photos, videos and sounds passes the same gates as the text of a post."""

import pytest

from kith.kernel.gates import Answer, Verdict
from kith.kernel.registry import registry
from kith.media.actions import keep_upload
from kith.media.models import Kind, MediaItem
from kith.posts import actions
from kith.posts.models import Album, AlbumPhoto, Post, PostState
from tests.media.pictures import encoded, kept, kept_recording, quarters, upload
from tests.media.recordings import song, with_cover

CAPTIONS = b"WEBVTT\n\n00:01.000 --> 00:02.000\nBuy <b>n</b>ow\n"


@pytest.fixture
def buying(monkeypatch):
    """A gate that looks for two words, and knows nothing but texts."""

    def put(verdict: Verdict) -> None:
        def answer(draft):
            return Answer(verdict, "No advertising.") if "Buy now" in draft.text else Answer()

        for name in ("post", "comment", "edit"):
            monkeypatch.setitem(registry().gates, name, [answer])

    return put


def texts(gate) -> list[str]:
    return [draft.text for draft in gate]


@pytest.mark.parametrize("what", ["post", "comment"])
def test_words_of_photos_and_songs_are_asked_about_one_by_one(cast, posted, gate, what):
    root = posted()
    asked = gate(what, Verdict.PASS)
    media = [kept(cast.ana), kept_recording(cast.ana, Kind.SOUND, title="River at dawn", artist="The Ferrymen")]
    media[0].alt = "A heron"
    if what == "post":
        posted(text="Look", media=media)
    else:
        actions.comment(author=cast.ana, parent=root, text="Look", media=media)
    assert texts(asked) == ["Look", "A heron", "River at dawn", "The Ferrymen"]


@pytest.mark.parametrize("verdict", [Verdict.REFUSE, Verdict.ASK])
def test_what_is_refused_says_which_words_and_comes_back_with_them(cast, as_member, buying, verdict):
    buying(verdict)
    photo = kept(cast.ana)
    sent = {"text": "Look", "audience": "1", "key": "k", "photo": photo.key, f"alt-{photo.key}": "Buy now!"}
    answer = as_member(cast.ana).post("/posts/", sent)
    assert answer.status_code == 422
    assert "“Buy now!”: No advertising." in answer.text
    assert 'value="Buy now!"' in answer.text
    assert not Post.objects.exists()
    again = as_member(cast.ana).post("/posts/", sent | {"confirmed": "yes"})
    assert again.status_code == (422 if verdict == Verdict.REFUSE else 302)


def test_what_is_held_for_its_words_waits_for_staff(cast, as_member, buying, posted):
    buying(Verdict.HOLD)
    photo = kept(cast.ana)
    photo.alt = "Buy now!"
    post = posted(media=[photo])
    assert post.state == PostState.HELD
    assert as_member(cast.ben).get(f"/@ana/{post.pk}").status_code == 404


@pytest.fixture
def edited(cast, as_member, posted):
    """Sends an edit of the words of what is in a post, and gives the answer and the post."""
    photo = kept(cast.ana)
    sound = kept_recording(cast.ana, Kind.SOUND, title="River at dawn")
    video = kept_recording(cast.ana, Kind.VIDEO)
    post = posted(text="Look", media=[photo, sound, video])

    def edit(what: str, **more: str):
        captions = {"video": video.key, "language": "en", "file": upload(CAPTIONS, "talk.vtt", "text/vtt")}
        address, sent = {
            "alt": (f"/posts/{post.pk}/photos", {f"alt-{photo.key}": "Buy now"}),
            "title": (f"/posts/{post.pk}/photos", {f"title-{sound.key}": "Buy now"}),
            "artist": (f"/posts/{post.pk}/photos", {f"artist-{sound.key}": "Buy now"}),
            "captions": (f"/posts/{post.pk}/captions", captions),
            "photo": (f"/photos/{photo.key}/describe", {"alt": "Buy now"}),
        }[what]
        return as_member(cast.ana).post(address, sent | more), Post.objects.get(pk=post.pk)

    return edit


def said() -> set[str]:
    """All that is said of the media of all posts."""
    rows = MediaItem.objects.values_list("alt", "title", "artist", "captions")
    places = Post.objects.values_list("media__alt", flat=True)
    return {str(word) for row in rows for word in row if word} | set(filter(None, places))


EDITS = ["alt", "title", "artist", "captions", "photo"]


@pytest.mark.parametrize("what", EDITS)
def test_an_edit_of_such_words_can_be_refused(buying, edited, what):
    buying(Verdict.REFUSE)
    answer, post = edited(what)
    assert answer.status_code == 422
    assert "“Buy now”: No advertising." in answer.text
    assert (post.state, said()) == (PostState.SHOWN, {"River at dawn"})


@pytest.mark.parametrize("what", EDITS)
def test_an_edit_of_such_words_is_asked_about_and_confirmed(buying, edited, what):
    buying(Verdict.ASK)
    answer, post = edited(what)
    assert answer.status_code == 422
    assert "“Buy now”: No advertising." in answer.text
    assert 'name="confirmed" value="yes"' in answer.text
    assert said() == {"River at dawn"}
    answer, post = edited(what, confirmed="yes")
    assert (answer.status_code, post.state) == (302, PostState.SHOWN)
    assert said() != {"River at dawn"}


@pytest.mark.parametrize("what", EDITS)
def test_an_edit_of_such_words_can_be_held(cast, as_member, buying, edited, what):
    buying(Verdict.HOLD)
    answer, post = edited(what)
    assert answer.status_code == 302
    assert (post.state, post.state_reason) == (PostState.HELD, "“Buy now”: No advertising.")
    assert as_member(cast.ben).get(f"/@ana/{post.pk}").status_code == 404
    actions.restore_post(actor=cast.mo, post=post)
    assert as_member(cast.ben).get(f"/@ana/{post.pk}").status_code == 200


def test_words_that_stay_as_they_are_are_not_asked_about_again(cast, as_member, posted, gate):
    photo = kept(cast.ana)
    photo.alt = "A heron"
    post = posted(text="Look", media=[photo, sound := kept_recording(cast.ana, Kind.SOUND)])
    asked = gate("edit", Verdict.PASS)
    sent = {f"alt-{photo.key}": "A heron", f"title-{sound.key}": "Dawn"}
    as_member(cast.ana).post(f"/posts/{post.pk}/photos", sent)
    assert texts(asked) == ["Look", "Dawn"]
    assert {draft.post for draft in asked} == {post}


@pytest.mark.parametrize("verdict", [Verdict.REFUSE, Verdict.HOLD])
def test_words_of_a_photo_in_an_album_alone_are_refused_where_they_would_be_held(cast, as_member, buying, verdict):
    album = actions.create_album(owner=cast.ana, title="Summer", description="", audience=1)
    actions.add_photos(actor=cast.ana, album=album, items=[photo := kept(cast.ana)])
    buying(verdict)
    answer = as_member(cast.ana).post(f"/photos/{photo.key}/describe", {"alt": "Buy now"})
    assert answer.status_code == 422
    assert "“Buy now”: No advertising." in answer.text
    assert 'value="Buy now"' in answer.text
    assert said() == set()


@pytest.mark.parametrize("verdict", [Verdict.REFUSE, Verdict.HOLD])
def test_a_song_that_turns_out_to_be_called_so_waits_for_staff(cast, as_member, posted, buying, run_tasks, verdict):
    buying(verdict)
    content = with_cover(song("mp3", "libmp3lame"), encoded(quarters()), "Buy now", "Ana")
    post = posted(media=[keep_upload(owner_id=cast.ana.pk, upload=upload(content))])
    assert post.state == PostState.WAITING
    run_tasks()
    post.refresh_from_db()
    assert (post.state, post.state_reason) == (PostState.HELD, "“Buy now”: No advertising.")
    assert as_member(cast.ben).get(f"/@ana/{post.pk}").status_code == 404
    actions.restore_post(actor=cast.mo, post=post)
    assert as_member(cast.ben).get(f"/@ana/{post.pk}").status_code == 200


@pytest.mark.parametrize("verdict", [Verdict.REFUSE, Verdict.HOLD, Verdict.ASK])
@pytest.mark.parametrize("where", ["a new album", "one that is there"])
def test_words_of_photos_that_are_put_into_an_album_pass_the_gate(cast, as_member, buying, verdict, where):
    album = actions.create_album(owner=cast.ana, title="Summer", description="", audience=1)
    buying(verdict)
    photo, ana = kept(cast.ana), as_member(cast.ana)
    address = "/albums/new" if where == "a new album" else f"/albums/{album.pk}/add"
    sent = {"title": "River", "audience": "1", "photo": photo.key, f"alt-{photo.key}": "Buy now!", "announce": "yes"}
    refused = ana.post(address, sent)
    assert refused.status_code == 422
    assert "“Buy now!”: No advertising." in refused.text
    assert 'value="Buy now!"' in refused.text
    assert not AlbumPhoto.objects.exists()
    assert Album.objects.get() == album
    again = ana.post(address, sent | {"confirmed": "yes"})
    assert again.status_code == (302 if verdict == Verdict.ASK else 422)
    assert AlbumPhoto.objects.exists() == (verdict == Verdict.ASK)
    assert Post.objects.exists() == (verdict == Verdict.ASK)
