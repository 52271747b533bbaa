"""A post with a video or a sound is its author's alone until that is prepared; then it is shown and announced."""

import pytest
from django.urls import reverse

from kith.media import files, processing
from kith.media.actions import keep_upload
from kith.media.mending import mend_item
from kith.media.models import MediaItem, MediaState
from kith.notifications.models import Notification
from kith.posts.actions import (
    comment,
    delete_post,
    edit_post,
    follow_item,
    publish_post,
    restore_post,
    withhold_post,
)
from kith.posts.models import Post, PostState
from tests.media.pictures import upload
from tests.media.recordings import song


@pytest.fixture
def waiting(cast):
    """A post of Ana's with a song that is being prepared; it names Ben."""

    def publish(content=None, text="For you, @ben"):
        item = keep_upload(owner_id=cast.ana.pk, upload=upload(content or song()))
        return publish_post(author=cast.ana, text=text, audience=1, media=[item])

    return publish


def page_of(browser, post):
    return browser.get(reverse("posts:post", args=[post.author.handle, post.pk]))


def progress_of(browser, post):
    return browser.get(reverse("posts:preparing", args=[post.pk]), headers={"HX-Request": "true"})


def test_its_author_alone_sees_it_with_how_far_it_is(cast, as_member, waiting):
    post = waiting()
    processing.tell_progress(MediaItem.objects.get().pk, 42)
    assert post.state == PostState.WAITING
    assert b"being prepared" in page_of(as_member(cast.ana), post).content
    assert b'value="42"' in progress_of(as_member(cast.ana), post).content
    for other in (cast.ben, cast.mo, None):
        assert page_of(as_member(other), post).status_code == 404
    for other in (cast.ben, cast.mo):
        assert progress_of(as_member(other), post).status_code == 404
    assert f"post-{post.pk}".encode() not in as_member(cast.ben).get("/").content
    assert not Notification.objects.exists()


def test_when_it_is_ready_it_is_shown_and_announced_once(cast, as_member, waiting, run_tasks):
    post = waiting()
    run_tasks()
    post.refresh_from_db()
    assert post.state == PostState.SHOWN
    assert page_of(as_member(cast.ben), post).status_code == 200
    assert f'id="post-{post.pk}"'.encode() in as_member(cast.ben).get("/").content
    assert Notification.objects.filter(member=cast.ben).count() == 1
    answer = progress_of(as_member(cast.ana), post)
    assert answer["HX-Retarget"] == f"#post-{post.pk}"
    assert f'id="post-{post.pk}"'.encode() in answer.content
    assert b"being prepared. Only" not in answer.content


def test_what_fails_is_told_and_the_words_are_shown_without_it(cast, as_member, waiting, run_tasks):
    post = waiting(b"OggS" + bytes(100))
    run_tasks()
    post.refresh_from_db()
    assert (post.state, post.media.count()) == (PostState.SHOWN, 0)
    assert b"Not everything could be used" in page_of(as_member(cast.ana), post).content
    assert b"Not everything could be used" not in page_of(as_member(cast.ben), post).content


def test_with_nothing_left_to_show_it_stays_its_authors_who_can_delete_it(cast, as_member, waiting, run_tasks):
    post = waiting(b"OggS" + bytes(100), text="")
    run_tasks()
    post.refresh_from_db()
    assert post.state == PostState.WAITING
    page = page_of(as_member(cast.ana), post).content
    assert b"be shown. Only you see it." in page
    assert b"may be damaged" in page
    assert page_of(as_member(cast.ben), post).status_code == 404
    delete_post(actor=cast.ana, post=post)
    assert not Post.objects.exists()


def test_what_has_failed_already_is_not_published(cast, as_member, run_tasks):
    item = keep_upload(owner_id=cast.ana.pk, upload=upload(b"OggS" + bytes(100)))
    run_tasks()
    answer = as_member(cast.ana).post("/posts/", {"text": "For you", "audience": 1, "photo": [item.key]})
    assert answer.status_code == 422
    assert "be used. Please add it again." in answer.text
    assert "may be damaged" in answer.text
    assert not Post.objects.exists()


def test_a_comment_waits_for_its_song_too(cast, as_member, posted, run_tasks):
    root = posted()
    item = keep_upload(owner_id=cast.ben.pk, upload=upload(song()))
    answer = comment(author=cast.ben, parent=root, text="Listen", media=[item])
    assert answer.state == PostState.WAITING
    assert b"Listen" in page_of(as_member(cast.ben), root).content
    assert b"Listen" not in page_of(as_member(cast.ana), root).content
    assert not Notification.objects.filter(member=cast.ana).exists()
    run_tasks()
    assert b"Listen" in page_of(as_member(cast.ana), root).content
    assert Notification.objects.filter(member=cast.ana).count() == 1


def test_what_is_lost_after_it_was_shown_is_told_to_its_author_alone(cast, as_member, waiting, run_tasks):
    post = waiting()
    run_tasks()
    item = MediaItem.objects.get()
    files.remove(item.key)
    mend_item(item)
    run_tasks()
    assert b"was lost on its way" in page_of(as_member(cast.ana), post).content
    page = page_of(as_member(cast.ben), post).content
    assert b"could not be prepared" in page
    assert b"was lost on its way" not in page


