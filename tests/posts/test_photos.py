"""Photos of a post: kept by the first try, attached by the post, hidden with it, gone with it."""

import re

import pytest
from django.urls import reverse

from kith.graph.audiences import Audience
from kith.media.models import MediaItem
from kith.posts import actions
from kith.posts.models import Post, PostMedia
from tests.media.pictures import encoded, kept, quarters, upload

FORM = {"text": "By the river", "audience": "1", "key": "k"}


def picture(name: str = "river.jpg"):
    return upload(encoded(quarters(80, 60)), name)


def test_a_post_with_photos(cast, as_member):
    response = as_member(cast.ana).post("/posts/", FORM | {"photos": [picture(), picture("two.jpg")]})
    post = Post.objects.get()
    assert [place.position for place in post.media.all()] == [0, 1]
    assert response["Location"] == f"/posts/{post.pk}/photos"
    html = as_member(cast.cyd).get(f"/@ana/{post.pk}").content.decode()
    for photo in MediaItem.objects.all():
        assert photo.key in html


def test_photos_alone_are_a_post_too(cast, as_member):
    assert as_member(cast.ana).post("/posts/", FORM | {"text": "", "photos": picture()}).status_code == 302


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_chosen_photos_are_kept_and_asked_about_before_the_post_is_sent(cast, as_member, headers):
    ana = as_member(cast.ana)
    response = ana.post("/posts/photos", FORM | {"photos": picture()}, headers=headers)
    html = response.content.decode()
    photo = MediaItem.objects.get()
    assert response.status_code == 200
    assert "By the river" in html
    assert f'name="photo" value="{photo.key}" checked' in html
    assert f'name="alt-{photo.key}"' in html
    ana.post("/posts/", FORM | {"photo": photo.key, f"alt-{photo.key}": "A heron in the mist"})
    assert PostMedia.objects.get().alt == "A heron in the mist"
    assert 'alt="A heron in the mist"' in ana.get(f"/@ana/{Post.objects.get().pk}").content.decode()


def test_a_refused_form_keeps_its_photos_and_their_words(cast, as_member):
    ana = as_member(cast.ana)
    photo = kept(cast.ana)
    sent = {"text": "x" * 10_001, "photo": photo.key, f"alt-{photo.key}": "A heron"}
    response = ana.post("/posts/", FORM | sent | {"photos": picture()})
    html = response.content.decode()
    assert response.status_code == 422
    assert len(re.findall(r'name="photo" value="[^"]+" checked', html)) == 2
    assert 'value="A heron"' in html


def test_a_picture_that_is_none_is_named_and_the_others_stay(cast, as_member):
    bad = upload(b"<html>no picture</html>", "notes.jpg")
    response = as_member(cast.ana).post("/posts/", FORM | {"photos": [picture(), bad]})
    html = response.content.decode()
    assert response.status_code == 422
    assert "notes.jpg" in html
    assert MediaItem.objects.get().key in html
    assert "By the river" in html
    assert not Post.objects.exists()


def test_twenty_at_most(cast, as_member):
    photos = [kept(cast.ana) for _ in range(20)]
    response = as_member(cast.ana).post("/posts/", FORM | {"photo": [p.key for p in photos], "photos": picture()})
    assert response.status_code == 422
    assert "At most 20 files" in response.content.decode()
    assert MediaItem.objects.count() == 20
    assert as_member(cast.ana).post("/posts/", FORM | {"photo": [p.key for p in photos]}).status_code == 302


@pytest.mark.parametrize("which", ["of another", "in a post already", "unknown", "nonsense"])
def test_a_photo_belongs_to_its_uploader_and_to_one_post(cast, as_member, posted, which):
    photo = kept(cast.ben if which == "of another" else cast.ana)
    if which == "in a post already":
        posted(media=[photo])
    key = {"unknown": "x" * 22, "nonsense": "\0'; --"}.get(which, photo.key)
    before = Post.objects.count()
    response = as_member(cast.ana).post("/posts/", FORM | {"photo": key})
    assert response.status_code == 422
    assert "Please add it again" in response.content.decode()
    assert Post.objects.count() == before


def test_the_same_form_with_photos_makes_one_post(cast, as_member):
    ana, photo = as_member(cast.ana), kept(cast.ana)
    answers = [ana.post("/posts/", FORM | {"photo": photo.key}) for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Post.objects.count() == 1


def test_a_photo_is_as_hidden_as_its_post(cast, as_member, posted):
    photo = kept(cast.ana)
    posted(media=[photo], audience=Audience.FOLLOWERS)
    address = reverse("media:file", args=[photo.key, "320"])
    assert as_member(cast.ben).get(address).status_code == 200
    assert as_member(cast.cyd).get(address).status_code == 404


def test_words_can_be_added_later_by_the_author_alone(cast, as_member, posted):
    photo = kept(cast.ana)
    post = posted(media=[photo])
    address, words = f"/posts/{post.pk}/photos", {f"alt-{photo.key}": "A heron"}
    assert as_member(cast.ben).post(address, words).status_code == 404
    ana = as_member(cast.ana)
    assert photo.key in ana.get(address).content.decode()
    assert ana.post(address, words).status_code == 302
    assert PostMedia.objects.get().alt == "A heron"
    long = ana.post(address, {f"alt-{photo.key}": "x" * 1501})
    assert long.status_code == 422
    assert "x" * 1501 in long.content.decode()
    assert PostMedia.objects.get().alt == "A heron"


def test_photos_go_with_their_post(cast, as_member, posted, run_tasks):
    photo = kept(cast.ana)
    post = posted(media=[photo])
    actions.delete_post(actor=cast.ana, post=post)
    assert as_member(cast.ben).get(reverse("media:file", args=[photo.key, "320"])).status_code == 404
    run_tasks()
    assert not MediaItem.objects.exists()
