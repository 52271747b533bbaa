"""Whoever edits a post adds photos to it, takes them away, puts them in order and changes their words."""

import re
from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from kith.graph.audiences import Audience
from kith.kernel.gates import Verdict
from kith.media import files
from kith.media.actions import keep_upload, sweep_items
from kith.media.mending import mend_item
from kith.media.models import Kind, MediaItem
from kith.people.models import Profile, State
from kith.posts import actions, cards
from kith.posts.models import AlbumPhoto, Post, PostMedia, PostState, Version
from kith.posts.polls import PollDraft
from tests.at_once import at_once, without_waiting
from tests.media.pictures import encoded, kept, kept_recording, quarters, upload
from tests.media.recordings import song

TILE = re.compile(r'name="photo" value="([^"]+)" checked')


@pytest.fixture
def river(cast):
    return kept(cast.ana)


@pytest.fixture
def heron(cast):
    heron = kept(cast.ana)
    heron.alt = "A heron"
    return heron


@pytest.fixture
def post(posted, river, heron):
    return posted(media=[river, heron])


@pytest.fixture
def save(as_member):
    """Sends the form of a post that had its own photos, with those of these keys and with what else is said."""

    def save(post, *items, had=None, text="Hello", **said):
        shown = [place.item for place in post.media.select_related("item")] if had is None else had
        sent = {"text": text, "audience": "1", "had": [item.key for item in shown]}
        sent["photo"] = [item.key for item in items]
        return as_member(post.author).post(f"/posts/{post.pk}/edit", sent | said)

    return save


def seen(viewer: Profile | None, post: Post) -> list[str]:
    """The words of the photos in the card that a viewer gets, in their order."""
    return re.findall(r'<img [^>]*alt="([^"]*)"', cards.one(post.pk, viewer).partition('class="photos')[2])


def inside(post: Post) -> list[MediaItem]:
    return [place.item for place in PostMedia.objects.filter(post=post).select_related("item")]


def test_the_form_shows_what_is_there_with_its_words(cast, as_member, post, river, heron):
    page = as_member(cast.ana).get(f"/posts/{post.pk}/edit").text
    assert TILE.findall(page) == [river.key, heron.key]
    assert 'value="A heron"' in page
    assert "data-picks" in page


@pytest.fixture
def loop(cast):
    return kept_recording(cast.ana, Kind.LOOP, sizes=[320], heights=[720])


def test_what_moves_in_the_card_moves_in_the_forms_too_and_never_by_itself_without_scripts(
    cast, as_member, posted, river, loop
):
    post = posted(media=[river, loop])
    for form in ("edit", "photos"):
        page = as_member(cast.ana).get(f"/posts/{post.pk}/{form}").text
        [video] = re.findall(r"data-loop><video .*?</video>", page)
        assert "controls" in video
        assert "muted loop" in video
        assert "autoplay" not in page
        assert f'poster="/media/{loop.key}/320"' in video
        assert f'src="/media/{loop.key}/720.mp4"' in video
        assert f'<img src="/media/{river.key}/320"' in page


def test_it_has_words_like_a_photo_and_no_title_or_captions(cast, as_member, posted, save, river, loop):
    post = posted(media=[river, loop])
    page = as_member(cast.ana).get(f"/posts/{post.pk}/edit").text
    assert f'name="alt-{loop.key}"' in page
    assert f"/posts/{post.pk}/photos" not in page
    save(post, river, loop, **{f"alt-{loop.key}": "A duck that waddles"})
    assert 'aria-label="A duck that waddles"' in cards.one(post.pk, cast.ben)
    assert 'value="A duck that waddles"' in as_member(cast.ana).get(f"/posts/{post.pk}/edit").text


def test_a_photo_is_added_and_others_see_it(cast, as_member, post, save, river, heron):
    ben, new = as_member(cast.ben), kept(cast.ana)
    assert ben.get(f"/media/{new.key}/320").status_code == 404
    answer = save(post, river, heron, new, **{f"alt-{new.key}": "A duck"})
    assert answer["Location"] == f"/@ana/{post.pk}"
    assert inside(post) == [river, heron, new]
    assert seen(cast.ben, post) == ["", "A heron", "A duck"]
    assert ben.get(f"/media/{new.key}/320").status_code == 200


