"""What a member says of themselves, as a form."""

import re
from datetime import date
from typing import Any, cast
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kith.graph.audiences import Audience
from kith.graph.forms.pictures import ProfilePictureField
from kith.kernel.text import clean, clean_name
from kith.people import countries
from kith.people.models import PictureKind, Profile

LINKS = 5
LONGEST_LINK = 300
OLDEST = 1900
SCHEME = re.compile("https?://", re.IGNORECASE)
is_address = URLValidator(schemes=["http", "https"])


class ProfileForm(forms.Form):
    """Everything of the profile page; pictures are left as they are where no new one is chosen."""

    display_name = forms.CharField(label=_("Name"), required=False, help_text=_("In any script; others see it first."))
    bio = forms.CharField(label=_("About you"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    avatar = ProfilePictureField(PictureKind.AVATAR, required=False)
    remove_avatar = forms.BooleanField(label=_("Remove the profile photo"), required=False)
    cover = ProfilePictureField(PictureKind.COVER, required=False)
    remove_cover = forms.BooleanField(label=_("Remove the cover photo"), required=False)
    links = forms.CharField(label=_("Links"), required=False, widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr"}))
    pronouns = forms.CharField(label=_("Pronouns"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    on_map = forms.BooleanField(
        label=_("Count me on the map"),
        required=False,
        help_text=_("The map on the front page shows countries where at least three members live: numbers, never who."),
    )
    birthday = forms.DateField(
        label=_("Birthday"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("Others see the day and the month, never the year."),
    )
    birthday_audience = forms.TypedChoiceField(
        label=_("Who sees your birthday"),
        choices=Audience,
        coerce=int,
    )
    is_private = forms.BooleanField(
        label=_("Private account"),
        required=False,
        help_text=_(
            "Only followers whom you approve see your posts. When you turn it off, everyone who is waiting for your "
            "approval follows you."
        ),
    )

    def __init__(self, *args: Any, member: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": initial(member), **kwargs})
        self.fields["links"].help_text = _("Up to %(count)d addresses, one on each line.") % {"count": LINKS}
        # Known only now: the names are in the language of this request.
        country = cast(forms.ChoiceField, self.fields["country"])
        country.choices = [("", _("Not said")), *countries.choices()]
        for kind in PictureKind:
            if cast(ProfilePictureField, self.fields[kind]).meet(member) is None:
                del self.fields[f"remove_{kind}"]

    def clean_display_name(self) -> str:
        return clean_name(self.cleaned_data["display_name"], 60)

    def clean_bio(self) -> str:
        return clean(self.cleaned_data["bio"], 1000)

    def clean_pronouns(self) -> str:
        return clean_name(self.cleaned_data["pronouns"], 40)

    def clean_links(self) -> list[str]:
        text = clean(self.cleaned_data["links"], LINKS * (LONGEST_LINK + 1))
        found = list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
        if len(found) > LINKS:
            message = ngettext("At most %(count)d link is possible.", "At most %(count)d links are possible.", LINKS)
            raise ValidationError(message % {"count": LINKS}, code="too_many")
        return [self._link(line) for line in found]

    def clean_birthday(self) -> date | None:
        given: date | None = self.cleaned_data["birthday"]
        if given and not (date(OLDEST, 1, 1) <= given <= date.today()):
            raise ValidationError(_("This can't be a birthday."), code="birthday")
        return given

    @staticmethod
    def _link(line: str) -> str:
        # People write "example.org". Another scheme than these two becomes a host that can't be, and is refused.
        link = line if SCHEME.match(line) else f"https://{line}"
        try:
            is_address(link)
            if len(link) > LONGEST_LINK or urlsplit(link).username is not None:  # a name before the host misleads
                raise ValidationError("")
        except ValidationError as error:
            message = _("“%(link)s” is not a web address (http or https).") % {"link": line[:60]}
            raise ValidationError(message, code="link") from error
        return link


def initial(member: Profile) -> dict[str, Any]:
    """What the form shows at first."""
    said = ("display_name", "bio", "pronouns", "country", "on_map", "birthday", "birthday_audience", "is_private")
    return {name: getattr(member, name) for name in said} | {"links": "\n".join(member.links)}
