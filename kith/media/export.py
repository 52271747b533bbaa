"""The pictures that a member uploaded, to take away; and to be erased, when they have left for good."""

from collections.abc import Iterator
from typing import Any

from django.core.files import File
from django.utils.translation import gettext_lazy as _

from kith.kernel.export import Section
from kith.kernel.ids import time_of
from kith.media import files
from kith.media.actions import delete_items_of
from kith.media.incoming import end_uploads_of
from kith.media.models import MediaItem, Upload
from kith.media.renditions import best_of

LABELS = {"file": _("Photo"), "alt": _("Description"), "created_at": _("Time")}


def export(member: Any) -> Iterator[Section]:
    """Each photo, video and sound as it is downloaded, with its words."""
    items = list(MediaItem.objects.filter(owner_id=member.pk).order_by("id"))
    best = {item.key: name for item in items if (name := best_of(item, files.names(item.key)))}
    rows = [
        {"photo": item.key, "file": in_archive(item.key, best), "alt": item.alt, "created_at": time_of(item.pk)}
        for item in items
    ]
    yield Section("photos", _("Photos"), LABELS, rows, opened(best))
    coming = Upload.objects.filter(owner_id=member.pk, item=None).order_by("id")
    sent = ({"name": upload.name, "created_at": time_of(upload.pk)} for upload in coming)
    yield Section("uploads", _("Files on their way"), {"name": _("File"), "created_at": _("Time")}, sent)


def in_archive(key: str, best: dict[str, str]) -> str:
    """Where in the archive the file of an item is; empty if it has none."""
    return f"media/{key}.{best[key].rpartition('.')[2]}" if key in best else ""


def opened(best: dict[str, str]) -> Iterator[tuple[str, "File[bytes]"]]:
    """Each file with its name in the archive."""
    for key, name in best.items():
        if file := files.open_file(key, name):
            yield f"{key}.{name.rpartition('.')[2]}", file


def erase(member: Any) -> None:
    """Delete all photos of a member, also those that hang on nothing or have not come whole."""
    end_uploads_of(member.pk)
    delete_items_of(member.pk)
