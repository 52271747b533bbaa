"""Albums: made, filled, put in order, told of, taken away; and what becomes of their photos."""

import re
from datetime import timedelta
from itertools import count, takewhile

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.http import Http404
from django.utils import timezone

from kith.graph.audiences import Audience
from kith.media.actions import sweep_items
from kith.media.models import MediaItem, MediaState
from kith.posts import actions
from kith.posts.models import Album, AlbumPhoto, Post, PostMedia
from tests.media.pictures import encoded, kept, quarters, upload

FORM = {"title": "Summer", "description": "By the river", "audience": Audience.FOLLOWERS}


def picture(name: str = "river.jpg"):
    return upload(encoded(quarters(80, 60)), name)


@pytest.fixture
def filled(cast):
    """An album of Ana's for her followers with three photos, and these photos."""
    album = actions.create_album(owner=cast.ana, **FORM)
    items = [kept(cast.ana) for _ in range(3)]
    actions.add_photos(actor=cast.ana, album=album, items=items)
    return album, items


def order(album: Album) -> list[int]:
    return list(album.photos.values_list("item_id", flat=True))


def test_a_new_album_with_its_first_photos(cast, as_member):
    ana = as_member(cast.ana)
    sent = FORM | {"photos": [picture(), picture("two.jpg")]}
    page = ana.post("/albums/new", sent, follow=True).content.decode()
    album = Album.objects.get()
    assert "Summer" in page
    assert "By the river" in page
    assert "2 photos" in page
    assert all(item.key in page for item in MediaItem.objects.all())
    assert "Summer" in as_member(cast.ben).get("/@ana/albums").content.decode()
    assert not Post.objects.exists()
    assert order(album) == sorted(order(album))


@pytest.mark.parametrize("title", ["", "   ", "x" * 101, "\u200b"])
def test_a_title_that_is_none_comes_back_with_what_was_typed(cast, as_member, title):
    response = as_member(cast.ana).post("/albums/new", FORM | {"title": title})
    assert response.status_code == 422
    assert "By the river" in response.content.decode()
    assert not Album.objects.exists()


def test_photos_are_added_later_and_told_of_in_a_post_if_the_member_wants(cast, as_member, filled):
    album, _items = filled
    ana = as_member(cast.ana)
    ana.post(f"/albums/{album.pk}/add", {"photos": picture()})
    assert not Post.objects.exists()
    ana.post(f"/albums/{album.pk}/add", {"photos": [picture(), picture()], "announce": "yes"})
    post = Post.objects.get()
    assert post.text == "Added 2 photos to “Summer”."
    assert post.audience == Audience.FOLLOWERS
    assert [place.item_id for place in post.media.all()] == order(album)[-2:]
    assert len(order(album)) == 6


def test_a_picture_that_is_none_is_named_and_the_others_are_kept_for_the_next_try(cast, as_member, filled):
    album, items = filled
    ana = as_member(cast.ana)
    sent = {"photos": [picture(), upload(b"<html>no picture</html>", "notes.jpg")]}
    refused = ana.post(f"/albums/{album.pk}/add", sent)
    assert refused.status_code == 422
    assert "notes.jpg" in refused.text
    assert order(album) == [item.pk for item in items]
    kept_one = MediaItem.objects.order_by("id").last()
    assert f'name="photo" value="{kept_one.key}" checked' in refused.text
    ana.post(f"/albums/{album.pk}/add", {"photo": kept_one.key})
    assert order(album) == [item.pk for item in [*items, kept_one]]


def test_an_album_has_an_end(cast, as_member, filled, monkeypatch):
    album, items = filled
    monkeypatch.setattr("kith.posts.actions.albums.MOST", 4)
    page = as_member(cast.ana).post(f"/albums/{album.pk}/add", {"photos": [picture(), picture()]}, follow=True)
    assert "at most 4 photos" in page.content.decode()
    assert order(album) == [item.pk for item in items]


