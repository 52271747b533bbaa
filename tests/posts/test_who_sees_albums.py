"""An album, its photos and their files are for whom the album is for: no road leads anybody else to them."""

import pytest

from kith.community import current
from kith.community.models import Community, Reading
from kith.graph.audiences import Audience
from kith.people.models import Profile, State
from kith.posts import actions
from kith.posts.actions.describing import Words
from kith.posts.models import Post, PostState
from kith.posts.photos import photos_by
from tests.media.pictures import kept, upload

SAID = {"title": "Summer", "description": ""}


@pytest.fixture
def filled(cast):
    """An album of Ana's for her followers, of whom Ben is one, with a photo."""
    album = actions.create_album(owner=cast.ana, audience=Audience.FOLLOWERS, **SAID)
    photo = kept(cast.ana)
    actions.add_photos(actor=cast.ana, album=album, items=[photo])
    return album, photo


def roads(album, photo):
    yield f"/@ana/albums/{album.pk}"
    yield f"/@ana/photos/{photo.key}"
    yield f"/media/{photo.key}/320"


def sees(browser, album, photo) -> set[bool]:
    """Whether each road leads there; the lists too."""
    found = {browser.get(road).status_code == 200 for road in roads(album, photo)}
    found.add("Summer" in browser.get("/@ana/albums").content.decode())
    found.add(photo.key in browser.get("/@ana/photos").content.decode())
    return found


def test_a_follower_sees_it_by_every_road_and_a_stranger_by_none(cast, as_member, filled):
    assert sees(as_member(cast.ana), *filled) == {True}
    assert sees(as_member(cast.ben), *filled) == {True}
    assert sees(as_member(cast.cyd), *filled) == {False}
    assert sees(as_member(cast.olu), *filled) == {False}


def test_missing_and_forbidden_are_one_answer(cast, as_member, filled):
    cyd = as_member(cast.cyd)
    never = {"/@ana/albums/5": 0, f"/@ana/photos/{'k' * 22}": 1, f"/media/{'k' * 22}/320": 2}
    for road, missing in zip(roads(*filled), never, strict=True):
        refused, gone = cyd.get(road), cyd.get(missing)
        assert (refused.status_code, gone.status_code) == (404, 404)
        assert refused.content.replace(road.encode(), b"") == gone.content.replace(missing.encode(), b"")


def test_an_album_is_not_found_below_another_handle(cast, as_member, filled):
    album, photo = filled
    ben = as_member(cast.ben)
    assert ben.get(f"/@cyd/albums/{album.pk}").status_code == 404
    assert ben.get(f"/@cyd/photos/{photo.key}").status_code == 404


def test_narrowing_holds_at_once_for_page_and_file(cast, as_member, filled):
    album, photo = filled
    ben = as_member(cast.ben)
    assert sees(ben, album, photo) == {True}
    sent = {"title": "Summer", "audience": Audience.FRIENDS}
    assert as_member(cast.ana).post(f"/albums/{album.pk}/edit", sent).status_code == 302
    assert sees(ben, album, photo) == {False}


@pytest.mark.parametrize("audience", [Audience.EVERYONE, Audience.MEMBERS])
def test_a_private_account_keeps_its_wide_albums_to_its_followers(cast, as_member, filled, audience):
    album, photo = filled
    actions.edit_album(actor=cast.ana, album=album, audience=audience, **SAID)
    assert sees(as_member(cast.cyd), album, photo) == {True}
    Profile.objects.filter(pk=cast.ana.pk).update(is_private=True)
    assert sees(as_member(cast.cyd), album, photo) == {False}
    assert sees(as_member(cast.ben), album, photo) == {True}


@pytest.mark.parametrize("way", [("ana", "ben"), ("ben", "ana")])
def test_a_block_hides_it_both_ways(cast, as_member, filled, block, way):
    ben = as_member(cast.ben)
    assert sees(ben, *filled) == {True}
    block(*(vars(cast)[name] for name in way))
    assert sees(ben, *filled) == {False}


