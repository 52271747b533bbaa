"""Reset links: made by staff, used once."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from kith.audit import log
from kith.people import reset_links
from kith.people.models import Profile, ResetLink
from kith.people.permissions import NotAllowed, outranks, require

WORKS_FOR = timedelta(hours=24)


class UsedUp(Exception):
    """The link was used a moment before."""


@transaction.atomic
def make_reset_link(*, actor: Profile | None, member: Profile, reason: str = "") -> str:
    """The address of a new link for a member, who is asked for nothing else than the new password.

    Earlier links of the member stop working.
    """
    require(actor, "reset")
    if not outranks(actor, member):
        raise NotAllowed
    end_reset_links(member=member)
    token = reset_links.new_token()
    expires_at = timezone.now() + WORKS_FOR
    ResetLink.objects.create(token_hash=reset_links.hash_of(token), profile=member, expires_at=expires_at)
    log.record(actor=actor, verb="make_reset_link", target=member, reason=reason)
    return reset_links.address(token)


def end_reset_links(*, member: Profile) -> None:
    """Let the links that were made for a member work no more: they have another password now, or another role."""
    reset_links.working().filter(profile=member).delete()


def use_reset_link(*, link: ResetLink, password: str) -> None:
    """Set the member's password by a link, once; all their sessions end. Raises UsedUp."""
    account = reset_links.account_of(link)
    account.set_password(password)  # before the transaction: it takes its time
    with transaction.atomic():
        if not reset_links.working().filter(pk=link.pk).update(used_at=timezone.now()):
            raise UsedUp
        account.save(update_fields=["password"])
        log.record(actor=link.profile, verb="use_reset_link", target=link.profile)
