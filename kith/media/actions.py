"""What can be done with media: keep an upload, delete an item, take away those that hang on nothing."""

import tempfile
from collections.abc import Collection, Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kith.kernel import gates
from kith.kernel.events import emit
from kith.kernel.ids import id_at
from kith.kernel.registry import registry
from kith.media import files
from kith.media.allowance import room
from kith.media.cleaning import Cleaned, clean, make_avif
from kith.media.containers import container_of, kind_of_recording
from kith.media.crop import Crop
from kith.media.events import MediaDeleted, MediaReady, PhotoKept, RecordingKept
from kith.media.models import Kind, MediaItem, MediaState
from kith.media.words import BadMedia, bad

UNATTACHED_FOR = timedelta(days=1)
UNPREPARED_FOR = timedelta(days=1)


@dataclass(frozen=True)
class UploadDraft:
    """What the gate "upload" is asked about."""

    owner_id: int
    bytes: int


def keep_photo(
    *, owner_id: int, upload: "UploadedFile[Any]", alt: str = "", crop: Crop | None = None, has_room: bool = False
) -> MediaItem:
    """Keep an upload, or the part `crop` of it, as a clean master with its renditions; forget the uploaded bytes.

    It takes about half a second for a phone's photo, and the photo can be shown at once. Raises BadMedia with a
    reason for the member, and then nothing is left behind. What hangs on nothing a day later is swept away.
    `has_room` says that the room for it is held already.
    """
    check_size(owner_id, upload.size or 0, settings.PHOTO_MAX_BYTES)
    holding = nullcontext() if has_room else room(owner_id, upload.size or 0)
    try:
        with holding, tempfile.TemporaryDirectory(prefix="kith-photo-") as name:
            uploaded, folder = Path(name, "upload"), Path(name, "clean")
            folder.mkdir()
            with uploaded.open("wb") as file:
                file.writelines(upload.chunks())
            return keep_files(owner_id, alt, clean(uploaded, folder, crop), folder)
    except OSError as error:
        raise bad("no_room") from error


def keep_upload(
    *, owner_id: int, upload: "UploadedFile[Any]", alt: str = "", has_room: bool = False, photo_only: bool = False
) -> MediaItem:
    """Keep an upload of any kind. A photo is there at once; a video, a sound, a moving picture is prepared by a task.

    Raises BadMedia like `keep_photo`; but what is wrong inside a recording only its preparation finds. With
    `photo_only` a moving picture becomes a still one, and a recording is refused as no picture.
    """
    container = None if photo_only else container_of(upload)
    if container is None:
        return keep_photo(owner_id=owner_id, upload=upload, alt=alt, has_room=has_room)
    kind = kind_of_recording(container)
    check_size(owner_id, upload.size or 0, settings.RECORDING_MAX_BYTES)
    with nullcontext() if has_room else room(owner_id, upload.size or 0):
        return _keep_incoming(owner_id, upload, alt, kind)


def _keep_incoming(owner_id: int, upload: "UploadedFile[Any]", alt: str, kind: Kind) -> MediaItem:
    item = MediaItem.objects.create(owner_id=owner_id, alt=alt, kind=kind, bytes=upload.size or 0)
    try:
        files.store_incoming(item.key, upload)
    except OSError as error:
        files.remove(item.key)
        item.delete()
        raise bad("no_room") from error
    with transaction.atomic():
        emit(RecordingKept(item.pk))
    return item


def settle_recording(item: MediaItem, made: dict[str, Any]) -> None:
    """Write down what the preparation made of a recording. One that was deleted meanwhile leaves nothing behind."""
    with transaction.atomic():
        waiting = MediaItem.objects.filter(pk=item.pk, state=MediaState.PROCESSING)
        if waiting.update(**made):
            emit(MediaReady(item.pk))
            return
    if not MediaItem.objects.filter(pk=item.pk).exists():
        files.remove(item.key)


