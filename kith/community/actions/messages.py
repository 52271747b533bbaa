"""Writing to those who run the community, and what they do with it."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from kith.audit import log
from kith.community.events import MessageSent
from kith.community.models import Message
from kith.kernel.events import emit
from kith.kernel.ids import id_at

KEPT = timedelta(days=365)


@transaction.atomic
def send_message(*, sender: Any, name: str, address: str, text: str, language: str) -> Message:
    """Keep a message for those who run the community. `sender` is a member's profile, or None for a stranger."""
    message = Message.objects.create(
        sender_id=sender.pk if sender else None, name=name, address=address, text=text, language=language
    )
    emit(MessageSent(message.pk))
    return message


@transaction.atomic
def mark_answered(*, actor: Any, message: Message) -> None:
    """Note that somebody has seen to it."""
    Message.objects.filter(pk=message.pk, answered_at=None).update(answered_at=timezone.now())
    log.record(actor=actor, verb="answer_message", target=message)


@transaction.atomic
def delete_message(*, actor: Any, message: Message) -> None:
    log.record(actor=actor, verb="delete_message", target=message)
    message.delete()


def prune_messages() -> None:
    """Forget what was written a year ago."""
    Message.objects.filter(id__lt=id_at(timezone.now() - KEPT)).delete()
