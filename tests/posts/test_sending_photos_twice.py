"""A form with photos that is sent twice, say by a second press, adds them once and ends where it ended."""

import re

import pytest

from kith.graph.audiences import Audience
from kith.kernel.gates import Verdict
from kith.media.models import MediaItem
from kith.posts import actions, uploads
from kith.posts.models import Album, AlbumPhoto, Post, PostMedia, Submission, Version
from tests.at_once import at_once
from tests.media.pictures import encoded, kept, quarters, upload

ALBUM = {"title": "Summer", "description": "By the river", "audience": Audience.FOLLOWERS}
KEY = re.compile(r'name="key" value="([^"]+)"')


def picture(name: str = "river.jpg", width: int = 80):
    return upload(encoded(quarters(width, 60)), name)


@pytest.fixture
def ana(cast, as_member):
    return as_member(cast.ana)


@pytest.fixture
def river(cast):
    return kept(cast.ana)


@pytest.fixture
def post(posted, river):
    return posted(media=[river])


@pytest.fixture
def edit(ana, post, river):
    """Sends the edit form of the post as one page of it has it, each time with a file of its own."""
    form = {"text": "Hello", "audience": "1", "had": river.key, "photo": river.key}
    form["key"] = KEY.search(ana.get(f"/posts/{post.pk}/edit").text)[1]

    def send(name="heron.jpg", width=80, **said):
        return ana.post(f"/posts/{post.pk}/edit", form | {"photos": picture(name, width)} | said)

    return send


@pytest.fixture(params=["a new album", "one that is there"])
def album_form(request, cast, ana):
    """Sends the form of an album that is new, or that is to have more photos, as one page of it has it."""
    address = "/albums/new"
    if request.param == "one that is there":
        address = f"/albums/{actions.create_album(owner=cast.ana, **ALBUM).pk}/add"
    key = KEY.search(ana.get(address).text)[1]
    return lambda **said: ana.post(address, ALBUM | {"key": key} | said)


@pytest.fixture
def meanwhile(monkeypatch):
    """Has something happen at the very moment when a form's files are looked up, read (`clean`) or kept."""

    def happens(act, at="loose_items"):
        do = getattr(uploads, at)

        def do_later(*args, **kwargs):
            monkeypatch.setattr(uploads, at, do)
            act()
            return do(*args, **kwargs)

        monkeypatch.setattr(uploads, at, do_later)

    return happens


def inside(post: Post) -> list[MediaItem]:
    return [place.item for place in PostMedia.objects.filter(post=post).select_related("item")]


@pytest.mark.parametrize("how", ["with the form", "picked"])
@pytest.mark.parametrize("what", ["a post", "a comment"])
def test_photos_without_words_are_posted_once(cast, ana, post, what, how):
    picked = {"photo": kept(cast.ana).key} if how == "picked" else {}
    address = "/posts/" if what == "a post" else f"/posts/{post.pk}/reply"
    sent = {"text": "", "audience": "1", "key": "k1"}
    first, second = (ana.post(address, sent | (picked or {"photos": picture()})) for _ in range(2))
    assert (second.status_code, second["Location"]) == (302, first["Location"])
    assert Post.objects.count() == 2


def test_an_edit_adds_its_photo_once(post, edit):
    first, second = edit(), edit()
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert len(inside(post)) == 2
    assert MediaItem.objects.count() == 2
    assert Version.objects.count() == 1


def test_of_a_comment_too(cast, as_member, post, edit):
    comment = actions.comment(author=cast.ana, parent=post, text="Look")
    ana = as_member(cast.ana)
    for _ in range(2):
        ana.post(f"/posts/{comment.pk}/edit", {"text": "Look", "key": "k1", "photos": picture()})
    assert len(inside(comment)) == 1


def test_what_else_an_edit_says_is_not_lost_when_it_is_sent_again(post, edit, river):
    edit()
    again = edit(text="Other words", audience="4", **{f"alt-{river.key}": "A river"})
    assert again.status_code == 302
    post.refresh_from_db()
    assert (post.text, post.audience) == ("Other words", 4)
    assert [place.alt for place in post.media.all()] == ["A river", ""]


@pytest.mark.parametrize("other", [{"name": "duck.jpg"}, {"width": 160}, {"key": "another page"}])
def test_another_photo_is_added_too(post, edit, other):
    edit()
    edit(**other)
    assert len(inside(post)) == 3


def test_an_edit_that_was_refused_is_not_taken_for_one_that_was_made(post, edit, gate):
    gate("edit", Verdict.ASK)
    assert edit().status_code == 422
    assert edit(confirmed="yes").status_code == 302
    assert len(inside(post)) == 2


@pytest.mark.django_db(transaction=True)
def test_an_edit_sent_twice_at_once_adds_its_photo_once(post, edit):
    answers = at_once(*[edit] * 2)
    assert [answer.status_code for answer in answers] == [302, 302]
    assert len(inside(post)) == 2


