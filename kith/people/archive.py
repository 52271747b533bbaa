"""The file with everything of a member's own: how it is written, and who gets it. Asking: `actions.exporting`."""

import json
import shutil
import tempfile
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files import File
from django.core.files.storage import storages
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404
from django.template.loader import render_to_string
from django.utils import timezone, translation

from kith.kernel.export import Section
from kith.kernel.registry import registry
from kith.people.actions.exporting import KEPT
from kith.people.languages import language_for
from kith.people.models import Export, Profile


def latest_export(member: Profile) -> Export | None:
    """The member's export, if they have one that has not been taken away."""
    return Export.objects.filter(profile=member, asked_at__gt=timezone.now() - KEPT).order_by("-asked_at").first()


def get_export(member: Profile, key: str) -> Export:
    """A finished export of the member's own. That there is none, and that it is another's, look the same."""
    export = latest_export(member)
    if export is None or export.key != key or export.ready_at is None:
        raise Http404
    return export


def open_export(export: Export) -> File:
    """Its file; 404 if that is lost."""
    try:
        return storages["exports"].open(export.file_name)
    except FileNotFoundError:
        raise Http404 from None


def make_export(export: Export) -> None:
    """Write the file of an export that was asked for. Doing it twice makes the same."""
    member, store = export.profile, storages["exports"]
    with tempfile.TemporaryFile() as file:
        with translation.override(language_for(member.account)):
            write_archive(member, file)
        export.bytes = file.tell()
        file.seek(0)
        store.delete(export.file_name)
        store.save(export.file_name, File(file))
    # An update, since the member may be gone by now, and must not come back by a save.
    ready = Export.objects.filter(pk=export.pk).update(ready_at=timezone.now(), bytes=export.bytes)
    if not ready:
        store.delete(export.file_name)


def write_archive(member: Profile, file: IO[bytes]) -> None:
    """Write a ZIP: for each section a page to read and a file for machines, the media, and a first page."""
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        sections = [section for export in registry().exports for section in export(member)]
        for section in sections:
            write_section(archive, member, section)
        page = render_to_string("people/export/index.html", {"member": member, "sections": sections})
        archive.writestr("index.html", page)


def write_section(archive: ZipFile, member: Profile, section: Section) -> None:
    """Write the rows of one section twice, for readers and for machines, and its files."""
    rows = [dict(row) for row in section.rows]
    text = json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
    archive.writestr(f"data/{section.name}.json", text)
    shown = [[(label, row.get(name)) for name, label in section.labels.items()] for row in rows]
    context = {"member": member, "section": section, "rows": shown}
    archive.writestr(f"{section.name}.html", render_to_string("people/export/section.html", context))
    for name, source in section.files:
        with source, archive.open(f"media/{name}", "w", force_zip64=True) as target:
            shutil.copyfileobj(source, target)
