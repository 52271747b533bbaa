"""Ask for a download of everything of one's own, and take it away again."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from kith.kernel.events import emit
from kith.people.actions.states import locked
from kith.people.events import ExportAsked, ExportRemoved
from kith.people.models import Export, Profile
from kith.people.permissions import require

KEPT = timedelta(days=7)
TRIED = timedelta(days=1)


@transaction.atomic
def ask_export(*, member: Profile) -> Export:
    """Have an export made, in place of an earlier one; one that is being made is not begun again for a day."""
    require(member, "export")
    locked(member)  # two clicks at once make one
    asked = Export.objects.filter(profile=member, ready_at=None, asked_at__gt=timezone.now() - TRIED).first()
    if asked:
        return asked
    for old in Export.objects.filter(profile=member):
        remove_export(old)
    export = Export.objects.create(profile=member)
    emit(ExportAsked(export.pk))
    return export


@transaction.atomic
def remove_export(export: Export) -> None:
    """Take an export away; its file goes by a task."""
    emit(ExportRemoved(export.file_name))
    export.delete()


def remove_old_exports() -> None:
    """Take away what has been kept for long enough."""
    for export in Export.objects.filter(asked_at__lt=timezone.now() - KEPT):
        remove_export(export)
