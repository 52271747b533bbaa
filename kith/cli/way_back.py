"""Making a reset link, inside Django."""

from kith.cli.refusal import Refusal
from kith.people.actions.resets import make_reset_link
from kith.people.backend import account_of


def link_for(handle: str) -> str:
    """A new reset link for the member of a handle or of a verified address."""
    account = account_of(handle)
    if account is None:
        raise Refusal(f"There is no member {handle}.")
    return make_reset_link(actor=None, member=account.profile, reason="kith reset-link")
