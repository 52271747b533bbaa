"""What can be done with photos: keep an upload, delete one, take away those that hang on nothing."""

import tempfile
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
from kith.media.cleaning import BadPhoto, Cleaned, bad, clean
from kith.media.events import PhotoDeleted
from kith.media.models import Photo, PhotoState

__all__ = ["BadPhoto", "delete_photo", "delete_photos_of", "keep_photo", "sweep_photos"]

UNATTACHED_FOR = timedelta(days=1)


@dataclass(frozen=True)
class UploadDraft:
    """What the gate "upload" is asked about."""

    owner_id: int
    bytes: int


def keep_photo(*, owner_id: int, upload: "UploadedFile[Any]", alt: str = "") -> Photo:
    """Keep an upload as a clean master with its renditions, and forget the uploaded bytes.

    It takes about half a second for a phone's photo, and the photo can be shown at once. Raises BadPhoto with a
    reason for the member, and then nothing is left behind. What hangs on nothing a day later is swept away.
    """
    check_upload(owner_id, upload)
    try:
        with tempfile.TemporaryDirectory(prefix="kith-photo-") as name:
            uploaded, folder = Path(name, "upload"), Path(name, "clean")
            folder.mkdir()
            with uploaded.open("wb") as file:
                file.writelines(upload.chunks())
            return keep_files(owner_id, alt, clean(uploaded, folder), folder)
    except OSError as error:
        raise bad("no_room") from error


def check_upload(owner_id: int, upload: "UploadedFile[Any]") -> None:
    """Refuse by size, and ask the gate, before anything reads the picture."""
    size = upload.size or 0
    if size > settings.PHOTO_MAX_BYTES:
        megabytes = settings.PHOTO_MAX_BYTES // 1_000_000
        raise BadPhoto(_("This picture is too large: at most %(megabytes)d MB.") % {"megabytes": megabytes})
    answer = gates.ask("upload", UploadDraft(owner_id, size))
    if answer.verdict == gates.Verdict.REFUSE:
        raise BadPhoto(answer.reason)


def keep_files(owner_id: int, alt: str, cleaned: Cleaned, folder: Path) -> Photo:
    """Put clean files into the storage, with a row that says whose they are."""
    # The row comes first: if we are killed half-way, the sweep finds the files by it.
    photo = Photo.objects.create(
        owner_id=owner_id, alt=alt, width=cleaned.width, height=cleaned.height, sizes=cleaned.sizes
    )
    try:
        photo.bytes = files.store(photo.key, folder)
    except OSError:
        photo.delete()
        raise
    photo.state = PhotoState.READY
    photo.save(update_fields=["bytes", "state"])
    return photo


@transaction.atomic
def delete_photo(photo: Photo) -> None:
    """Delete a photo. Its address answers 404 from the commit on; the files go by a task."""
    emit(PhotoDeleted(photo.key))
    photo.delete()


def delete_photos_of(owner_id: int) -> None:
    """Delete all photos of a profile that leaves."""
    for photo in Photo.objects.filter(owner_id=owner_id):
        delete_photo(photo)


def sweep_photos(now: datetime | None = None) -> int:
    """Delete the photos that hung on nothing for a day: of abandoned posts, replaced avatars. Return how many."""
    oldest = id_at((now or timezone.now()) - UNATTACHED_FOR)
    swept, last = 0, 0
    while True:
        with transaction.atomic():
            # Locked, so that a photo can't be attached between the question and the deletion.
            batch = list(Photo.objects.select_for_update().filter(id__lt=oldest, id__gt=last).order_by("id")[:200])
            if not batch:
                return swept
            used = {pk for uses in registry().photo_uses for pk in uses(batch)}
            unused = [photo for photo in batch if photo.pk not in used]
            swept, last = swept + len(unused), batch[-1].pk
            for photo in unused:
                delete_photo(photo)
