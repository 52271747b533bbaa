"""What a member was told, to take away; and to be forgotten, when they have left for good."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.kernel.export import Section
from kith.kernel.ids import time_of
from kith.notifications.models import Kind, Notification
from kith.people.models import Profile

LABELS = {"kind": _("Notification"), "handle": _("Handle"), "created_at": _("Time")}


def export(member: Profile) -> Iterator[Section]:
    """All notifications of the member."""
    told = Notification.objects.filter(member=member).select_related("actor").order_by("id")
    yield Section("notifications", _("Notifications"), LABELS, map(as_row, told))


def as_row(told: Notification) -> dict[str, Any]:
    """One notification in words, with who it was about and the post's id as text."""
    return {
        "kind": Kind(told.kind).label,
        "handle": told.actor.handle,
        "post": told.post_id and str(told.post_id),
        "created_at": time_of(told.pk),
        "read_at": told.read_at,
    }


def erase(member: Profile) -> None:
    """Forget what the member was told, and what others were told about them."""
    Notification.objects.filter(Q(member=member) | Q(actor=member)).delete()
