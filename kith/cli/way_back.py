"""Making a reset link, inside Django."""

from kith.cli.refusal import Refusal
from kith.people.actions.factors import remove_factors
from kith.people.actions.resets import make_reset_link
from kith.people.backend import account_of


def link_for(handle: str, without_factors: bool) -> str:
    """A new reset link for the member of a handle or of a verified address; `without_factors` removes theirs first."""
    account = account_of(handle)
    if account is None:
        raise Refusal(f"There is no member {handle}.")
    if without_factors:
        remove_factors(actor=None, member=account.profile, reason="kith reset-link")
    return make_reset_link(actor=None, member=account.profile, reason="kith reset-link")