def test_photos_change_places_and_words(cast, post, save, river, heron):
    save(post, heron, river, **{f"alt-{heron.key}": "A grey heron", f"alt-{river.key}": "A river"})
    assert seen(cast.ben, post) == ["A grey heron", "A river"]
    save(post, river, heron)
    assert seen(cast.ben, post) == ["A river", "A grey heron"]


def test_a_removed_photo_is_gone_from_everywhere(cast, as_member, post, save, run_tasks, river, heron):
    ana = as_member(cast.ana)
    actions.tag_member(actor=cast.ana, item=heron, handle="ben")
    roads = [f"/media/{heron.key}/320", f"/media/{heron.key}/download", f"/@ana/photos/{heron.key}"]
    assert [ana.get(road).status_code for road in roads] == [200, 200, 200]
    assert heron.key in as_member(cast.ben).get("/settings/tags/").text
    save(post, river)
    assert inside(post) == [river]
    assert [ana.get(road).status_code for road in roads] == [404, 404, 404]
    assert heron.key not in as_member(cast.ben).get("/settings/tags/").text
    run_tasks()
    assert list(MediaItem.objects.all()) == [river]


def test_its_files_leave_the_storage(cast, post, save, run_tasks, river, heron):
    assert files.names(heron.key)
    save(post, river)
    run_tasks()
    assert not list(files.names(heron.key))
    assert list(files.names(river.key))


def test_one_that_is_in_an_album_too_stays_there(cast, as_member, save, posted, heron):
    album = actions.create_album(owner=cast.ana, title="Summer", description="", audience=Audience.FOLLOWERS)
    actions.add_photos(actor=cast.ana, album=album, items=[heron])
    post = posted(media=[heron])
    cyd = as_member(cast.cyd)
    assert cyd.get(f"/media/{heron.key}/320").status_code == 200
    save(post)
    assert cyd.get(f"/media/{heron.key}/320").status_code == 404
    assert as_member(cast.ben).get(f"/media/{heron.key}/320").status_code == 200


@pytest.mark.parametrize("who", ["ben", "mo", "olu"])
def test_nobody_else_changes_them(cast, as_member, post, river, who):
    other = getattr(cast, who)
    new = kept(other)
    sent = {"text": "Hello", "audience": "1", "had": river.key, "photo": new.key}
    assert as_member(other).post(f"/posts/{post.pk}/edit", sent).status_code == 404
    assert len(inside(post)) == 2


def test_read_only_members_change_nothing(cast, post, save, river):
    Profile.objects.filter(pk=cast.ana.pk).update(state=State.READ_ONLY)
    assert save(post, river).status_code == 404
    assert len(inside(post)) == 2


@pytest.mark.parametrize("which", ["of another", "in another post", "in an album", "unknown", "nonsense", "a song"])
def test_only_a_photo_of_ones_own_that_hangs_nowhere_is_added(cast, post, save, posted, river, heron, which):
    new = kept(cast.ben if which == "of another" else cast.ana)
    if which == "in another post":
        posted(media=[new])
    if which == "in an album":
        album = actions.create_album(owner=cast.ana, title="Summer", description="", audience=1)
        actions.add_photos(actor=cast.ana, album=album, items=[new])
    if which == "a song":
        new = kept_recording(cast.ana, Kind.SOUND)
    new.key = {"unknown": "x" * 22, "nonsense": "\0'; --"}.get(which, new.key)
    answer = save(post, river, new, text="Other words")
    assert answer.status_code == 422
    assert "be used. Please add it again." in answer.text
    assert "Other words" in answer.text
    assert inside(post) == [river, heron]


def test_no_more_than_fit_into_a_post(cast, post, save, river, heron):
    more = [kept(cast.ana) for _ in range(19)]
    assert save(post, river, *more, had=[river]).status_code == 422
    assert inside(post) == [river, heron]
    assert save(post, river, *more).status_code == 302
    assert len(inside(post)) == 20


def test_what_another_window_added_stays(cast, post, save, river, heron):
    duck = kept(cast.ana)
    save(post, river, heron, duck)
    save(post, heron, had=[river, heron], text="From the older window")
    assert inside(post) == [heron, duck]


