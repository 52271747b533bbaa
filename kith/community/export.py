"""What a member wrote to those who run the community, to take away; and to be erased, when they have left for good."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from kith.community.models import Dismissal, Message
from kith.kernel.export import Section
from kith.kernel.ids import time_of

LABELS = {"text": _("Text"), "address": _("E-mail address"), "created_at": _("Time")}


def export(member: Any) -> Iterator[Section]:
    """The messages that a member sent by the contact page."""
    sent = Message.objects.filter(sender_id=member.pk).order_by("id")
    rows = ({"text": each.text, "address": each.address, "created_at": time_of(each.pk)} for each in sent)
    yield Section("messages", _("Messages to those who run the community"), LABELS, rows)


def erase(member: Any) -> None:
    """Forget a member's messages, and which announcements they have put away."""
    Message.objects.filter(sender_id=member.pk).delete()
    Dismissal.objects.filter(member_id=member.pk).delete()
