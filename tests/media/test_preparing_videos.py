"""From an uploaded video or moving picture to what pages play: right way up, in time, in ordinary colours, silent."""

from fractions import Fraction
from io import BytesIO

import av
import pytest
from PIL import Image

from kith.media import cleaning, files, processing
from kith.media.actions import keep_upload
from kith.media.models import Kind, MediaItem, MediaState
from kith.media.words import Busy
from tests.media import recordings
from tests.media.pictures import upload
from tests.media.recordings import SECRET, clip, moving, photograph


def opened(item, name):
    return av.open(BytesIO(files.open_file(item.key, name).read()))


def pictures(item, name="360.mp4"):
    with opened(item, name) as file:
        return [(float(frame.time), frame.to_image()) for frame in file.decode(video=0)]


def colour(picture, x, y):
    """The mean colour around a place, given as parts of width and height."""
    left, top = int(picture.width * x), int(picture.height * y)
    return picture.crop((left - 4, top - 4, left + 4, top + 4)).resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))


def far(one, other):
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(
    ("container", "codec", "format", "sound", "size"),
    [
        ("mp4", "libx264", "yuv420p", "aac", (160, 120)),
        ("mov", "libx264", "yuv420p", "aac", (160, 120)),
        ("webm", "libvpx-vp9", "yuv420p", "libopus", (160, 120)),
        ("matroska", "libx265", "yuv420p", "flac", (160, 120)),
        ("avi", "mpeg4", "yuv420p", "libmp3lame", (160, 120)),
        ("avi", "mjpeg", "yuvj422p", "pcm_s16le", (160, 120)),
        ("3gp", "h263", "yuv420p", "aac", (176, 144)),
    ],
)
def test_every_container_becomes_a_film_that_every_browser_plays(prepared, container, codec, format, sound, size):
    item = prepared(clip(container, codec, size, format=format, sound=sound), "notes.txt")
    assert (item.kind, item.state, item.heights) == (Kind.VIDEO, MediaState.READY, [360])
    assert 900 <= item.duration <= 1200
    with opened(item, "360.mp4") as file:
        picture, voice = file.streams
        assert (picture.codec_context.name, picture.codec_context.pix_fmt) == ("h264", "yuv420p")
        assert (voice.codec_context.name, voice.rate) == ("aac", 48_000)
        assert picture.frames == 10
    content = files.open_file(item.key, "360.mp4").read()
    assert content.index(b"moov") < content.index(b"mdat")


def test_what_the_camera_noted_is_gone(prepared):
    tags = {"title": SECRET, "location": "+52.3700+004.8900/", "artist": SECRET, "comment": SECRET}
    content = clip("mov", tags=tags, sound="aac")
    assert content.count(SECRET.encode()) > 1
    assert b"+52.3700" in content
    item = prepared(content)
    kept = b"".join(files.open_file(item.key, name).read() for name in ("360.mp4", "320.webp", "master.jpg"))
    assert SECRET.encode() not in kept
    assert b"+52.37" not in kept
    assert (item.title, item.artist) == ("", "")


@pytest.mark.parametrize("degrees", [90, -90, 180])
def test_a_turned_phone_makes_an_upright_film(prepared, degrees):
    upright = photograph(120, 160) if abs(degrees) == 90 else photograph(160, 120)
    stored = upright.rotate(-degrees, expand=True)  # as the sensor saw it; the flag turns it back
    item = prepared(clip(pictures=[stored] * 3, turned=degrees))
    assert (item.width, item.height) == upright.size
    first = pictures(item)[0][1]
    for x, y in ((0.1, 0.1), (0.9, 0.1), (0.1, 0.9), (0.9, 0.9)):
        assert far(colour(first, x, y), colour(upright, x, y)) < 40, (x, y)


def test_odd_sides_become_even_and_pixels_square(prepared):
    item = prepared(clip(size=(101, 75), format="yuv444p", wide=Fraction(4, 3)))
    assert pictures(item)[0][1].size == (item.width, item.height) == (134, 74)


def test_frames_keep_their_time(prepared):
    times = [0, 0.1, 0.5, 0.55, 2, 2.01, 2.02, 3]
    item = prepared(clip(times=times, pictures=recordings.pan(160, 120, len(times))))
    assert [round(time, 2) for time, _ in pictures(item)] == [0, 0.1, 0.5, 0.55, 2, 3]  # two came within a blink


def test_the_colours_stay(prepared):
    item = prepared(clip(pictures=[photograph(160, 120)] * 3))
    first = pictures(item)[0][1]
    for x, y in ((0.2, 0.5), (0.5, 0.9), (0.8, 0.3)):
        assert far(colour(first, x, y), colour(photograph(160, 120), x, y)) < 25