@pytest.mark.django_db(transaction=True)
def test_of_two_windows_that_save_at_once_neither_loses_what_the_other_added(cast, post, save, river, heron):
    more = [kept(cast.ana) for _ in range(2)]
    answers = at_once(*[partial(save, post, river, heron, new, had=[river, heron]) for new in more])
    assert [answer.status_code for answer in answers] == [302, 302]
    assert set(inside(post)) == {river, heron, *more}


@pytest.mark.django_db(transaction=True)
def test_the_sweep_waits_for_no_edit_which_may_wait_for_it(cast, post, river, heron):
    tomorrow = timezone.now() + timedelta(days=1, hours=1)
    with transaction.atomic():  # which is to lock the photos that stay when it ends
        actions.edit_post(actor=cast.ana, post=post, text="Hello", audience=1, left_out=[heron])
        swept = without_waiting(lambda: sweep_items(tomorrow))
    assert swept or connection.vendor == "sqlite", "there, one who writes waits before anything is locked"
    assert sweep_items(tomorrow) == 0
    assert inside(post) == [river]


def test_what_another_window_removed_is_said_and_nothing_else_is_lost(post, save, river, heron):
    save(post, river)
    answer = save(post, river, heron, had=[river, heron], text="From the older window")
    assert answer.status_code == 422
    assert "Please add it again" in answer.text
    assert "From the older window" in answer.text
    assert TILE.findall(answer.text) == [river.key]
    assert inside(post) == [river]


def test_a_form_that_knows_of_no_photos_removes_none(cast, as_member, post):
    as_member(cast.ana).post(f"/posts/{post.pk}/edit", {"text": "Other words", "audience": "1"})
    assert len(inside(post)) == 2


def test_nothing_at_all_is_no_post(post, save, river, heron):
    answer = save(post, text="")
    assert answer.status_code == 422
    assert "Write something first." in answer.text
    assert (inside(post), Post.objects.get().text) == ([river, heron], "Hello")
    assert save(post, heron, text="").status_code == 302
    assert save(post, text="").status_code == 422
    assert inside(post) == [heron]


def test_a_poll_keeps_its_question(cast, posted, save, river):
    post = posted(media=[river], poll=PollDraft(("Tea", "Coffee")))
    assert save(post, river, text="").status_code == 422
    assert Post.objects.get().text == "Hello"


def test_no_recording_is_added_by_any_caller(cast, post, river, heron):
    sound = kept_recording(cast.ana, Kind.SOUND)
    with pytest.raises(ValidationError):
        actions.edit_post(actor=cast.ana, post=post, text="Hello", audience=1, media=[river, heron, sound])
    assert inside(post) == [river, heron]


def test_what_was_lost_is_no_longer_told_once_it_is_left_out(cast, post, save, river, heron):
    files.remove(river.key)
    mend_item(river)
    actions.follow_item(river.pk)
    assert "was lost on its way" in cards.one(post.pk, cast.ana)
    save(post, river, heron, text="It is still there")
    assert "was lost on its way" in cards.one(post.pk, cast.ana)
    save(post, heron, text="It is still there")
    assert "was lost on its way" not in cards.one(post.pk, cast.ana)


def test_that_photos_came_or_went_is_said_among_earlier_versions(cast, as_member, post, save, river, heron):
    save(post, heron, river)
    assert not Version.objects.exists()
    save(post, heron)
    assert "edited" in cards.one(post.pk, cast.ben)
    page = as_member(cast.ben).get(f"/posts/{post.pk}/history").text
    assert "Photos, videos or sounds were added or removed." in page
    assert river.key not in page


def test_a_comment_has_at_most_four_and_none_comes_to_a_share(cast, posted, save):
    post = posted()
    photos = [kept(cast.ben) for _ in range(5)]
    comment = actions.comment(author=cast.ben, parent=post, text="Look", media=photos[:1])
    assert save(comment, *photos).status_code == 422
    assert save(comment, *photos[1:]).status_code == 302
    assert inside(comment) == photos[1:]
    share = actions.share_post(author=cast.ben, original=post, text="Look", audience=1)
    assert save(share, kept(cast.ben)).status_code == 422
    assert not inside(share)


