"""The one-time link by which the owner sets the community up."""

import hashlib
import os
import secrets

from django.conf import settings

from kith.community.models import Community


def new_token() -> str | None:
    """A token for the set-up link, of which only the hash is kept; None once the community is set up.

    Each start makes a new one, so that a link seen in an old log opens nothing.
    """
    path = settings.DATA / "setup.token"
    path.unlink(missing_ok=True)
    if Community.objects.exists():
        return None
    token = secrets.token_urlsafe(24)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(hashlib.sha256(token.encode()).hexdigest())
    return token
