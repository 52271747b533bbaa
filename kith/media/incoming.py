"""Files that come in parts: each part is kept as soon as it is there, so that a lost connection loses little."""

import secrets
from contextlib import ExitStack
from datetime import datetime
from typing import IO, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from kith.media import parts
from kith.media.actions import check_size, delete_item, keep_upload
from kith.media.allowance import KEPT_FOR, take_room
from kith.media.models import MediaItem, Upload, is_key
from kith.media.words import BadMedia, bad

MOST_PARTS = 10_000
MOVING = {"image/gif", "image/webp"}


class OffsetTaken(Exception):
    """The part does not begin where the upload ends: it came already, or another one was faster."""


class TooLong(Exception):
    """The upload would become longer than it said, or be of too many parts."""


def begin_upload(*, owner_id: int, length: int, metadata: str = "") -> Upload:
    """Make room for a file that will come in parts. Raises BadMedia with a reason for the member."""
    upload = Upload(owner_id=owner_id, length=length, metadata=metadata)
    check_size(owner_id, length, largest(upload.told("filetype")))
    return take_room(upload)


def largest(type: str = "") -> int:
    """How large a file of this type may be, in bytes; some pictures move and are then as large as videos."""
    still = type.startswith("image/") and type not in MOVING
    return settings.PHOTO_MAX_BYTES if still else max(settings.PHOTO_MAX_BYTES, settings.RECORDING_MAX_BYTES)


def add_part(*, upload: Upload, offset: int, content: IO[bytes], size: int) -> Upload:
    """Keep the next part. Of two that come for the same place one is kept; the other meets OffsetTaken."""
    _refuse_part(upload, offset, size)
    if not size:
        return upload
    name = secrets.token_hex(6)
    parts.store(upload.key, name, content)
    with ExitStack() as undoing:
        undoing.callback(parts.remove, upload.key, name)
        # Stored before the row is locked: meanwhile everybody else can write.
        now = _take_in(upload, offset, name, size)
        undoing.pop_all()
    return now


@transaction.atomic
def _take_in(upload: Upload, offset: int, name: str, size: int) -> Upload:
    now = Upload.objects.select_for_update().get(pk=upload.pk)
    _refuse_part(now, offset, size)
    now.parts.append(name)
    now.offset += size
    now.expires = timezone.now() + KEPT_FOR
    now.save(update_fields=["parts", "offset", "expires"])
    return now


def _refuse_part(upload: Upload, offset: int, size: int) -> None:
    if offset != upload.offset:
        raise OffsetTaken
    if offset + size > upload.length or len(upload.parts) >= MOST_PARTS:
        raise TooLong


def find_upload(owner_id: int, key: str) -> Upload | None:
    """The owner's own upload of this key, if there is one."""
    own = Upload.objects.filter(key=key, owner_id=owner_id).select_related("item")
    return own.first() if is_key(key) else None


def end_upload(upload: Upload) -> None:
    """Forget an upload and what came of it; the item that was made of it stays."""
    parts.remove_all(upload.key)
    upload.delete()


def end_uploads_of(owner_id: int) -> None:
    """Forget all uploads of a profile that leaves."""
    for upload in Upload.objects.filter(owner_id=owner_id):
        end_upload(upload)


def keep_whole(*, upload: Upload, photo_only: bool = False) -> MediaItem:
    """The item that an upload which has come whole becomes; the same one however often it is asked for."""
    if upload.item is not None:
        return upload.item
    try:
        item = _settle(upload, _keep(upload, photo_only))
    except BadMedia:
        # Asked for twice, and the other one has just taken the parts away from under us.
        now = find_upload(upload.owner_id, upload.key)
        if now is None or now.item is None:
            raise
        return now.item
    parts.remove_all(upload.key)
    return item


def _keep(upload: Upload, photo_only: bool) -> MediaItem:
    whole: Any = parts.joined(upload.key, upload.parts, upload.length)
    try:
        with UploadedFile(whole, upload.name or upload.key, size=upload.length) as file:
            return keep_upload(owner_id=upload.owner_id, upload=file, has_room=True, photo_only=photo_only)
    except OSError as error:  # a part is gone, or the store does not answer
        raise bad("lost") from error


@transaction.atomic
def _settle(upload: Upload, item: MediaItem) -> MediaItem:
    now = Upload.objects.select_for_update(of=("self",)).select_related("item").filter(pk=upload.pk).first()
    if now is not None and now.item is not None:  # asked for twice at once, and the other one was faster
        delete_item(item)
        return now.item
    Upload.objects.filter(pk=upload.pk).update(item=item)
    return item


def sweep_uploads(now: datetime | None = None) -> int:
    """Take away the uploads that nobody went on with for a day. Return how many."""
    over = list(Upload.objects.filter(expires__lt=now or timezone.now()).order_by("expires")[:1000])
    for upload in over:
        end_upload(upload)
    return len(over)
