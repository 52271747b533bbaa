"""The one-time link by which the owner sets the community up. `kith up` makes the token and keeps only its hash."""

import hashlib

from django.conf import settings
from django.utils.crypto import constant_time_compare

from kith.community.current import current

FILE = "setup.token"


def opens(token: str) -> bool:
    """Whether a token is that of the link which was printed at the last start, and nothing is set up yet."""
    if current() is not None:
        return False
    try:
        kept = (settings.DATA / FILE).read_text().strip()
    except FileNotFoundError:
        return False
    return constant_time_compare(hashlib.sha256(token.encode()).hexdigest(), kept)


def use_up() -> None:
    """Let the link open nothing any more."""
    (settings.DATA / FILE).unlink(missing_ok=True)
