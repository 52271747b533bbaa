"""Photos that were deleted, or that hang on nothing: their files go, and nobody else's."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kith.graph.audiences import Audience
from kith.media import files
from kith.media.actions import delete_item, delete_items_of, sweep_items
from kith.media.models import MediaItem
from kith.people.actions.pictures import choose_picture
from kith.people.models import PictureKind
from kith.posts.actions import delete_post, publish_post
from tests.media.pictures import kept

TOMORROW = timezone.now() + timedelta(days=1, hours=1)


def has_files(photo):
    return bool(files.names(photo.key))


def test_a_deleted_photo_takes_its_files_along_and_leaves_others(cast, run_tasks):
    gone, stays = kept(cast.ana), kept(cast.ana)
    delete_item(gone)
    run_tasks()
    assert not has_files(gone)
    assert has_files(stays)


def test_deleting_a_post_deletes_its_photos(cast, run_tasks):
    photo = kept(cast.ana)
    post = publish_post(author=cast.ana, text="", audience=Audience.MEMBERS, media=[photo])
    delete_post(actor=cast.ana, post=post)
    run_tasks()
    assert not has_files(photo)
    assert not MediaItem.objects.exists()


def test_a_member_who_leaves_takes_all_photos_along(cast, run_tasks):
    mine, other = kept(cast.ana), kept(cast.ben)
    delete_items_of(cast.ana.pk)
    run_tasks()
    assert not has_files(mine)
    assert has_files(other)


def test_what_hangs_on_nothing_for_a_day_is_swept_away(cast, run_tasks):
    photo = kept(cast.ana)
    assert sweep_items() == 0, "it is new, and may belong to a post that is being written"
    assert sweep_items(TOMORROW) == 1
    run_tasks()
    assert not has_files(photo)


@pytest.mark.parametrize("kind", PictureKind)
def test_what_a_member_wears_is_not_swept_until_it_is_replaced(cast, kind):
    worn, replaced = kept(cast.ana), kept(cast.ana)
    choose_picture(member=cast.ana, kind=kind, key=replaced.key)
    choose_picture(member=cast.ana, kind=kind, key=worn.key)
    assert sweep_items(TOMORROW) == 1
    assert set(MediaItem.objects.all()) == {worn}
    assert replaced not in MediaItem.objects.all()


def test_what_hangs_on_a_post_is_not_swept(cast):
    photo = kept(cast.ana)
    publish_post(author=cast.ana, text="Look", audience=Audience.ONLY_ME, media=[photo])
    assert sweep_items(TOMORROW) == 0
    assert has_files(photo)
