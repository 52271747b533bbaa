"""Photos picked for an album: kept at once, given back by a refused form, and in one album only."""

import pytest

from kith.graph.audiences import Audience
from kith.kernel.gates import Verdict
from kith.media.actions import keep_upload
from kith.media.models import Kind, MediaItem
from kith.people.models import Profile, State
from kith.posts import actions
from kith.posts.models import Album, Post
from tests.at_once import at_once
from tests.media.pictures import encoded, kept, quarters, upload
from tests.media.recordings import moving, song
from tests.posts.test_picking import sent_by_parts

PICKED = "/posts/picked/?only=photos"
FORM = {"title": "Summer", "description": "By the river", "audience": Audience.FOLLOWERS}


def picture(name: str = "river.jpg"):
    return upload(encoded(quarters(80, 60)), name)


@pytest.fixture
def album(cast):
    """An empty album of Ana's."""
    return actions.create_album(owner=cast.ana, **FORM)


def photos(album: Album) -> list[str]:
    """The keys of the photos in an album, in its order."""
    return list(album.photos.values_list("item__key", flat=True))


def test_a_form_that_is_only_looked_at_finds_nothing_wrong(cast, as_member, album):
    for address in ("/albums/new", f"/albums/{album.pk}/add"):
        page = as_member(cast.ana).get(address)
        assert page.status_code == 200
        assert "data-picks" in page.text
        assert "required." not in page.text


def test_picked_photos_make_an_album_in_their_order_with_their_words(cast, as_member):
    keys = [kept(cast.ana).key for _ in range(3)]
    sent = FORM | {"photo": keys[::-1], f"alt-{keys[0]}": "A heron", "announce": "yes"}
    response = as_member(cast.ana).post("/albums/new", sent)
    assert photos(Album.objects.get()) == keys[::-1]
    assert 'alt="A heron"' in as_member(cast.ben).get(response["Location"]).text
    assert [place.alt for place in Post.objects.get().media.all()] == ["", "", "A heron"]


def test_picked_photos_are_added_behind_those_that_are_there(cast, as_member, album):
    first, *others = [kept(cast.ana).key for _ in range(3)]
    ana = as_member(cast.ana)
    ana.post(f"/albums/{album.pk}/add", {"photo": first})
    ana.post(f"/albums/{album.pk}/add", {"photo": others, "photos": picture()})
    assert photos(album)[:3] == [first, *others]
    assert len(photos(album)) == 4


@pytest.mark.parametrize("why", ["no title", "refused", "asked again"])
def test_a_refused_form_loses_no_photo(cast, as_member, gate, why):
    picked, ana = kept(cast.ana), as_member(cast.ana)
    sent = FORM | {"photo": picked.key, f"alt-{picked.key}": "A heron", "photos": picture(), "announce": "yes"}
    if why == "no title":
        sent["title"] = ""
    else:
        gate("post", Verdict.REFUSE if why == "refused" else Verdict.ASK)
    response = ana.post("/albums/new", sent)
    assert response.status_code == 422
    uploaded = MediaItem.objects.exclude(pk=picked.pk).get()
    for item in (picked, uploaded):
        assert f'name="photo" value="{item.key}" checked' in response.text
    assert 'value="A heron"' in response.text
    assert 'name="announce" id="id_announce" checked' in response.text
    assert not Album.objects.exists()
    if why == "asked again":
        again = sent | {"photo": [picked.key, uploaded.key], "photos": [], "confirmed": "yes"}
        assert ana.post("/albums/new", again).status_code == 302
        assert photos(Album.objects.get()) == [picked.key, uploaded.key]


@pytest.mark.parametrize("what", ["of another", "in a post", "in an album", "a sound", "unknown", "odd"])
@pytest.mark.parametrize("where", ["a new album", "one that is there"])
def test_what_is_not_ones_own_loose_photo_can_not_be_put_into_an_album(cast, as_member, posted, album, what, where):
    item = keep_upload(owner_id=cast.ana.pk, upload=upload(song())) if what == "a sound" else kept(cast.ana)
    own = kept(cast.ana)
    if what == "of another":
        item = kept(cast.ben)
    if what == "in a post":
        posted(media=[item])
    if what == "in an album":
        actions.create_album(owner=cast.ana, items=[item], **FORM)
    key = {"unknown": "x" * 22, "odd": "\0"}.get(what, item.key)
    before = Album.objects.count()
    address = "/albums/new" if where == "a new album" else f"/albums/{album.pk}/add"
    response = as_member(cast.ana).post(address, FORM | {"photo": [key, own.key]})
    assert response.status_code == 422
    assert "can&#x27;t be used" in response.text
    assert f'value="{own.key}"' in response.text
    assert f'value="{item.key}"' not in response.text
    assert photos(album) == []
    assert Album.objects.count() == before


def test_a_photo_of_an_album_is_not_picked_for_a_post(cast, as_member):
    item = kept(cast.ana)
    actions.create_album(owner=cast.ana, items=[item], **FORM)
    sent = {"text": "Look", "audience": Audience.MEMBERS, "photo": item.key}
    assert as_member(cast.ana).post("/posts/", sent).status_code == 422
    assert not Post.objects.exists()
    assert as_member(cast.cyd).get(f"/media/{item.key}/320").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_sent_twice_at_once_photos_are_in_one_album(cast, as_member):
    photo, ana = kept(cast.ana), as_member(cast.ana)
    answers = at_once(*[lambda: ana.post("/albums/new", FORM | {"photo": photo.key}).status_code] * 2)
    assert sorted(answers) == [302, 422]
    assert photos(Album.objects.get()) == [photo.key]


def test_no_more_are_taken_than_fit(cast, as_member, album):
    keys = [kept(cast.ana).key for _ in range(21)]
    response = as_member(cast.ana).post(f"/albums/{album.pk}/add", {"photo": keys[:20], "photos": picture()})
    assert response.status_code == 422
    assert "At most 20 files" in response.text
    response = as_member(cast.ana).post(f"/albums/{album.pk}/add", {"photo": keys})
    assert response.status_code == 422
    assert photos(album) == []


@pytest.mark.parametrize("how", ["in one request", "by parts", "with the form"])
def test_what_is_no_photo_is_refused_with_words(cast, as_member, album, how):
    ana = as_member(cast.ana)
    if how == "with the form":
        response = ana.post(f"/albums/{album.pk}/add", {"photos": upload(song(), "song.m4a")})
        assert "song.m4a" in response.text
    else:
        given = {"file": upload(song())} if how == "in one request" else {"upload": sent_by_parts(ana, song())}
        response = ana.post(PICKED, given)
    assert response.status_code == 422
    assert "not a picture" in response.text
    assert not MediaItem.objects.exists()


def test_a_moving_picture_is_a_still_one_in_an_album(cast, as_member):
    ana = as_member(cast.ana)
    ana.post("/posts/picked/", {"file": upload(moving())})
    assert MediaItem.objects.get().kind == Kind.LOOP
    assert ana.post(PICKED, {"file": upload(moving())}).status_code == 200
    assert MediaItem.objects.order_by("id").last().kind == Kind.PHOTO


@pytest.mark.parametrize("address", ["/albums/new", "/posts/", "/posts/photos"])
def test_files_of_who_may_only_read_are_not_kept(cast, as_member, address):
    ana = as_member(cast.ana)
    Profile.objects.filter(pk=cast.ana.pk).update(state=State.READ_ONLY)
    assert ana.post(address, FORM | {"text": "Look", "photos": picture()}).status_code == 403
    assert not MediaItem.objects.exists()