def test_photos_of_others_cant_be_put_into_ones_own_album(cast, filled):
    from_ben = kept(cast.ben)
    with pytest.raises(ValidationError):
        actions.add_photos(actor=cast.ana, album=filled[0], items=[from_ben])
    assert len(order(filled[0])) == 3


@pytest.mark.parametrize(("place", "goes"), [(0, [2, 0, 1]), (1, [0, 2, 1]), (2, [0, 1, 2]), (9, [0, 1, 2])])
def test_a_photo_is_moved_to_its_place(cast, as_member, filled, place, goes):
    album, items = filled
    moved = f"{items[2].key} {place}"
    assert as_member(cast.ana).post(f"/albums/{album.pk}/arrange", {"move": moved}).status_code == 302
    assert order(album) == [items[each].pk for each in goes]


def test_the_buttons_of_a_photo_move_it_one_place(cast, as_member, filled):
    album, items = filled
    ana = as_member(cast.ana)
    page = ana.get(f"/albums/{album.pk}/arrange").content.decode()
    earlier = re.search(rf'value="({items[1].key} \d)" id="earlier', page)[1]
    answer = ana.post(f"/albums/{album.pk}/arrange", {"move": earlier}, headers={"HX-Request": "true"})
    assert "<form" in answer.content.decode()
    assert "<html" not in answer.content.decode()
    assert order(album) == [items[each].pk for each in (1, 0, 2)]


def test_another_may_not_arrange_it(cast, as_member, filled):
    album, items = filled
    ben = as_member(cast.ben)
    assert ben.get(f"/@ana/albums/{album.pk}").status_code == 200
    for act, data in (("arrange", {"move": f"{items[2].key} 0"}), ("cover", {"photo": items[2].key}), ("delete", {})):
        assert ben.post(f"/albums/{album.pk}/{act}", data).status_code == 404
    assert order(album) == [item.pk for item in items]


def test_the_cover_is_the_first_photo_until_another_is_chosen(cast, as_member, filled):
    album, items = filled
    ana = as_member(cast.ana)
    assert items[0].key in ana.get("/@ana/albums").content.decode()
    ana.post(f"/albums/{album.pk}/cover", {"photo": items[2].key})
    page = ana.get("/@ana/albums").content.decode()
    assert items[2].key in page
    assert items[0].key not in page
    ana.post(f"/albums/{album.pk}/photos/{items[2].key}/remove")
    assert items[0].key in ana.get("/@ana/albums").content.decode()


def test_a_photo_taken_out_is_gone_unless_it_is_in_a_post(cast, as_member, filled):
    album, items = filled
    post = actions.announce_photos(actor=cast.ana, album=album, items=items[:1])
    ana = as_member(cast.ana)
    for item in items[:2]:
        assert ana.post(f"/albums/{album.pk}/photos/{item.key}/remove").status_code == 302
    assert order(album) == [items[2].pk]
    assert set(MediaItem.objects.values_list("pk", flat=True)) == {items[0].pk, items[2].pk}
    assert post.media.get().item_id == items[0].pk


def test_a_photo_whose_files_are_lost_can_be_moved_and_taken_out(cast, as_member, filled):
    album, items = filled
    ana = as_member(cast.ana)
    MediaItem.objects.filter(pk=items[0].pk).update(state=MediaState.FAILED, failure="lost")
    page = ana.get(f"/@ana/albums/{album.pk}").text
    assert items[1].key in page
    assert items[0].key not in page
    ana.post(f"/albums/{album.pk}/arrange", {"move": f"{items[0].key} 2"})
    assert order(album) == [items[each].pk for each in (1, 2, 0)]
    ana.post(f"/albums/{album.pk}/photos/{items[0].key}/remove")
    assert order(album) == [items[each].pk for each in (1, 2)]