@pytest.mark.parametrize("state", [State.SUSPENDED, State.DEACTIVATED, State.LEAVING])
def test_nothing_of_who_is_not_here_shows(cast, as_member, filled, state):
    ben = as_member(cast.ben)
    assert sees(ben, *filled) == {True}
    Profile.objects.filter(pk=cast.ana.pk).update(state=state)
    assert sees(ben, *filled) == {False}


def test_who_is_suspended_sees_nothing(cast, as_member, filled):
    ben = as_member(cast.ben)
    assert sees(ben, *filled) == {True}
    Profile.objects.filter(pk=cast.ben.pk).update(state=State.SUSPENDED)
    assert {ben.get(road)["Location"] for road in roads(*filled)} == {"/status/"}


def test_people_who_are_not_signed_in_see_what_is_for_everyone_where_anyone_reads(cast, as_member, filled):
    album, photo = filled
    actions.edit_album(actor=cast.ana, album=album, audience=Audience.EVERYONE, **SAID)
    stranger = as_member(None)
    assert "/login/" in stranger.get(f"/@ana/albums/{album.pk}")["Location"]
    assert stranger.get(f"/media/{photo.key}/320").status_code == 404
    Community.objects.update(reading=Reading.ANYONE, stamp=9)
    current._kept = None
    assert sees(stranger, album, photo) == {True}
    actions.edit_album(actor=cast.ana, album=album, audience=Audience.MEMBERS, **SAID)
    assert sees(stranger, album, photo) == {False}


def test_a_photo_in_a_post_and_an_album_is_seen_by_who_sees_either(cast, as_member, filled):
    album, photo = filled
    post = actions.publish_post(author=cast.ana, text="", audience=Audience.MEMBERS, media=[photo])
    cyd = as_member(cast.cyd)
    assert cyd.get(f"/media/{photo.key}/320").status_code == 200
    page = cyd.get(f"/@ana/photos/{photo.key}").content.decode()
    assert str(post.pk) in page
    assert str(album.pk) not in page
    assert "Summer" not in page
    assert photo.key in cyd.get("/@ana/photos").content.decode()
    actions.delete_post(actor=cast.ana, post=post)
    assert cyd.get(f"/media/{photo.key}/320").status_code == 404


def test_the_words_of_a_post_stand_at_its_photo_for_who_sees_the_post(cast, as_member, filled):
    album, photo = filled
    actions.edit_album(actor=cast.ana, album=album, audience=Audience.MEMBERS, **SAID)
    photo.alt = "My key under the mat"
    actions.publish_post(author=cast.ana, text="", audience=Audience.FOLLOWERS, media=[photo])
    for page in (f"/@ana/albums/{album.pk}", "/@ana/photos", f"/@ana/photos/{photo.key}"):
        assert 'alt="My key under the mat"' in as_member(cast.ben).get(page).text
        assert photo.key in as_member(cast.cyd).get(page).text
        assert "My key" not in as_member(cast.cyd).get(page).text


def test_the_photos_of_a_member_have_pages(cast, as_member, filled, monkeypatch):
    monkeypatch.setattr("kith.posts.photos.SIZE", 2)
    album, first = filled
    later = [kept(cast.ana) for _ in range(3)]
    actions.add_photos(actor=cast.ana, album=album, items=later)
    seen = []
    before = (1 << 63) - 1
    while before:
        page = photos_by(cast.ben, cast.ana, before)
        seen += [item.pk for item in page.items]
        before = page.older
    assert seen == [item.pk for item in [*reversed(later), first]]
    assert 'rel="next"' in as_member(cast.ben).get("/@ana/photos").content.decode()


def test_what_staff_withhold_an_album_does_not_show_either(cast, as_member, filled):
    album, photo = filled
    post = actions.publish_post(author=cast.ana, text="Look", audience=Audience.FOLLOWERS, media=[photo])
    assert sees(as_member(cast.ben), album, photo) == {True}
    actions.withhold_post(actor=cast.mo, post=post, state=PostState.HIDDEN, reason="Against rule 2")
    ben = as_member(cast.ben)
    assert ben.get(f"/media/{photo.key}/320").status_code == 404
    assert ben.get(f"/@ana/photos/{photo.key}").status_code == 404
    for page in (f"/@ana/albums/{album.pk}", "/@ana/albums", "/@ana/photos"):
        assert photo.key not in ben.get(page).content.decode()
    assert sees(as_member(cast.ana), album, photo) == {True}