def test_without_scripts_photos_come_with_the_form_and_are_then_described(cast, as_member, post, river, heron):
    sent = {"text": "Hello", "audience": "1", "had": [river.key, heron.key], "photo": [river.key]}
    sent["photos"] = upload(encoded(quarters(80, 60)), "river.jpg")
    answer = as_member(cast.ana).post(f"/posts/{post.pk}/edit", sent)
    assert answer["Location"] == f"/posts/{post.pk}/photos"
    assert len(inside(post)) == 2
    assert heron not in inside(post)


@pytest.mark.parametrize("verdict", [Verdict.REFUSE, Verdict.ASK])
def test_a_gate_reads_the_words_of_new_photos_and_may_refuse(cast, post, save, gate, river, heron, verdict):
    asked, new = gate("edit", verdict), kept(cast.ana)
    words = {f"alt-{new.key}": "Buy now!"}
    answer = save(post, river, new, **words)
    assert answer.status_code == 422
    assert 'value="Buy now!"' in answer.text
    assert [draft.text for draft in asked] == ["Hello", "Buy now!"]
    assert inside(post) == [river, heron]
    again = save(post, river, new, **words, confirmed="yes")
    assert again.status_code == (302 if verdict == Verdict.ASK else 422)


def test_what_a_gate_holds_shows_to_nobody_else_before_staff_let_it(cast, as_member, post, save, gate, river, heron):
    gate("edit", Verdict.HOLD)
    new = kept(cast.ana)
    save(post, river, heron, new)
    assert Post.objects.get().state == PostState.HELD
    roads = [f"/@ana/{post.pk}", f"/media/{new.key}/320", f"/media/{river.key}/320"]
    assert [as_member(cast.ben).get(road).status_code for road in roads] == [404, 404, 404]
    assert as_member(cast.ana).get(roads[1]).status_code == 200
    actions.restore_post(actor=cast.mo, post=post)
    assert [as_member(cast.ben).get(road).status_code for road in roads] == [200, 200, 200]


def test_what_staff_hid_stays_hidden_and_comes_back_by_no_album(cast, as_member, posted, save, river, heron):
    album = actions.create_album(owner=cast.ana, title="Summer", description="", audience=1)
    actions.add_photos(actor=cast.ana, album=album, items=[river])
    post = posted(media=[river, heron])
    actions.withhold_post(actor=cast.mo, post=post, state=PostState.HIDDEN, reason="Against rule 2")
    new = kept(cast.ana)
    save(post, heron, new)
    now = Post.objects.get()
    assert (now.state, now.state_reason) == (PostState.HIDDEN, "Against rule 2")
    assert not AlbumPhoto.objects.exists()
    for item in (river, heron, new):
        assert as_member(cast.ben).get(f"/media/{item.key}/320").status_code == 404


def test_what_staff_removed_keeps_its_photos(cast, post, save, river, heron):
    actions.withhold_post(actor=cast.mo, post=post, state=PostState.REMOVED, reason="Against rule 2")
    assert save(post, river).status_code == 404
    assert inside(post) == [river, heron]


def test_a_post_that_waits_for_a_song_is_shown_when_the_song_is_left_out(cast, as_member, posted, save, river):
    item = keep_upload(owner_id=cast.ana.pk, upload=upload(song()))
    post = posted(media=[river, item])
    assert post.state == PostState.WAITING
    ana = as_member(cast.ana)
    assert TILE.findall(ana.get(f"/posts/{post.pk}/edit").text) == [river.key, item.key]
    assert "Being prepared" in ana.get(f"/posts/picked/{item.key}").text
    save(post, river)
    assert as_member(cast.ben).get(f"/@ana/{post.pk}").status_code == 200


def test_one_in_which_nothing_could_be_used_is_mended_by_a_photo(cast, as_member, posted, save, run_tasks, river):
    item = keep_upload(owner_id=cast.ana.pk, upload=upload(b"OggS" + bytes(100)))
    post = posted(text="", media=[item])
    run_tasks()
    assert as_member(cast.ben).get(f"/@ana/{post.pk}").status_code == 404
    save(post, river, text="")
    post.refresh_from_db()
    assert (post.state, post.state_reason, inside(post)) == (PostState.SHOWN, "", [river])
    assert as_member(cast.ben).get(f"/@ana/{post.pk}").status_code == 200
