"""What a member chooses for their account."""

from datetime import timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kith.people import handles
from kith.people.languages import offered, zones
from kith.people.models import Account, Profile, Role, Theme


class HandleForm(forms.Form):
    """Another handle."""

    handle = forms.CharField(
        label=_("New handle"),
        help_text=_("How others mention you: 3 to 30 of a to z, 0 to 9, “_” and “.”."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, member: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member

    def clean_handle(self) -> str:
        staff = self.member.role > Role.MEMBER
        return handles.clean(self.cleaned_data["handle"], mine=self.member, staff=staff)


def places() -> list[tuple[str, str]]:
    """The time zones that people choose from: those named after a place, and UTC."""
    named = sorted(name for name in zones() if "/" in name and not name.startswith(("Etc/", "SystemV/")))
    return [(name, name.replace("_", " ")) for name in ["UTC", *named]]


class LanguageForm(forms.ModelForm):
    """Language, time zone, and light or dark."""

    language = forms.ChoiceField(label=_("Language"), choices=offered)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=places)
    theme = forms.ChoiceField(
        label=_("Look"),
        required=False,
        choices=[
            (Theme.UNCHOSEN, _("As the community has it")),
            (Theme.DEVICE, _("As the device has it")),
            (Theme.LIGHT, _("Light")),
            (Theme.DARK, _("Dark")),
        ],
    )

    class Meta:
        model = Account
        fields = ("language", "time_zone", "theme")


class PrivacyForm(forms.Form):
    """Where a member is shown to people who do not know them, and in photos of others."""

    is_listed = forms.BooleanField(
        label=_("Show me in the member directory and to new people"),
        required=False,
        help_text=_("Off, nobody is pointed to you; who knows your name or handle still finds your profile."),
    )
    may_be_tagged = forms.BooleanField(
        label=_("When someone tags you in a photo"),
        required=False,
        widget=forms.RadioSelect(choices=[(True, _("Ask me first")), (False, _("Nobody may tag me"))]),
        help_text=_("Nobody else sees a tag before you agree, and you can remove it at any time."),
    )


class InvitationForm(forms.Form):
    """How many may come by a link, and for how long it works."""

    uses = forms.IntegerField(label=_("How many people may use it"), min_value=1, max_value=100, initial=1)
    days = forms.TypedChoiceField(
        label=_("How long it works"),
        coerce=int,
        initial=7,
        choices=[(1, _("One day")), (7, _("One week")), (30, _("One month")), (90, _("Three months"))],
    )

    def ends(self) -> Any:
        return timezone.now() + timedelta(days=self.cleaned_data["days"])


class NewPasswordForm(forms.Form):
    """A new password, by a reset link."""

    password = forms.CharField(
        label=_("New password"),
        help_text=_("At least 10 characters."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_password(self) -> str:
        return get_adapter().clean_password(self.cleaned_data["password"], user=self.account)
