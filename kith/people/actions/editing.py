"""What a member says of themselves on their profile."""

from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction

from kith.kernel.events import emit
from kith.people.events import ProfileEdited
from kith.people.models import Profile
from kith.people.permissions import require

# What the cards of a member's posts show, and are kept by the stamp for.
ON_CARDS = {"display_name"}


class Changes(TypedDict, total=False):
    """What can be changed of a profile; whatever is not given stays."""

    display_name: str
    bio: str
    links: list[str]
    pronouns: str
    country: str
    on_map: bool
    birthday: date | None
    birthday_audience: int
    is_listed: bool
    may_be_tagged: bool


@transaction.atomic
def edit_profile(*, member: Profile, **changes: Unpack[Changes]) -> Profile:
    """Change what a profile says; return it as it then is."""
    require(member, "settings")
    fresh = Profile.objects.select_for_update().get(pk=member.pk)
    changed = {name: value for name, value in changes.items() if getattr(fresh, name) != value}
    if not changed:
        return fresh
    for name, value in changed.items():
        setattr(fresh, name, value)
    if not ON_CARDS.isdisjoint(changed):
        fresh.stamp += 1
    fresh.save(update_fields=[*changed, "stamp"])
    emit(ProfileEdited(fresh.pk))
    return fresh


def pass_welcome(*, member: Profile, step: int) -> None:
    """Note that a newcomer has done or skipped a step; going back to an earlier one takes nothing back."""
    Profile.objects.filter(pk=member.pk, welcome_step__lte=step).update(welcome_step=step + 1)
