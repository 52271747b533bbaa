"""The pictures that a member uploaded, to take away; and to be erased, when they have left for good."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from kith.kernel.export import Section
from kith.kernel.ids import time_of
from kith.media import files
from kith.media.actions import delete_items_of
from kith.media.incoming import end_uploads_of
from kith.media.models import MediaItem, Upload

LABELS = {"file": _("Photo"), "alt": _("Description"), "created_at": _("Time")}


def export(member: Any) -> Iterator[Section]:
    """Each photo's clean master, with its words."""
    photos = list(MediaItem.objects.filter(owner_id=member.pk).order_by("id"))
    names = dict(name_of_each([photo.key for photo in photos]))
    rows = [
        {"photo": photo.key, "file": names.get(photo.key, ""), "alt": photo.alt, "created_at": time_of(photo.pk)}
        for photo in photos
    ]
    yield Section("photos", _("Photos"), LABELS, rows, files.masters([photo.key for photo in photos]))
    coming = Upload.objects.filter(owner_id=member.pk, item=None).order_by("id")
    sent = ({"name": upload.name, "created_at": time_of(upload.pk)} for upload in coming)
    yield Section("uploads", _("Files on their way"), {"name": _("File"), "created_at": _("Time")}, sent)


def name_of_each(keys: list[str]) -> Iterator[tuple[str, str]]:
    """For each photo whose file is there, the name under which it is given."""
    for name, file in files.masters(keys):
        file.close()
        yield name.partition(".")[0], f"media/{name}"


def erase(member: Any) -> None:
    """Delete all photos of a member, also those that hang on nothing or have not come whole."""
    end_uploads_of(member.pk)
    delete_items_of(member.pk)