def check_size(owner_id: int, size: int, most: int) -> None:
    """Refuse by size, and ask the gate, before anything reads the file."""
    if size > most:
        raise BadMedia(_("This file is too large: at most %(megabytes)d MB.") % {"megabytes": most // 1_000_000})
    answer = gates.ask("upload", UploadDraft(owner_id, size))
    if answer.verdict == gates.Verdict.REFUSE:
        raise BadMedia(answer.reason)


def keep_files(owner_id: int, alt: str, cleaned: Cleaned, folder: Path) -> MediaItem:
    """Put the clean files of a photo into the storage, with a row that says whose they are."""
    # The row comes first: if we are killed half-way, the sweep finds the files by it.
    item = MediaItem.objects.create(
        owner_id=owner_id,
        alt=alt,
        width=cleaned.width,
        height=cleaned.height,
        sizes=cleaned.sizes,
        thumbhash=cleaned.thumbhash,
    )
    try:
        item.bytes = files.store(item.key, folder)
    except OSError:
        item.delete()
        raise
    item.state = MediaState.READY
    with transaction.atomic():
        item.save(update_fields=["bytes", "state"])
        emit(PhotoKept(item.pk))
    return item


def render_avif(item: MediaItem) -> None:
    """Give a photo its AVIF renditions too. Harmless to repeat."""
    with tempfile.TemporaryDirectory(prefix="kith-photo-") as name:
        master, folder = Path(name, "master"), Path(name, "avif")
        folder.mkdir()
        if item.avif or not files.fetch_master(item.key, master):
            return
        make_avif(master, folder)
        files.store(item.key, folder)
    with transaction.atomic():
        shown = MediaItem.objects.filter(pk=item.pk, avif=False)
        if shown.update(avif=True, bytes=files.bytes_of(item.key)):
            emit(MediaReady(item.pk))
            return
    if not MediaItem.objects.filter(pk=item.pk).exists():  # deleted meanwhile: nobody else would take these away
        files.remove(item.key)


@transaction.atomic
def settle_loss(item: MediaItem, *, make_avif: bool) -> None:
    """Write down what is left of an item that lost files, and have its AVIF renditions made anew if that is wanted."""
    item.save(update_fields=["state", "failure", "sizes", "avif", "heights", "captions", "bytes"])
    emit(MediaReady(item.pk))
    if make_avif:
        emit(PhotoKept(item.pk))


@transaction.atomic
def delete_item(item: MediaItem) -> None:
    """Delete an item. Its address answers 404 from the commit on; the files go by a task."""
    emit(MediaDeleted(item.key))
    item.delete()


@transaction.atomic
def delete_unused(items: Iterable[MediaItem]) -> None:
    """Delete those of the items that hang on nothing any more; the others stay where else they hang."""
    # Locked, so that an item can't be attached between the question and the deletion.
    there = list(MediaItem.objects.select_for_update().filter(pk__in=[item.pk for item in items]).order_by("id"))
    used = {pk for uses in registry().media_uses for pk in uses(there)}
    for item in there:
        if item.pk not in used:
            delete_item(item)


def delete_items_of(owner_id: int) -> None:
    """Delete all items of a profile that leaves."""
    for item in MediaItem.objects.filter(owner_id=owner_id):
        delete_item(item)


def give_up(*, coming: Collection[int], now: datetime | None = None) -> int:
    """Note that recordings which a day has not prepared never will be: every try ended with its worker.

    `coming` are the ids of those that are still to be tried, however late: the site may have stood still for days.
    Return how many.
    """
    oldest = id_at((now or timezone.now()) - UNPREPARED_FOR)
    unprepared = MediaItem.objects.filter(id__lt=oldest, state=MediaState.PROCESSING).exclude(kind=Kind.PHOTO)
    stuck = [item for item in unprepared if item.pk not in coming]
    for item in stuck:
        settle_recording(item, {"state": MediaState.FAILED, "failure": "too_heavy", "bytes": 0})
        files.remove_incoming(item.key)
    return len(stuck)


def sweep_items(now: datetime | None = None) -> int:
    """Delete the items that hung on nothing for a day: of abandoned posts, replaced avatars. Return how many.

    What somebody is just changing waits for the next sweep.
    """
    old = MediaItem.objects.filter(id__lt=id_at((now or timezone.now()) - UNATTACHED_FOR)).order_by("id")
    swept, last = 0, 0
    while True:
        with transaction.atomic():
            # Locked, so that an item can't be attached between the question and the deletion. What others have locked
            # is passed over: an edit that takes a photo out locks those that stay at its end, and would wait for us.
            batch = list(old.select_for_update(skip_locked=True).filter(id__gt=last)[:200])
            if not batch:
                return swept
            used = {pk for uses in registry().media_uses for pk in uses(batch)}
            unused = [item for item in batch if item.pk not in used]
            swept, last = swept + len(unused), batch[-1].pk
            for item in unused:
                delete_item(item)