@pytest.mark.parametrize("how", ["with the form", "picked"])
def test_an_album_form_is_taken_once_and_both_answers_lead_to_the_album(cast, album_form, how):
    picked = {"photo": kept(cast.ana).key} if how == "picked" else {}

    def send():
        return album_form(announce="yes", **(picked or {"photos": picture()}))

    first, second = send(), send()
    album = Album.objects.get()
    assert [first["Location"], second["Location"]] == [f"/@ana/albums/{album.pk}"] * 2
    assert album.photos.count() == 1
    assert Post.objects.count() == 1
    assert MediaItem.objects.count() == 1


def test_an_album_without_photos_is_made_once_too(album_form):
    album_form()
    assert album_form().status_code == 302
    assert Album.objects.count() == 1


def test_other_photos_in_an_album_form_that_was_sent_are_not_lost(cast, album_form):
    album_form(photos=picture())
    first, more = kept(cast.ana), kept(cast.ana)
    album_form(photo=first.key)
    assert AlbumPhoto.objects.count() == 2
    again = album_form(photo=[first.key, more.key])
    assert again.status_code == 422
    assert f'name="photo" value="{more.key}" checked' in again.text


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("how", ["with the form", "picked", "both"])
def test_an_album_form_sent_twice_at_once_is_taken_once(cast, album_form, how):
    said = {"announce": "yes"}
    if how != "with the form":
        said["photo"] = kept(cast.ana).key

    def send():
        return album_form(**said, **({} if how == "picked" else {"photos": picture()}))

    answers = at_once(*[send] * 2)
    album = Album.objects.get()
    assert [answer["Location"] for answer in answers] == [f"/@ana/albums/{album.pk}"] * 2
    assert album.photos.count() == (2 if how == "both" else 1)
    assert {place.item_id for place in Post.objects.get().media.all()} == {row.item_id for row in album.photos.all()}


@pytest.mark.parametrize("what", ["a post", "an edit", "an album"])
def test_a_form_with_picked_photos_that_is_taken_just_now_is_not_refused(cast, ana, post, river, meanwhile, what):
    item = kept(cast.ana)
    address, sent = {
        "a post": ("/posts/", {"text": "Look", "audience": "1", "photo": item.key}),
        "an edit": (f"/posts/{post.pk}/edit", {"text": "Hello", "audience": "1", "photo": [river.key, item.key]}),
        "an album": ("/albums/new", ALBUM | {"photo": item.key}),
    }[what]
    firsts = []
    meanwhile(lambda: firsts.append(ana.post(address, sent | {"key": "k1"})))
    second = ana.post(address, sent | {"key": "k1"})
    assert [first["Location"] for first in firsts] == [second["Location"]]


def test_of_two_album_forms_at_once_the_one_that_comes_second_tells_of_nothing_else(cast, ana, meanwhile):
    sent = ALBUM | {"photo": kept(cast.ana).key, "announce": "yes", "key": "k1"}
    meanwhile(lambda: ana.post("/albums/new", sent), at="clean")
    page = ana.post("/albums/new", sent, follow=True).text
    assert "Summer" in page
    assert "No post was made" not in page
    assert "be used" not in page
    assert Post.objects.count() == 1


def test_a_photo_that_came_too_late_for_the_album_is_not_told_of(cast, ana, meanwhile, monkeypatch):
    def first_without_having_told_of_it_yet():
        with monkeypatch.context() as patched:
            patched.setattr(actions, "announce_photos", lambda **how: None)
            send()

    def send():
        return ana.post("/albums/new", ALBUM | {"photos": picture(), "announce": "yes", "key": "k1"})

    meanwhile(first_without_having_told_of_it_yet, at="keep_upload")
    assert send().status_code == 302
    assert AlbumPhoto.objects.count() == 1
    assert not Post.objects.exists()


def test_an_album_that_was_deleted_is_made_anew(cast, ana):
    for _ in range(2):
        ana.post("/albums/new", ALBUM | {"key": "k1"})
        actions.delete_album(actor=cast.ana, album=Album.objects.get())
    assert not Submission.objects.exists()


def test_the_key_of_an_album_makes_no_post(ana):
    ana.post("/albums/new", ALBUM | {"key": "k1"})
    answer = ana.post("/posts/", {"text": "Hello", "audience": "1", "key": Submission.objects.get().key})
    assert answer.status_code == 404
    assert not Post.objects.exists()


def test_another_member_may_have_the_same_key(cast, as_member):
    for who in (cast.ana, cast.ben):
        as_member(who).post("/albums/new", ALBUM | {"key": "k1"})
    assert {album.owner for album in Album.objects.all()} == {cast.ana, cast.ben}
