"""One-time links for a new password, which staff give to who can get no mail. Only a hash of the token is kept."""

import hashlib
import secrets

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from kith.people.models import Account, ResetLink


def new_token() -> str:
    """An unguessable token: 192 bits."""
    return secrets.token_urlsafe(24)


def hash_of(token: str) -> str:
    """What is kept of a token. It is long and random, so a fast hash tells nothing of it."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def address(token: str) -> str:
    """The whole address of a link, to be handed to the member."""
    return settings.URL + reverse("people:reset", args=[token])


def working() -> QuerySet[ResetLink]:
    """Links that were not used and whose time is not over."""
    return ResetLink.objects.filter(used_at=None, expires_at__gt=timezone.now())


def find(token: str) -> ResetLink | None:
    """The working link of a token, with its member."""
    return working().filter(token_hash=hash_of(token)).select_related("profile").first()


def account_of(link: ResetLink) -> Account:
    """The account that a link opens again."""
    return Account.objects.get(profile=link.profile)
