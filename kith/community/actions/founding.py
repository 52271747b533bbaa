"""Founding the community, and changing what it is called, how it looks, and its policies."""

from typing import Any

from django.db import IntegrityError, transaction

from kith.audit import log
from kith.community import current
from kith.community.models import Community, Inviting, Joining, Reading

CHANGEABLE = frozenset(
    {"name", "tagline", "operator", "contact", "language", "languages", "joining", "reading", "inviting"}
    | {"accent", "theme", "picture_key", "pictures"}
)


class AlreadyFounded(Exception):
    """There is a community already: it is set up once."""


def found(
    *,
    name: str,
    tagline: str = "",
    language: str = "en",
    joining: Joining = Joining.OPEN,
    reading: Reading = Reading.MEMBERS,
    inviting: Inviting = Inviting.STAFF,
) -> Community:
    """Make the one community of this installation."""
    try:
        with transaction.atomic():
            community = Community(
                name=name, tagline=tagline, language=language, joining=joining, reading=reading, inviting=inviting
            )
            community.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyFounded from error
    current.forget()
    return community


@transaction.atomic
def change(*, actor: Any, **changes: str | list[str]) -> Community:
    """Change any of `CHANGEABLE`. Who may is for the caller to ask."""
    if not changes.keys() <= CHANGEABLE:
        raise ValueError(f"cannot be changed: {sorted(changes.keys() - CHANGEABLE)}")
    community = Community.objects.select_for_update().get()
    before = {name: getattr(community, name) for name in changes}
    for name, value in changes.items():
        setattr(community, name, value)
    community.stamp += 1  # so that every process reads it again
    community.full_clean()
    community.save()
    log.record(actor=actor, verb="change_community", target=community, before=before, after=changes)
    transaction.on_commit(current.forget)
    return community
