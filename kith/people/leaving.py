"""The end of leaving: when the thirty days are over, everything of the member goes. Before: `actions.leaving`."""

from collections.abc import Iterator

from django.utils import timezone

from kith.kernel.registry import registry
from kith.people.actions.exporting import remove_export
from kith.people.models import Export, Profile, State


def is_over(member: Profile) -> bool:
    """Whether a leaving member's thirty days are over."""
    return member.state == State.LEAVING and member.delete_after is not None and member.delete_after <= timezone.now()


def to_erase() -> Iterator[int]:
    """The members whose thirty days are over, but for those of whom a case still needs what they left."""
    for member in Profile.objects.filter(state=State.LEAVING, delete_after__lte=timezone.now()):
        if not is_held(member):
            yield member.pk


def is_held(member: Profile) -> bool:
    """Whether a case still needs what the member leaves."""
    return any(needs(member) for needs in registry().holds)


def erase(member: Profile) -> None:
    """Take away everything of a member who has left. Interrupted, it goes on where it stopped when run again.

    What other members' pages count is set right by the domains first; the rest goes with the account. The log of
    what staff did keeps the number of the account, which then means nobody.
    """
    if not is_over(member) or is_held(member):
        return
    for export in Export.objects.filter(profile=member):
        remove_export(export)
    for erase_part in registry().erasers:
        erase_part(member)
    if member.account is not None:
        member.account.delete()
