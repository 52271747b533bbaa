"""What is no good video or sound ends in a clear word, within the limits, and leaves nothing behind."""

import errno
import os
import struct
import subprocess
import sys
from datetime import timedelta
from fractions import Fraction

import pytest
from av.audio.frame import AudioFrame
from django.core.files.storage import default_storage
from django.test import override_settings
from django.utils import timezone
from PIL import Image

from kith.kernel import gates
from kith.kernel.models import TaskRow
from kith.kernel.registry import registry
from kith.kernel.tasks import rows
from kith.media import files, processing, tasks
from kith.media.actions import delete_item, give_up, keep_upload
from kith.media.models import Kind, MediaItem, MediaState
from kith.media.recordings.video import Output
from kith.media.words import MESSAGES, BadMedia
from tests.media.pictures import upload
from tests.media.recordings import clip, id3_frame, moving, song, synchsafe


def box(name, content=b""):
    return struct.pack(">I", len(content) + 8) + name + content


def no_frames():
    """A film whose index names no frame: only its head is there."""
    return clip(frames=1).split(b"mdat")[0][:40] + box(b"moov", box(b"mvhd", bytes(100)))


def many_streams():
    """An AVI that says it has 100,000 streams, and lists them."""
    stream = b"LIST" + struct.pack("<I", 76) + b"strl"
    stream += b"strh" + struct.pack("<I", 56) + b"vidsMJPG" + bytes(48)
    lists = b"LIST" + struct.pack("<I", 4 + 64 + len(stream) * 100_000) + b"hdrl"
    lists += b"avih" + struct.pack("<I", 56) + struct.pack("<14I", 40_000, 0, 0, 0, 0, 0, 100_000, *[0] * 7)
    return b"RIFF" + struct.pack("<I", 1 << 23) + b"AVI " + lists + stream * 100_000


def with_length(seconds):
    """A recording of a second that says it lasts much longer."""
    before, _, after = clip("matroska").partition(b"\x44\x89\x88")
    return before + b"\x44\x89\x88" + struct.pack(">d", seconds * 1000) + after[8:]


def id3_bomb():
    """A tag of many megabytes before no sound at all."""
    frames = id3_frame(b"COMM", b"\x00" * 50_000) * 200
    return b"ID3\x04\x00\x00" + synchsafe(len(frames)) + frames


def empty_wave():
    """A sound with everything but samples."""
    form = struct.pack("<HHIIHH", 1, 1, 8000, 8000, 1, 8)
    return b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0" + form + b"data" + bytes(4)


BAD = {
    "no frames": (no_frames, "no_frames"),
    "100,000 streams": (many_streams, "too_heavy"),
    "cut-off film": (lambda: clip(frames=20, sound="aac")[:9_000], "damaged"),
    "cut-off recording": (lambda: clip("matroska", frames=100, size=(320, 240))[:40_000], "cut_off"),
    "said to last a day": (lambda: with_length(86_400), "too_long"),
    "said to last a quarter of an hour": (lambda: with_length(900), "cut_off"),
    "noise in a film's clothes": (lambda: b"\0\0\0\x20ftypisom" + os.urandom(5000), "damaged"),
    "noise in a recording's clothes": (lambda: b"\x1a\x45\xdf\xa3" + os.urandom(5000), "damaged"),
    "noise in a song's clothes": (lambda: b"fLaC" + os.urandom(5000), "damaged"),
    "a tag and no sound": (id3_bomb, "damaged"),
    "a film whose pictures are a playlist": (lambda: b"RIFF\x10\0\0\0AVI #EXTM3U\nfile:///etc/passwd", "no_frames"),
    "a dance of two minutes": (lambda: moving(frames=2).replace(b"\x0a\x00", b"\x70\x17"), "too_long"),
    "an empty wave": (empty_wave, "no_frames"),
}


@pytest.mark.parametrize("what", BAD)
def test_what_can_not_be_played_ends_in_a_word_and_leaves_nothing(prepared, what):
    make, word = BAD[what]
    item = prepared(make())
    assert (item.state, item.failure, item.bytes) == (MediaState.FAILED, word, 0)
    assert word in MESSAGES
    assert not files.names(item.key)


