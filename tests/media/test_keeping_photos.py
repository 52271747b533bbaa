"""From an upload to renditions: of which sizes, and what is refused, with which words."""

import errno
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from kith.kernel import gates
from kith.kernel.registry import registry
from kith.media import cleaning, files
from kith.media.actions import keep_photo
from kith.media.models import MediaItem, MediaState
from kith.media.words import BadMedia
from tests.media import pictures
from tests.media.pictures import encoded, quarters, upload


def keep(member, content, name="photo.jpg", type="image/jpeg"):
    return keep_photo(owner_id=member.pk, upload=upload(content, name, type))


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "GIF", "AVIF", "TIFF"])
@pytest.mark.parametrize("name", ["photo.jpg", "holiday.exe"])
def test_the_type_is_read_from_the_content_and_not_from_the_name(cast, format, name):
    photo = keep(cast.ana, encoded(quarters(), format), name, "application/octet-stream")
    assert photo.state == MediaState.READY
    assert Image.open(files.open_file(photo.key, "640.webp")).format == "WEBP"


@pytest.mark.parametrize(
    ("width", "height", "sizes", "widths"),
    [
        (100, 50, [320], [100]),
        (320, 200, [320], [320]),
        (500, 900, [320, 640], [320, 500]),
        (3000, 2000, [320, 640, 1280, 2048], [320, 640, 1280, 2048]),
        (1, 9000, [320], [1]),
    ],
)
def test_renditions_are_never_larger_than_the_picture(cast, width, height, sizes, widths):
    photo = keep(cast.ana, encoded(quarters(width, height)))
    made = [Image.open(files.open_file(photo.key, f"{size}.webp")).width for size in photo.sizes]
    assert (photo.sizes, made) == (sizes, widths)


def test_a_very_large_picture_becomes_a_master_of_at_most_4096_pixels(cast):
    photo = keep(cast.ana, encoded(quarters(8000, 2000)))
    assert (photo.width, photo.height) == (4096, 1024)
    assert Image.open(files.open_file(photo.key, "master.jpg")).size == (4096, 1024)


def test_avatars_are_squares_cut_from_the_middle(cast):
    photo = keep(cast.ana, encoded(quarters(900, 300)))
    assert [Image.open(files.open_file(photo.key, f"{side}.webp")).size for side in (96, 192)] == [(96, 96), (192, 192)]


def test_what_is_clear_stays_clear(cast):
    photo = keep(cast.ana, encoded(Image.new("RGBA", (400, 400), (200, 30, 30, 0)), "PNG"))
    assert Image.open(files.open_file(photo.key, "320.webp")).convert("RGBA").getpixel((5, 5))[3] == 0


def test_a_moving_picture_stands_still(cast):
    photo = keep(cast.ana, pictures.moving(20))
    assert getattr(Image.open(files.open_file(photo.key, "320.webp")), "n_frames", 1) == 1


def test_a_picture_as_large_as_is_allowed_is_kept(cast):
    """As WebP: its decoder takes the most memory."""
    photo = keep(cast.ana, encoded(quarters(10_000, 10_000), "WEBP", method=0))
    assert (photo.width, photo.height) == (4096, 4096)


def polyglot():
    """A GIF that is a script too, to who looks no further than its first bytes."""
    return b"GIF89a/*" + b"\x00" * 30 + b"*/=1;alert(1)//"


BAD = {
    "words": (lambda: b"not a picture at all, whatever its name says", "not a picture of a type"),
    "nothing": (lambda: b"", "not a picture of a type"),
    "svg": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "not a picture of a"),
    "cut-off tiff": (lambda: encoded(quarters(), "TIFF")[:60_000], "can't be opened"),
    "svg in png's clothes": (lambda: b"\x89PNG\r\n\x1a\n<svg></svg>", "can't be opened"),
    "polyglot": (polyglot, "can't be opened"),
    "cut-off jpeg": (lambda: encoded(Image.effect_noise((900, 900), 50))[:60_000], "can't be opened"),
    "cut-off png": (lambda: encoded(Image.effect_noise((900, 900), 50), "PNG")[:60_000], "can't be opened"),
    "cut-off heic": (lambda: pictures.heic()[:900], "can't be opened"),
    "60,000 x 60,000": (pictures.huge_header, "at most 100 million pixels"),
    "5,000 frames": (lambda: pictures.moving(5000), "too many frames"),
}


