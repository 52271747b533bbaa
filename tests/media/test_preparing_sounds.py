"""From an uploaded sound to what pages play: with its length, its name, its cover and its shape."""

import wave
from base64 import b64decode
from io import BytesIO

import av
import pytest
from PIL import Image

from kith.media import files
from kith.media.models import Kind, MediaState
from tests.media.pictures import encoded
from tests.media.recordings import MUSIC, SECRET, photograph, song, with_cover


def heard(item):
    """The sound of an item: its stream, and how many seconds of it can be decoded."""
    with av.open(BytesIO(files.open_file(item.key, "sound.m4a").read())) as file:
        stream = file.streams.audio[0]
        return stream, sum(frame.samples for frame in file.decode(stream)) / stream.rate


SOUNDS = {
    "mp3": lambda: (MUSIC / "house_lo.mp3").read_bytes(),
    "ogg": lambda: (MUSIC / "house_lo.ogg").read_bytes(),
    "flac": lambda: (MUSIC / "house_lo.flac").read_bytes(),
    "wav": lambda: (MUSIC / "house_lo.wav").read_bytes(),
    "opus": lambda: song("ogg", "libopus", 7.1),
    "m4a": lambda: song(seconds=7.1),
    "aac": lambda: song("adts", seconds=7.1),
    "a browser's recording": lambda: song("webm", "libopus", 7.1),
}


@pytest.mark.parametrize("what", SOUNDS)
def test_every_kind_of_sound_becomes_one_that_every_browser_plays(prepared, what):
    item = prepared(SOUNDS[what](), "letter.doc")
    assert (item.kind, item.state) == (Kind.SOUND, MediaState.READY)
    assert 7000 < item.duration < 7400
    stream, seconds = heard(item)
    assert (stream.codec_context.name, stream.rate) == ("aac", 48_000)
    assert abs(seconds - item.duration / 1000) < 0.1
    peaks = b64decode(item.waveform)
    assert (len(peaks), max(peaks)) == (200, 255)
    assert min(peaks[5:-2]) > 20  # house music hardly pauses
    content = files.open_file(item.key, "sound.m4a").read()
    assert content.index(b"moov") < content.index(b"mdat")


def test_title_artist_and_cover_come_from_the_tags(prepared):
    item = prepared(with_cover(song("mp3", "libmp3lame"), encoded(photograph()), "Hey  \u202eyou\n", "Ana ❤"))
    assert (item.title, item.artist) == ("Hey you", "Ana ❤")
    assert (item.width, item.height, item.sizes) == (320, 240, [320])
    assert Image.open(files.open_file(item.key, "320.webp")).format == "WEBP"
    assert item.thumbhash


@pytest.mark.parametrize(("container", "codec"), [("ipod", "aac"), ("ogg", "libopus"), ("flac", "flac")])
def test_every_kind_of_tag_is_read(prepared, container, codec):
    item = prepared(song(container, codec, tags={"title": "T" * 300, "artist": "A"}))
    assert (item.title, item.artist) == ("T" * 200, "A")


def test_what_the_tags_say_besides_is_gone(prepared):
    content = song(tags={"title": "Hey", "comment": SECRET, "location": SECRET})
    assert SECRET.encode() in content
    item = prepared(content)
    kept = files.open_file(item.key, "sound.m4a").read()
    assert SECRET.encode() not in kept
    assert b"Hey" not in kept
    assert item.title == "Hey"


def test_a_cover_that_is_no_picture_is_left_out(prepared):
    item = prepared(with_cover(song("mp3", "libmp3lame"), b"<svg onload=alert(1)>"))
    assert (item.state, item.kind, item.sizes) == (MediaState.READY, Kind.SOUND, [])


def test_silence_has_a_flat_shape(prepared):
    item = prepared(silence())
    assert (item.state, set(b64decode(item.waveform))) == (MediaState.READY, {0})


def silence():
    out = BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(16000))
    return out.getvalue()