def test_with_two_songs_it_waits_for_both(cast, waiting, run_tasks):
    items = [keep_upload(owner_id=cast.ana.pk, upload=upload(song(seconds=length))) for length in (1, 2)]
    post = publish_post(author=cast.ana, text="", audience=1, media=items)
    MediaItem.objects.filter(pk=items[1].pk).update(state=MediaState.READY)
    follow_item(items[1].pk)
    post.refresh_from_db()
    assert post.state == PostState.WAITING
    run_tasks()
    post.refresh_from_db()
    assert post.state == PostState.SHOWN


def test_a_song_that_is_ready_already_makes_nobody_wait(cast, run_tasks):
    item = keep_upload(owner_id=cast.ana.pk, upload=upload(song()))
    run_tasks()
    assert publish_post(author=cast.ana, text="", audience=1, media=[item]).state == PostState.SHOWN


@pytest.mark.parametrize("state", [PostState.HELD, PostState.HIDDEN])
def test_one_that_was_withheld_waits_on_when_it_is_restored_and_is_then_announced(
    cast, as_member, waiting, run_tasks, state
):
    post = waiting()
    withhold_post(actor=cast.mo, post=post, state=state, reason="")
    restore_post(actor=cast.mo, post=post)
    assert page_of(as_member(cast.ben), post).status_code == 404
    assert b"being prepared" in page_of(as_member(cast.ana), post).content
    assert not Notification.objects.filter(member=cast.ben).exists()
    run_tasks()
    assert page_of(as_member(cast.ben), post).status_code == 200
    assert Notification.objects.filter(member=cast.ben).count() == 1


def test_what_fails_while_it_is_held_is_told_when_it_is_restored(cast, as_member, waiting, run_tasks):
    post = waiting(b"OggS" + bytes(100))
    withhold_post(actor=cast.mo, post=post, state=PostState.HELD, reason="")
    run_tasks()
    restore_post(actor=cast.mo, post=post)
    post.refresh_from_db()
    assert (post.state, post.media.count()) == (PostState.SHOWN, 0)
    assert b"Not everything could be used" in page_of(as_member(cast.ana), post).content


ROADS = ["/", "/@ana", "/search/?q=kingfisher", "/tags/kingfisher", "/notifications/"]


@pytest.mark.parametrize("road", ROADS)
def test_no_page_leads_others_to_it_before_it_is_shown(cast, as_member, waiting, run_tasks, monkeypatch, road):
    post = waiting(text="For you")
    edit_post(actor=cast.ana, post=post, text="For you, @ben: a #kingfisher", audience=1)
    with monkeypatch.context() as patch:
        patch.setattr(processing, "process", lambda item_id: None)  # all tasks but the one for which it waits
        run_tasks()
    ben, leads = as_member(cast.ben), f"/@ana/{post.pk}"
    assert leads not in ben.get(road).text
    MediaItem.objects.update(state=MediaState.READY)
    follow_item(MediaItem.objects.get().pk)
    run_tasks()
    assert leads in ben.get(road).text


ACTS = ["react", "save", "pin", "reply", "share", "edit", "delete", "close", "vote", "photos", "captions", "preview"]


@pytest.mark.parametrize("act", ACTS)
def test_others_do_nothing_with_it_and_learn_nothing_of_it(cast, as_member, waiting, act):
    """The answer is that of a post which never was."""
    post = waiting()
    sent = {"kind": "1", "text": "Mine", "audience": 1, "key": "k"}
    for other in (cast.ben, cast.mo):
        refused = as_member(other).post(f"/posts/{post.pk}/{act}", sent)
        missing = as_member(other).post(f"/posts/5/{act}", sent)
        assert refused.status_code == missing.status_code == 404
        assert refused.text.replace(str(post.pk), "") == missing.text.replace("/5/", "//")
    assert Post.objects.get().reaction_count == 0


@pytest.mark.parametrize("act", ["react", "reply", "share"])
def test_its_author_spreads_nothing_of_it_either(cast, as_member, waiting, act):
    post = waiting()
    sent = {"kind": "1", "text": "Mine", "audience": 1, "key": "k"}
    assert as_member(cast.ana).post(f"/posts/{post.pk}/{act}", sent).status_code in {404, 422}
    assert Post.objects.get().reaction_count == 0


@pytest.mark.parametrize("rendition", ["320", "720.mp4", "sound.m4a", "download"])
def test_its_files_are_its_authors_alone(cast, as_member, waiting, run_tasks, rendition):
    post = waiting()
    run_tasks()
    MediaItem.objects.update(sizes=[])
    Post.objects.update(state=PostState.WAITING)
    key = MediaItem.objects.get().key
    answers = [as_member(who).get(f"/media/{key}/{rendition}").status_code for who in (cast.ben, cast.mo, None)]
    assert answers == [404] * 3
    Post.objects.filter(pk=post.pk).update(state=PostState.SHOWN)
    there = 200 if rendition in {"sound.m4a", "download"} else 404
    assert as_member(cast.ben).get(f"/media/{key}/{rendition}").status_code == there