def test_frames_beyond_the_limit_are_refused(prepared):
    huge = Image.new("RGB", (4128, 4128))
    item = prepared(clip("avi", "mjpeg", format="yuvj420p", pictures=[huge]))
    assert (item.state, item.failure) == (MediaState.FAILED, "frame_too_large")


def test_damage_in_the_middle_costs_only_what_is_damaged(prepared):
    content = bytearray(clip("matroska", "mpeg4", frames=40, sound="aac"))
    content[20_000:20_100] = bytes(100)
    item = prepared(bytes(content))
    assert (item.state, item.kind) == (MediaState.READY, Kind.VIDEO)
    assert item.duration > 3000


def test_a_film_whose_sound_is_noise_plays_without_it(prepared):
    content = clip("matroska", frames=20, sound="pcm_s16le").replace(b"A_PCM/INT/LIT", b"A_NONSENSE/XX")
    item = prepared(content)
    assert (item.state, item.kind) == (MediaState.READY, Kind.VIDEO)


@pytest.mark.parametrize("content", [b"", b"\xff", b"#EXTM3U\nfile:///etc/passwd", b"ffconcat version 1.0\nfile x"])
def test_what_is_no_recording_at_all_is_refused_at_once(cast, content):
    with pytest.raises(BadMedia):
        keep_upload(owner_id=cast.ana.pk, upload=upload(content, "clip.mp4", "video/mp4"))
    assert not MediaItem.objects.exists()


@override_settings(RECORDING_MAX_BYTES=1_000_000)
def test_an_upload_over_the_limit_is_refused_before_it_is_kept(cast):
    with pytest.raises(BadMedia, match="at most 1 MB"):
        keep_upload(owner_id=cast.ana.pk, upload=upload(b"OggS" + bytes(1_000_001)))
    assert not MediaItem.objects.exists()


def test_a_gate_can_refuse_a_recording_with_its_reason(cast, monkeypatch):
    refuse = gates.Answer(gates.Verdict.REFUSE, "Not today.")
    monkeypatch.setitem(registry().gates, "upload", [lambda draft: refuse])
    with pytest.raises(BadMedia, match="Not today"):
        keep_upload(owner_id=cast.ana.pk, upload=upload(song()))


@pytest.mark.parametrize("when", ["it comes", "it is done"])
def test_a_full_disk_is_said_and_leaves_nothing(cast, run_tasks, monkeypatch, when):
    save = default_storage.save

    def full(name, content):
        if name.endswith(files.INCOMING) == (when == "it comes"):
            raise OSError(errno.ENOSPC, "No space left on device")
        return save(name, content)

    monkeypatch.setattr(default_storage, "save", full)
    if when == "it comes":
        with pytest.raises(BadMedia, match="no room"):
            keep_upload(owner_id=cast.ana.pk, upload=upload(song()))
        assert not MediaItem.objects.exists()
    else:
        item = keep_upload(owner_id=cast.ana.pk, upload=upload(song()))
        run_tasks()
        item.refresh_from_db()
        assert (item.state, item.failure) == (MediaState.FAILED, "no_room")
        assert not files.names(item.key)


# The real child, but what it may write ends early; and one whose disk says by itself that it is full.
FULL = {
    "limit": "confine = child.confine; child.confine = lambda **most: confine(**most | {'file': 2_000})",
    "disk": "def full(*given): raise OSError(errno.ENOSPC, 'No space left on device')\nchild.make = full",
}


@pytest.mark.parametrize("make", [clip, song])
@pytest.mark.parametrize("full", FULL)
def test_a_disk_that_fills_while_it_is_made_is_said_and_leaves_nothing(prepared, monkeypatch, tmp_path, make, full):
    start = "import errno, sys\nfrom kith.media.recordings import child\n"
    become(monkeypatch, tmp_path, f"{start}{FULL[full]}\nchild.say(**child.main(*sys.argv[1:]))")
    item = prepared(make())
    assert (item.state, item.failure, item.bytes) == (MediaState.FAILED, "no_room", 0)
    assert "no room" in item.reason
    assert not files.names(item.key)


