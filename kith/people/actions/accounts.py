"""What a member changes of their own account."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils import timezone

from kith.kernel.events import emit
from kith.people import handles
from kith.people.actions.joining import HandleTaken
from kith.people.events import HandleChanged
from kith.people.models import Account, FormerHandle, Profile, Role
from kith.people.permissions import require

KEPT_FOR = timedelta(days=30)


def change_handle(*, member: Profile, handle: str) -> None:
    """Give a member another handle; the old one leads to them for 30 days, and nobody else can take it meanwhile.

    Raises ValidationError if the handle may not be taken, HandleTaken if someone was quicker.
    """
    require(member, "settings")
    handle = handles.clean(handle, mine=member, staff=member.role > Role.MEMBER)
    try:
        with transaction.atomic():
            _change(member, handle)
    except IntegrityError as error:
        raise HandleTaken(handle) from error


def _change(member: Profile, handle: str) -> None:
    fresh = Profile.objects.select_for_update().get(pk=member.pk)
    if fresh.handle == handle:
        return
    FormerHandle.objects.filter(handle=handle).delete()  # the member's own, or one whose time is over
    FormerHandle.objects.update_or_create(
        handle=fresh.handle, defaults={"profile": fresh, "until": timezone.now() + KEPT_FOR}
    )
    fresh.handle, fresh.stamp = handle, fresh.stamp + 1
    fresh.save(update_fields=["handle", "stamp"])
    Account.objects.filter(profile=fresh).update(username=handle)
    emit(HandleChanged(fresh.pk))


@transaction.atomic
def note_address(*, account: Account, email: str) -> EmailAddress:
    """Keep an address as the account's only one, unverified: it signs nobody in until mail can verify it."""
    EmailAddress.objects.filter(user=account).delete()
    Account.objects.filter(pk=account.pk).update(email=email.lower())
    return EmailAddress.objects.create(user=account, email=email.lower(), primary=True)
