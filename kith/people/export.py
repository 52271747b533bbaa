"""What people has of a member's own, for them to take away. Nothing that opens the account is in it."""

from collections.abc import Iterator
from typing import Any

from allauth.account.models import EmailAddress
from django.forms.models import model_to_dict
from django.utils.translation import gettext_lazy as _

from kith.kernel.export import Section
from kith.people.models import FormerHandle, Invitation, Profile, ProfilePicture, Session

SECRET = {"session_key", "session_data", "token", "id", "account_id", "inviter_id", "profile_id", "user_id"}


def export(member: Profile) -> Iterator[Section]:
    """The profile, the account, its devices, invitations and earlier handles."""
    yield Section("profile", _("Profile"), PROFILE_LABELS, [profile_row(member)])
    addresses = EmailAddress.objects.filter(user=member.account)
    yield Section("addresses", _("E-mail addresses"), {"email": _("E-mail")}, rows(addresses))
    sessions = Session.objects.filter(account=member.account)
    yield Section("devices", _("Signed-in devices"), {"expire_date": _("Until")}, rows(sessions))
    invitations = Invitation.objects.filter(inviter=member)
    yield Section("invitations", _("Invitations"), {"expires_at": _("Until")}, rows(invitations))
    pictures = ProfilePicture.objects.filter(member=member).order_by("id")
    yield Section("pictures", _("Profile pictures"), PICTURE_LABELS, map(picture_row, pictures))
    handles = FormerHandle.objects.filter(profile=member)
    yield Section("handles", _("Earlier handles"), {"handle": _("Handle"), "until": _("Until")}, rows(handles))


PROFILE_LABELS = {
    "handle": _("Handle"),
    "display_name": _("Name"),
    "bio": _("About"),
    "pronouns": _("Pronouns"),
    "country": _("Country"),
    "birthday": _("Birthday"),
    "email": _("E-mail"),
    "language": _("Language"),
    "time_zone": _("Time zone"),
    "theme": _("Look"),
    "joined_at": _("Member since"),
}


PICTURE_LABELS = {"kind": _("Kind"), "verdict": _("State"), "reason": _("Reason")}


def profile_row(member: Profile) -> dict[str, Any]:
    """The profile with what the account adds to it."""
    account = member.account
    row = model_to_dict(member, exclude=["account", "invited_by", "stamp"])
    if account is not None:
        own = {name: getattr(account, name) for name in ("email", "language", "time_zone", "theme")}
        row |= own | {"joined_at": account.created_at}
    return row


def picture_row(picture: ProfilePicture) -> dict[str, Any]:
    """A picture chosen for the profile, shown or not, by the name under which `media` gives it."""
    return {
        "kind": picture.get_kind_display(),
        "photo": picture.key,
        "verdict": picture.get_verdict_display(),
        "reason": picture.reason,
    }


def rows(queryset: Any) -> Iterator[dict[str, Any]]:
    """All columns but those that would let somebody in, and inner numbers."""
    for row in queryset.values():
        yield {name: value for name, value in row.items() if name not in SECRET}
