"""Which pictures wait for staff, and what a member sees of their own that others don't."""

from django.db.models import QuerySet

from kith.community.current import picture_rule
from kith.community.models import PictureRule
from kith.people.models import PictureKind, Profile, ProfilePicture, Verdict
from kith.people.models.profile import SHOWN_STATES


def waiting() -> QuerySet[ProfilePicture]:
    """What staff are asked about: nothing unless the rule says so, and nothing of members who are not shown."""
    if picture_rule() != PictureRule.APPROVAL:
        return ProfilePicture.objects.none()
    return ProfilePicture.objects.filter(verdict=Verdict.WAITING, member__state__in=SHOWN_STATES)


def chosen_by(member: Profile) -> dict[PictureKind, ProfilePicture]:
    """What a member chose last, of each kind: worn, waiting, refused, or kept because the rule shows none."""
    # From the one approved to what was chosen since.
    rows = sorted(member.pictures.all(), key=lambda picture: picture.verdict != Verdict.APPROVED)
    return {PictureKind(picture.kind): picture for picture in rows}


def waiting_of(member: Profile) -> dict[str, str]:
    """The keys of a member's own pictures that wait, by the column in which they will stand."""
    if picture_rule() != PictureRule.APPROVAL:
        return {}
    rows = ProfilePicture.objects.filter(member=member, verdict=Verdict.WAITING)
    return {f"{kind}_key": key for kind, key in rows.values_list("kind", "key")}