def test_what_an_encoder_stumbles_over_is_not_lost_in_its_thread(tmp_path):
    output = Output(tmp_path, 360, (160, 120), Fraction(10), None)
    output.write(output.picture, AudioFrame("fltp", "mono", 1024))
    with pytest.raises(TypeError):
        output.close()


def test_an_item_deleted_while_it_is_prepared_leaves_nothing(cast, run_tasks, monkeypatch):
    item = keep_upload(owner_id=cast.ana.pk, upload=upload(clip()))
    make = processing.make

    def and_then_gone(item, folder):
        made = make(item, folder)
        delete_item(MediaItem.objects.get(pk=item.pk))
        return made

    monkeypatch.setattr(processing, "make", and_then_gone)
    run_tasks()
    assert not MediaItem.objects.exists()
    assert not files.names(item.key)


def test_what_a_day_has_not_prepared_is_given_up_when_no_try_is_left(cast, monkeypatch):
    item = keep_upload(owner_id=cast.ana.pk, upload=upload(song()))
    assert give_up(coming=(), now=timezone.now() + timedelta(hours=23)) == 0
    monkeypatch.setattr("kith.media.actions.UNPREPARED_FOR", timedelta())
    tasks.sweep.func()
    item.refresh_from_db()
    assert item.state == MediaState.PROCESSING, "the site may have stood still for days"
    rows.claim("worker", timedelta(0), heavy=True)
    tasks.sweep.func()
    item.refresh_from_db()
    assert item.state == MediaState.PROCESSING, "it is being tried"
    TaskRow.objects.update(failed_at=timezone.now())
    tasks.sweep.func()
    item.refresh_from_db()
    assert (item.state, item.failure, files.names(item.key)) == (MediaState.FAILED, "too_heavy", set())


def test_prepared_twice_is_prepared_once(cast, run_tasks):
    item = keep_upload(owner_id=cast.ana.pk, upload=upload(song()))
    processing.process(item.pk)
    before = MediaItem.objects.values().get()
    processing.process(item.pk)
    assert MediaItem.objects.values().get() == before
    assert before["state"] == MediaState.READY


@pytest.mark.parametrize(
    ("script", "word"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "too_heavy"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "damaged"),
        ("1/0", "damaged"),
    ],
)
def test_a_child_that_dies_fails_one_item(prepared, monkeypatch, tmp_path, script, word):
    become(monkeypatch, tmp_path, script)
    assert prepared(song()).failure == word


def test_a_child_that_does_not_end_is_ended(prepared, monkeypatch, tmp_path):
    become(monkeypatch, tmp_path, "import threading; threading.Event().wait()")
    monkeypatch.setattr(processing, "DEADLINE", 0.2)
    assert prepared(song()).failure == "too_heavy"


def become(monkeypatch, tmp_path, script):
    """Another child in place of the real one."""
    start, file = subprocess.Popen, tmp_path / "child.py"
    file.write_text(script)
    monkeypatch.setattr(
        processing.subprocess, "Popen", lambda command, **how: start([sys.executable, file, *command[4:]], **how)
    )


def test_the_child_ends_when_its_worker_does(tmp_path):
    watching = "from kith.media.recordings import child; import threading; child.limit(); threading.Event().wait()"
    process = subprocess.Popen([sys.executable, "-I", "-c", watching], stdin=subprocess.PIPE)
    assert process.poll() is None
    process.stdin.close()
    assert process.wait(60) == 1


@pytest.mark.parametrize(
    ("greed", "end"),
    [("bytearray(2 << 30)", b"MemoryError"), ("[open('/dev/null') for _ in range(99)]", b"Too many open files")],
)
def test_the_child_is_held_to_its_limits(greed, end):
    code = f"from kith.media.recordings import child; child.limit(); {greed}"
    run = [sys.executable, "-I", "-c", code]
    with subprocess.Popen(run, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert end in process.stderr.read()


def test_the_child_takes_only_what_nobody_else_wants_of_the_processors():
    code = "from kith.media.recordings import child; child.limit(); import os; print(os.sched_getscheduler(0))"
    with subprocess.Popen([sys.executable, "-I", "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert int(process.stdout.read()) == os.SCHED_IDLE
