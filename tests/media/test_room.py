"""How much room a member's files may take, and all: told, and held to also when two want the last of it."""

import errno

import pytest
from django.core.files.storage import default_storage

from kith.media import allowance, files
from kith.media.actions import keep_photo
from kith.media.captions import keep_captions, remove_captions
from kith.media.incoming import begin_upload
from kith.media.models import Kind, MediaItem, Upload
from kith.media.words import BadMedia
from tests.at_once import at_once, without_waiting
from tests.media.pictures import encoded, kept, kept_recording, quarters, upload
from tests.media.test_resumable_uploads import START, Tus


@pytest.fixture
def bounds(cast):
    def set_to(member=0, site=0):
        allowance.allow(actor=cast.olu, member=member, site=site)

    return set_to


def takes(member, megabytes):
    item = kept(member)
    MediaItem.objects.filter(pk=item.pk).update(bytes=megabytes << 20)


def test_what_counts_is_what_is_kept_and_what_is_on_its_way(cast, as_member):
    takes(cast.ana, 3)
    takes(cast.ben, 5)
    ana = Tus(as_member(cast.ana))
    address = ana.begin(2 << 20)
    assert (allowance.room_of(cast.ana.pk).used, allowance.room_of_all().used) == (5 << 20, 10 << 20)
    ana.ask("DELETE", address)
    assert allowance.room_of(cast.ana.pk).used == 3 << 20


def test_the_member_sees_how_much_is_taken_and_of_how_much(cast, as_member, bounds):
    bounds(member=10)
    takes(cast.ana, 3)
    assert "3.0\xa0MB of 10.0\xa0MB used" in as_member(cast.ana).get("/settings/").text
    assert "0\xa0bytes of 10.0\xa0MB used" in as_member(cast.ben).get("/settings/").text


def test_an_upload_that_has_no_room_is_refused_before_it_is_sent_and_says_why(cast, as_member, bounds):
    bounds(member=10)
    takes(cast.ana, 9)
    refused = Tus(as_member(cast.ana)).ask("POST", START, type="", Upload_Length=(1 << 20) + 1)
    assert (refused.status_code, Upload.objects.count()) == (413, 0)
    assert "1.0\xa0MB of room left" in refused.text
    assert Tus(as_member(cast.ana)).ask("POST", START, type="", Upload_Length=1 << 20).status_code == 201
    assert Tus(as_member(cast.ben)).ask("POST", START, type="", Upload_Length=(1 << 20) + 1).status_code == 201


def test_the_bound_of_all_holds_for_everyone(cast, as_member, bounds):
    bounds(site=10)
    takes(cast.ana, 9)
    refused = Tus(as_member(cast.ben)).ask("POST", START, type="", Upload_Length=(1 << 20) + 1)
    assert refused.status_code == 413
    assert "no room left in this community" in refused.text


def test_no_bound_is_no_bound(cast, as_member, bounds):
    bounds(member=0, site=0)
    takes(cast.ana, 10_000_000)
    assert Tus(as_member(cast.ana)).ask("POST", START, type="", Upload_Length=1 << 20).status_code == 201


def test_a_photo_of_a_form_needs_room_too(cast, bounds):
    bounds(member=10)
    takes(cast.ana, 10)
    with pytest.raises(BadMedia, match="of room left"):
        keep_photo(owner_id=cast.ana.pk, upload=upload(encoded(quarters())))
    keep_photo(owner_id=cast.ben.pk, upload=upload(encoded(quarters())))
    assert not Upload.objects.exists()


def test_what_belongs_to_the_community_is_bounded_only_with_all(bounds):
    bounds(member=1)
    keep_photo(owner_id=allowance.NOBODY, upload=upload(encoded(quarters())))
    MediaItem.objects.update(bytes=5 << 20)
    keep_photo(owner_id=allowance.NOBODY, upload=upload(encoded(quarters())))


def captions(size):
    head = "WEBVTT\n\n00:01.000 --> 00:02.000\n"
    return head + "x" * (size - len(head) - 1) + "\n"


def test_captions_count_with_their_video_and_are_given_back(cast):
    video = kept_recording(cast.ana, Kind.VIDEO)
    before = sum(len(f"ftyp{height}.mp4") for height in video.heights)
    for languages in (["en"], ["ar", "en"]):
        keep_captions(item=video, language=languages[0], text=captions(1000))
        assert allowance.room_of(cast.ana.pk).used == before + 1000 * len(languages)
    keep_captions(item=video, language="en", text=captions(300))
    assert allowance.room_of(cast.ana.pk).used == before + 1300
    for language in ("ar", "en", "en"):
        remove_captions(item=video, language=language)
    assert (allowance.room_of(cast.ana.pk).used, allowance.room_of_all().used) == (before, before)


def test_captions_that_have_no_room_are_refused_and_leave_nothing(cast, bounds):
    bounds(member=10)
    video = kept_recording(cast.ana, Kind.VIDEO)
    MediaItem.objects.update(bytes=(10 << 20) - 999)
    with pytest.raises(BadMedia, match="of room left"):
        keep_captions(item=video, language="en", text=captions(1000))
    assert MediaItem.objects.get().captions == []
    assert "captions-en.vtt" not in files.names(video.key)
    assert not Upload.objects.exists()
    keep_captions(item=video, language="en", text=captions(999))


def test_captions_that_meet_a_full_disk_are_refused_in_words(cast, monkeypatch):
    video = kept_recording(cast.ana, Kind.VIDEO)

    def full(name, content):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(default_storage, "save", full)
    with pytest.raises(BadMedia, match="no room"):
        keep_captions(item=video, language="en", text=captions(1000))
    assert MediaItem.objects.get().captions == []


@pytest.mark.django_db(transaction=True)
def test_two_who_want_the_last_room_do_not_both_get_it(cast, as_member, bounds):
    bounds(site=10)
    begin = [Tus(as_member(member)) for member in (cast.ana, cast.ben)]
    asked = [lambda one=one: one.ask("POST", START, type="", Upload_Length=6 << 20).status_code for one in begin]
    assert sorted(at_once(*asked)) == [201, 413]


@pytest.mark.django_db(transaction=True)
def test_who_asks_for_the_room_that_another_is_just_taking_does_not_get_it_too(cast, bounds, monkeypatch):
    bounds(site=10)
    save, began = Upload.save, []

    def begin():
        begin_upload(owner_id=cast.ben.pk, length=6 << 20)

    def save_while_another_begins(upload, **how):
        """There was room when it was counted; before it is taken, another one asks."""
        monkeypatch.setattr(Upload, "save", save)
        began.append(without_waiting(begin))
        save(upload, **how)

    monkeypatch.setattr(Upload, "save", save_while_another_begins)
    begin_upload(owner_id=cast.ana.pk, length=6 << 20)
    if not all(began):
        with pytest.raises(BadMedia, match="no room left"):
            begin()
    assert [upload.owner_id for upload in Upload.objects.all()] == [cast.ana.pk]