def test_deleting_an_album_says_what_goes_and_leaves_what_hangs_on_a_post(cast, as_member, filled):
    album, items = filled
    actions.announce_photos(actor=cast.ana, album=album, items=items[:1])
    ana = as_member(cast.ana)
    assert "gone for good" in ana.get(f"/albums/{album.pk}/delete").content.decode()
    assert ana.post(f"/albums/{album.pk}/delete").status_code == 302
    assert not Album.objects.exists()
    assert list(MediaItem.objects.values_list("pk", flat=True)) == [items[0].pk]


def test_deleting_a_post_leaves_what_is_in_an_album(cast, filled):
    album, items = filled
    post = actions.announce_photos(actor=cast.ana, album=album, items=items)
    actions.delete_post(actor=cast.ana, post=post)
    assert order(album) == [item.pk for item in items]


def test_the_sweep_leaves_what_is_in_an_album(cast, filled):
    loose = kept(cast.ana)
    sweep_items(timezone.now() + timedelta(days=3))
    assert set(MediaItem.objects.values_list("pk", flat=True)) == {item.pk for item in filled[1]}
    assert not MediaItem.objects.filter(pk=loose.pk).exists()


def test_a_long_album_has_pages(cast, as_member, filled, monkeypatch):
    album, items = filled
    monkeypatch.setattr("kith.posts.photos.SIZE", 2)
    ben = as_member(cast.ben)
    first = ben.get(f"/@ana/albums/{album.pk}").content.decode()
    assert items[1].key in first
    assert items[2].key not in first
    older = re.search(r'href="(\?after=\d+)" rel="next"', first)[1]
    second = ben.get(f"/@ana/albums/{album.pk}{older}", headers={"HX-Request": "true"}).content.decode()
    assert items[2].key in second
    assert items[1].key not in second
    assert "<html" not in second


def test_a_photo_that_is_not_in_the_album_is_not_arranged_with_it(cast, as_member, filled):
    album, items = filled
    other = actions.create_album(owner=cast.ana, **FORM)
    elsewhere = kept(cast.ana)
    actions.add_photos(actor=cast.ana, album=other, items=[elsewhere])
    ana = as_member(cast.ana)
    for act, data in (("arrange", {"move": f"{elsewhere.key} 0"}), ("cover", {"photo": elsewhere.key})):
        assert ana.post(f"/albums/{album.pk}/{act}", data).status_code == 404
    assert ana.post(f"/albums/{album.pk}/photos/{elsewhere.key}/remove").status_code == 404
    with pytest.raises(Http404):
        actions.choose_cover(actor=cast.ana, album=album, item=elsewhere)
    assert (order(album), order(other)) == ([item.pk for item in items], [elsewhere.pk])


@pytest.mark.parametrize("where", [AlbumPhoto, PostMedia])
def test_the_page_of_a_photo_that_leaves_while_it_is_drawn_is_a_page_or_none(cast, as_member, where):
    album = actions.create_album(owner=cast.ana, **FORM)
    item = kept(cast.ana)
    if where is AlbumPhoto:
        actions.add_photos(actor=cast.ana, album=album, items=[item])
    else:
        actions.publish_post(author=cast.ana, text="", audience=Audience.FOLLOWERS, media=[item])
    ben, row = as_member(cast.ben), where.objects.get()

    def after(number):
        """The answer when the photo leaves after so many queries."""
        done = iter(range(100))

        def leaving(execute, *query):
            result = execute(*query)
            if next(done) == number:
                where.objects.filter(pk=row.pk).delete()
            return result

        with connection.execute_wrapper(leaving):
            answer = ben.get(f"/@ana/photos/{item.key}")
        gone = not where.objects.exists()
        where.objects.bulk_create([row], ignore_conflicts=True)
        return answer.status_code, gone

    answers = list(takewhile(lambda answer: answer[1], map(after, count())))
    assert {status for status, _gone in answers} == {200, 404}