def test_a_withheld_cover_gives_its_place_to_another_photo(cast, as_member, filled):
    album, photo = filled
    other = kept(cast.ana)
    actions.add_photos(actor=cast.ana, album=album, items=[other])
    actions.choose_cover(actor=cast.ana, album=album, item=photo)
    post = actions.publish_post(author=cast.ana, text="Look", audience=Audience.FOLLOWERS, media=[photo])
    actions.withhold_post(actor=cast.mo, post=post, state=PostState.REMOVED, reason="Against rule 2")
    assert other.key in as_member(cast.ben).get("/@ana/albums").content.decode()


def test_deleting_what_staff_withheld_does_not_bring_it_back_by_an_album(cast, as_member, filled):
    album, photo = filled
    other = kept(cast.ana)
    actions.add_photos(actor=cast.ana, album=album, items=[other])
    posts = [
        actions.publish_post(author=cast.ana, text="Look", audience=Audience.FOLLOWERS, media=[item])
        for item in (photo, other)
    ]
    actions.withhold_post(actor=cast.mo, post=posts[0], state=PostState.HIDDEN, reason="Against rule 2")
    ana, ben = as_member(cast.ana), as_member(cast.ben)
    for post in posts:
        assert ana.post(f"/posts/{post.pk}/delete").status_code == 302
    assert [ben.get(f"/media/{item.key}/320").status_code for item in (photo, other)] == [404, 200]
    assert photo.key not in ben.get(f"/@ana/albums/{album.pk}").text


def test_the_owner_changes_nothing_of_a_photo_that_staff_removed(cast, as_member, filled):
    _album, photo = filled
    post = actions.publish_post(author=cast.ana, text="Look", audience=Audience.FOLLOWERS, media=[photo])
    ana = as_member(cast.ana)
    assert ana.post(f"/photos/{photo.key}/describe", {"alt": "A heron"}).status_code == 302
    actions.withhold_post(actor=cast.mo, post=post, state=PostState.REMOVED, reason="Against rule 2")
    assert ana.get(f"/@ana/photos/{photo.key}").status_code == 200
    assert ana.post(f"/photos/{photo.key}/describe", {"alt": "A crow"}).status_code == 404
    assert ana.post(f"/photos/{photo.key}/tags", {"handle": "ana"}).status_code == 404
    assert post.media.get().alt == "A heron"


def test_words_of_a_post_are_not_said_to_who_sees_its_photo_in_an_album_only(cast, as_member, filled):
    _album, photo = filled
    post = actions.publish_post(author=cast.ana, text="", audience=Audience.ONLY_ME, media=[photo])
    actions.describe_media(actor=cast.ana, post=post, words={photo.pk: Words("My secret heron")})
    assert "secret heron" in as_member(cast.ana).get(f"/@ana/photos/{photo.key}").text
    page = as_member(cast.ben).get(f"/@ana/photos/{photo.key}")
    assert page.status_code == 200
    assert "secret heron" not in page.text


def test_new_photos_are_told_of_to_whom_the_album_is_for_when_they_are_in(cast, as_member, filled, monkeypatch):
    """Ana narrows the album in another window while her photos are on their way."""
    album, _photo = filled

    def narrow(**given):
        actions.edit_album(actor=cast.ana, album=album, audience=Audience.ONLY_ME, **SAID)
        return kept(cast.ana)

    monkeypatch.setattr("kith.posts.uploads.keep_upload", narrow)
    sent = {"photos": upload(b"photo"), "announce": "yes"}
    assert as_member(cast.ana).post(f"/albums/{album.pk}/add", sent).status_code == 302
    assert Post.objects.get().audience == Audience.ONLY_ME
