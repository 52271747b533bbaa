"""Leave for good, with thirty days to change one's mind. Stepping out for a while: `actions.states.deactivate`."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from kith.people.actions.states import begin_leaving, come_back, locked
from kith.people.models import Profile

TIME_TO_RETURN = timedelta(days=30)


class TooLate(Exception):
    """The thirty days are over, and what the member left is being erased."""


def leave(*, member: Profile) -> None:
    """Hide the member at once, and have everything of theirs erased after thirty days. Their sessions end."""
    begin_leaving(member=member, delete_after=timezone.now() + TIME_TO_RETURN)


@transaction.atomic
def stay(*, member: Profile) -> None:
    """Change one's mind in time."""
    now = locked(member)
    if now.delete_after is not None and now.delete_after <= timezone.now():
        raise TooLate
    come_back(member=now)
