"""Subtitles of a video, as WebVTT (https://www.w3.org/TR/webvtt1/): what members send is read and written anew."""

import fcntl
import re
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from kith.media import files
from kith.media.allowance import room
from kith.media.models import Kind, MediaItem, MediaState
from kith.media.renditions import captions_in
from kith.media.words import BadMedia, bad

MOST_BYTES = 500_000
MOST_CUES = 10_000
MOMENT = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
MARK = re.compile(r"<[^>]*>")
TIMING = re.compile(rf"^{MOMENT}[ \t]+-->[ \t]+{MOMENT}(?P<settings>(?:[ \t]+[a-z]+:[\w.,%-]+)*)[ \t]*$")


def read_captions(*, item: MediaItem, language: str, upload: "UploadedFile[Any]") -> str:
    """The subtitles of a video in a language, as they can be kept. Raises BadMedia."""
    if item.kind != Kind.VIDEO or item.state != MediaState.READY or language not in dict(settings.LANGUAGES):
        raise BadMedia(_("Choose a language for the captions."))
    if (upload.size or 0) > MOST_BYTES:
        raise BadMedia(_("This file of captions is too large: at most 500 kB."))
    return rewritten(upload.read())


def spoken(text: str) -> str:
    """The words of subtitles that `read_captions` gave, without times and marks."""
    cues = (cue.partition("\n")[2] for cue in text.split("\n\n")[1:])
    return unescape(MARK.sub("", "\n".join(cues))).strip()


def keep_captions(*, item: MediaItem, language: str, text: str) -> None:
    """Keep subtitles that `read_captions` gave, in place of those that the video had. Raises BadMedia."""
    content = text.encode()
    try:
        with room(item.owner_id, len(content)), tempfile.TemporaryDirectory(prefix="kith-captions-") as name, held():
            Path(name, captions_in(language)).write_bytes(content)
            files.store(item.key, Path(name))
            if not _list(item, add={language}):
                raise bad("lost")
    except OSError as error:
        raise bad("no_room") from error


def remove_captions(*, item: MediaItem, language: str) -> None:
    """Show no subtitles in this language any more; their file goes too. Where there are none, nothing happens."""
    with held():
        now = MediaItem.objects.filter(pk=item.pk).first()
        if now and language in now.captions:
            files.remove_one(item.key, captions_in(language))
            _list(item, drop={language})


@contextmanager
def held() -> Iterator[None]:
    """Within it, nobody else replaces or moves captions.

    Alone of all files these are replaced under the same name: what is copied meanwhile could be the old or the new. The
    lock is the kernel's, for all processes that have the folder, and no transaction's: a store that answers slowly must
    not keep others from writing.
    """
    with (settings.DATA / "captions.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def rewritten(content: bytes) -> str:
    """The cues of a WebVTT file and nothing else of it: no styles, no regions, no notes. Raises BadMedia."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _bad() from None
    head, *blocks = re.split(r"\n{2,}", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not re.match(r"WEBVTT(?:[ \t\n]|$)", head) or "\0" in text:
        raise _bad()
    cues = list(_cues(blocks))
    if not cues or len(cues) > MOST_CUES:
        raise _bad()
    return "\n\n".join(["WEBVTT", *cues]) + "\n"


def _cues(blocks: list[str]) -> Iterator[str]:
    for block in blocks:
        lines = block.strip("\n").split("\n")
        if "-->" not in block or lines[0].startswith(("NOTE", "STYLE", "REGION")):
            continue
        if "-->" not in lines[0]:  # the name of a cue
            del lines[0]
        timing = TIMING.match(lines[0])
        if timing is None or "-->" in "".join(lines[1:]) or _moment(timing, 1) >= _moment(timing, 5):
            raise _bad()
        yield "\n".join(lines)


def _moment(timing: re.Match[str], group: int) -> tuple[int, ...]:
    return tuple(int(part or 0) for part in timing.groups()[group - 1 : group + 3])


def _list(item: MediaItem, *, add: Collection[str] = (), drop: Collection[str] = ()) -> bool:
    size = files.bytes_of(item.key)
    with transaction.atomic():
        now = MediaItem.objects.select_for_update().filter(pk=item.pk).first()
        if now:
            now.captions, now.bytes = sorted({*now.captions, *add}.difference(drop)), size
            now.save(update_fields=["captions", "bytes"])
            return True
    files.remove(item.key)  # deleted meanwhile: nobody else would take this away
    return False


def _bad() -> BadMedia:
    return BadMedia(_("These captions can't be read. They must be a WebVTT file (.vtt) with times and texts."))