@pytest.mark.parametrize("what", BAD)
def test_what_is_no_good_picture_is_refused_with_words_and_leaves_nothing(cast, what):
    make, words = BAD[what]
    with pytest.raises(BadMedia, match=words):
        keep(cast.ana, make())
    assert not MediaItem.objects.exists()


def test_an_upload_over_the_limit_is_refused_before_it_is_read(cast, settings, monkeypatch):
    settings.PHOTO_MAX_BYTES = 1_000_000
    monkeypatch.setattr("kith.media.actions.clean", lambda *args: pytest.fail("it was read"))
    with pytest.raises(BadMedia, match="at most 1 MB"):
        keep(cast.ana, b"\xff\xd8\xff" + b"x" * 1_000_001)


def test_a_gate_can_refuse_an_upload_with_its_reason(cast, monkeypatch):
    refuse = gates.Answer(gates.Verdict.REFUSE, "Not today.")
    monkeypatch.setitem(registry().gates, "upload", [lambda draft: refuse])
    with pytest.raises(BadMedia, match="Not today"):
        keep(cast.ana, encoded(quarters()))


@pytest.mark.parametrize(
    ("script", "word"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "takes too much work"),
        ("import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 1))\nwhile True: pass", "takes too much work"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "can't be opened"),
        ("print('noise')", "can't be opened"),
        ("1/0", "can't be opened"),
    ],
)
def test_a_child_that_dies_refuses_one_picture_and_the_next_is_fine(cast, monkeypatch, tmp_path, script, word):
    child = tmp_path / "child.py"
    child.write_text(script)
    with monkeypatch.context() as patch:
        patch.setattr(cleaning, "CHILD", child)
        with pytest.raises(BadMedia, match=word):
            keep(cast.ana, encoded(quarters()))
    assert keep(cast.ana, encoded(quarters())).state == MediaState.READY


def test_a_child_that_does_not_end_is_ended(cast, monkeypatch, tmp_path):
    child = tmp_path / "child.py"
    child.write_text("import threading; threading.Event().wait()")
    monkeypatch.setattr(cleaning, "CHILD", child)
    monkeypatch.setattr(cleaning, "CHILD_SECONDS", 0.2)
    with pytest.raises(BadMedia, match="try again"):
        keep(cast.ana, encoded(quarters()))


def test_a_child_is_held_to_its_memory():
    code = "import sys; sys.path.insert(0, {!r}); import child; child.limit(); bytearray(1 << 30)"
    run = [sys.executable, "-I", "-c", code.format(str(cleaning.CHILD.parent))]
    assert b"MemoryError" in subprocess.run(run, capture_output=True, check=False).stderr


def test_no_page_process_loads_a_decoder():
    code = (
        "import django, sys; django.setup(); import kith.wiring, config.urls; print({'PIL', 'pyvips'} & {*sys.modules})"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "config.settings"}
    run = [sys.executable, "-c", code]
    root = Path(__file__).parents[2]
    assert subprocess.run(run, capture_output=True, check=True, cwd=root, env=environment).stdout.strip() == b"set()"


def test_when_too_many_pictures_come_at_once_some_are_asked_to_come_again(cast, monkeypatch):
    monkeypatch.setattr(cleaning, "WAIT_SECONDS", 0.01)
    with cleaning.turn(), pytest.raises(BadMedia, match="try again"):
        keep(cast.ana, encoded(quarters()))
    assert keep(cast.ana, encoded(quarters())).state == MediaState.READY


def test_of_a_crowd_only_a_few_wait_and_one_is_at_work():
    at_work, refused = threading.Barrier(2), threading.Semaphore(0)

    def come():
        try:
            with cleaning.turn():
                at_work.wait()
        except BadMedia:
            refused.release()

    crowd = [threading.Thread(target=come) for _ in range(8)]
    for one in crowd:
        one.start()
    for _ in range(8 - 1 - cleaning.WAITING):
        assert refused.acquire(timeout=60)
    for _ in range(1 + cleaning.WAITING):
        at_work.wait(timeout=60)
    for one in crowd:
        one.join()
    assert not refused.acquire(blocking=False)


def test_a_full_disk_is_said_and_leaves_nothing_half_written(cast, monkeypatch):
    stored = []
    save = default_storage.save

    def save_two(name, content):
        if len(stored) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        stored.append(save(name, content))

    monkeypatch.setattr(default_storage, "save", save_two)
    with pytest.raises(BadMedia, match="no room"):
        keep(cast.ana, encoded(quarters()))
    assert len(stored) == 2
    assert not any(default_storage.exists(name) for name in stored)
    assert not MediaItem.objects.exists()
