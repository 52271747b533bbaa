"""Titles of songs and captions of videos: added by the author of the post alone, and read before they are kept."""

import pytest

from kith.media import files
from kith.media.models import Kind, MediaItem
from kith.posts import cards
from kith.posts.models import PostMedia
from tests.media.pictures import kept, kept_recording, upload

CAPTIONS = b"""\xef\xbb\xbfWEBVTT - made at home\r
\r
STYLE\r
::cue { background: url(https://elsewhere.example/seen) }\r
\r
NOTE written by Ana at home\r
\r
first\r
00:01.000 --> 00:04.500 align:start\r
Good morning, <b>river</b>\r
\r
01:00:00.000 --> 01:00:01.000\r
Good night\r
"""


@pytest.fixture
def video(cast):
    return kept_recording(cast.ana, Kind.VIDEO)


@pytest.fixture
def post(posted, video):
    return posted(media=[video])


def sent(video, content: bytes = CAPTIONS, language: str = "en"):
    return {"video": video.key, "language": language, "file": upload(content, "talk.vtt", "text/vtt")}


def test_a_song_is_named_by_its_author_alone(cast, as_member, posted):
    sound = kept_recording(cast.ana, Kind.SOUND, title="Track 01")
    post = posted(media=[sound])
    words = {f"title-{sound.key}": "River at dawn", f"artist-{sound.key}": "The Ferrymen", f"alt-{sound.key}": "Flutes"}
    address = f"/posts/{post.pk}/photos"
    assert as_member(cast.ben).post(address, words).status_code == 404
    assert "Track 01" in cards.one(post.pk, cast.ben)
    ana = as_member(cast.ana)
    assert 'value="Track 01"' in ana.get(address).text
    assert ana.post(address, words).status_code == 302
    card = cards.one(post.pk, cast.ben)
    assert [word in card for word in ("River at dawn", "The Ferrymen", "Flutes", "Track 01")] == [True] * 3 + [False]


def test_a_title_that_is_too_long_is_given_back(cast, as_member, posted):
    sound = kept_recording(cast.ana, Kind.SOUND, title="Track 01")
    answer = as_member(cast.ana).post(
        f"/posts/{posted(media=[sound]).pk}/photos", {f"title-{sound.key}": "x" * 201, f"alt-{sound.key}": "Flutes"}
    )
    assert answer.status_code == 422
    assert "x" * 201 in answer.text
    assert "Flutes" in answer.text
    assert MediaItem.objects.get().title == "Track 01"


def test_a_photo_gets_no_title(cast, as_member, posted):
    photo = kept(cast.ana)
    as_member(cast.ana).post(f"/posts/{posted(media=[photo]).pk}/photos", {f"title-{photo.key}": "A song"})
    assert MediaItem.objects.get().title == ""


def test_captions_are_kept_without_styles_and_notes(cast, as_member, post, video):
    assert as_member(cast.ana).post(f"/posts/{post.pk}/captions", sent(video)).status_code == 302
    with files.open_file(video.key, "captions-en.vtt") as file:
        kept = file.read().decode()
    assert kept == (
        "WEBVTT\n\n00:01.000 --> 00:04.500 align:start\nGood morning, <b>river</b>\n\n"
        "01:00:00.000 --> 01:00:01.000\nGood night\n"
    )
    assert f'<track kind="captions" src="/media/{video.key}/captions-en.vtt" srclang="en"' in cards.one(
        post.pk, cast.ben
    )


def test_captions_are_replaced_and_removed(cast, as_member, post, video):
    ana, address = as_member(cast.ana), f"/posts/{post.pk}/captions"
    for content in (CAPTIONS, CAPTIONS.replace(b"morning", b"evening")):
        ana.post(address, sent(video, content))
    ana.post(address, sent(video, language="ar"))
    with files.open_file(video.key, "captions-en.vtt") as file:
        assert b"evening" in file.read()
    assert MediaItem.objects.get().captions == ["ar", "en"]
    ana.post(address, {"video": video.key, "remove": "en"})
    assert MediaItem.objects.get().captions == ["ar"]
    assert {name for name in files.names(video.key) if name.endswith(".vtt")} == {"captions-ar.vtt"}
    ana.post(address, {"video": video.key, "remove": "../../ar"})
    assert {name for name in files.names(video.key) if name.endswith(".vtt")} == {"captions-ar.vtt"}


@pytest.mark.parametrize("who", ["ben", "mo"])
def test_nobody_else_adds_or_removes_captions(cast, as_member, post, video, who):
    address = f"/posts/{post.pk}/captions"
    as_member(cast.ana).post(address, sent(video))
    other = as_member(getattr(cast, who))
    assert other.post(address, sent(video, language="ar")).status_code == 404
    assert other.post(address, {"video": video.key, "remove": "en"}).status_code == 404
    assert MediaItem.objects.get().captions == ["en"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"WEBVTT",
        b"WEBVTTER\n\n00:01.000 --> 00:02.000\nHi",
        b"1\n00:00:01,000 --> 00:00:02,000\nA SubRip file",
        b"WEBVTT\n\n00:02.000 --> 00:01.000\nBackwards",
        b"WEBVTT\n\n00:99.000 --> 02:00.000\nNo such second",
        b"WEBVTT\n\n00:01.000 --> 00:02.000 onload=alert(1)\nHi",
        b"WEBVTT\n\n00:01.000 --> 00:02.000\n\xff\xfe",
        b"WEBVTT\n\n00:01.000 --> 00:02.000\nHi\0",
        b"WEBVTT\n\n" + b"00:01.000 --> 00:02.000\nHi\n\n" * 10_001,
        b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"x" * 500_001,
        b"<html><script>alert(1)</script></html>",
    ],
    ids=lambda content: content[:30].decode(errors="replace").replace("\0", "0"),
)
def test_what_is_no_captions_is_refused_with_words(cast, as_member, post, video, content):
    answer = as_member(cast.ana).post(f"/posts/{post.pk}/captions", sent(video, content))
    assert answer.status_code == 422
    assert "captions" in answer.text
    assert MediaItem.objects.get().captions == []


@pytest.mark.parametrize("language", ["", "xx", "../../en"])
def test_a_language_is_one_of_kiths(cast, as_member, post, video, language):
    assert as_member(cast.ana).post(f"/posts/{post.pk}/captions", sent(video, language=language)).status_code == 422
    assert MediaItem.objects.get().captions == []


def test_a_photo_gets_no_captions(cast, as_member, posted):
    photo = kept(cast.ana)
    post = posted(media=[photo])
    assert as_member(cast.ana).post(f"/posts/{post.pk}/captions", sent(photo)).status_code == 422
    assert PostMedia.objects.get().item.captions == []