def test_hdr_of_ten_bits_becomes_what_an_ordinary_screen_shows(prepared):
    grey = Image.new("RGB", (64, 64), (148, 148, 148))  # in PQ, the white of paper
    # Of one or two frames x265 does not know when they are to be decoded, and says anything.
    item = prepared(clip(codec="libx265", pictures=[grey] * 10, format="yuv420p10le", hdr=True))
    assert min(colour(pictures(item)[0][1], 0.5, 0.5)) > 215


@pytest.mark.parametrize(
    ("size", "heights", "largest"),
    [
        ((320, 240), [360], (320, 240)),
        ((480, 400), [720], (480, 400)),
        ((854, 480), [360, 720], (854, 480)),
        ((1280, 720), [360, 720], (1280, 720)),
        ((720, 1280), [360, 720], (720, 1280)),
        ((2560, 1440), [360, 720, 1080], (1920, 1080)),
    ],
)
def test_heights_by_the_source_and_never_larger(prepared, size, heights, largest):
    item = prepared(clip(codec="mpeg4", size=size, frames=2))
    assert (item.heights, (item.width, item.height)) == (heights, largest)
    assert pictures(item, f"{heights[-1]}.mp4")[0][1].size == largest
    assert min(pictures(item, f"{heights[0]}.mp4")[0][1].size) == min(heights[0], *size)


def test_the_poster_is_not_black(prepared):
    black = [Image.new("RGB", (160, 120))] * 5
    item = prepared(clip(pictures=[*black, *recordings.pan(160, 120, 5), *black]))
    assert (item.sizes, item.width, item.height) == ([320], 160, 120)
    poster = Image.open(files.open_file(item.key, "320.webp")).convert("RGB")
    assert far(colour(poster, 0.8, 0.5), colour(photograph(165, 120), 0.8, 0.5)) < 60
    assert item.thumbhash


@pytest.mark.parametrize("format", ["GIF", "WEBP"])
def test_a_moving_picture_becomes_a_short_silent_film(prepared, format):
    item = prepared(moving(format), "dance.jpg")
    assert (item.kind, item.state, item.heights, item.duration) == (Kind.LOOP, MediaState.READY, [720], 600)
    with opened(item, "720.mp4") as file:
        assert [stream.type for stream in file.streams] == ["video"]
    assert len(pictures(item, "720.mp4")) == 6
    assert Image.open(files.open_file(item.key, "320.webp")).size == (64, 48)


@pytest.mark.parametrize("format", ["GIF", "WEBP"])
def test_a_picture_of_one_frame_is_a_photo_at_once(cast, format):
    item = keep_upload(owner_id=cast.ana.pk, upload=upload(moving(format, frames=1)))
    assert (item.kind, item.state) == (Kind.PHOTO, MediaState.READY)


def test_progress_is_told_while_it_works_and_not_after(prepared, monkeypatch):
    told = []
    tell = processing.tell_progress
    monkeypatch.setattr(processing, "tell_progress", lambda item, percent: told.append(percent) or tell(item, percent))
    item = prepared(clip(frames=20))
    assert told == sorted(set(told))
    assert len(told) > 10
    assert processing.progress_of(item) == 100
    assert processing.progress_of(MediaItem(pk=item.pk)) == told[-1]


@pytest.fixture
def crowded(monkeypatch):
    """So many pictures at once that the next ones find no time."""
    run = cleaning.run_child

    def crowd(refused):
        left = iter(range(refused))
        monkeypatch.setattr(
            cleaning, "run_child", lambda *given: run(*given) if next(left, None) is None else {"error": "busy"}
        )

    return crowd


def test_a_poster_waits_for_its_turn_among_many_pictures(prepared, crowded):
    crowded(refused=2)
    item = prepared(clip())
    assert (item.state, item.sizes) == (MediaState.READY, [320])


def test_a_film_whose_poster_never_has_its_turn_is_prepared_again_later(cast, crowded, run_tasks):
    item = keep_upload(owner_id=cast.ana.pk, upload=upload(clip()))
    crowded(refused=1000)
    with pytest.raises(Busy):
        run_tasks()
    item.refresh_from_db()
    assert (item.state, files.names(item.key)) == (MediaState.PROCESSING, {files.INCOMING})
    crowded(refused=0)
    processing.process(item.pk)
    item.refresh_from_db()
    assert (item.state, item.sizes) == (MediaState.READY, [320])
