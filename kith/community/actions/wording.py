"""The pages in the community's own words."""

from typing import Any

from django.db import transaction

from kith.audit import log
from kith.community.models import PageText


@transaction.atomic
def write_page(*, actor: Any, page: str, language: str, text: str) -> None:
    """Say something else on a page in one language; no text brings Kith's starting text back."""
    own = PageText.objects.filter(page=page, language=language)
    before = own.values_list("text", flat=True).first() or ""
    if text:
        PageText.objects.update_or_create(page=page, language=language, defaults={"text": text})
    else:
        own.delete()
    log.record(actor=actor, verb="write_page", target=None, page=page, language=language, before=before, after=text)
