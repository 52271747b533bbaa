"""What the owner says when setting the community up."""

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kith.community.models import Joining, Reading
from kith.kernel import text
from kith.people import handles
from kith.people.models import Account

JOINING = [
    (Joining.OPEN, _("Anyone")),
    (Joining.APPROVAL, _("Anyone, once approved")),
    (Joining.INVITATION, _("Who has an invitation")),
    (Joining.CLOSED, _("Nobody for now")),
]
READING = [(Reading.MEMBERS, _("Members only")), (Reading.ANYONE, _("Anyone, also without signing in"))]


class SetUpForm(forms.Form):
    """The community and the account of its owner."""

    name = forms.CharField(label=_("Name of the community"), max_length=80)
    tagline = forms.CharField(label=_("What it is, in one line"), max_length=200, required=False)
    language = forms.ChoiceField(label=_("Its language"), choices=settings.LANGUAGES)
    joining = forms.ChoiceField(label=_("Who may join?"), choices=JOINING, widget=forms.RadioSelect)
    reading = forms.ChoiceField(label=_("Who may read?"), choices=READING, widget=forms.RadioSelect)
    handle = forms.CharField(
        label=_("Your handle"),
        help_text=_("How others mention you: 3 to 30 of a to z, 0 to 9, “_” and “.”."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    email = forms.EmailField(label=_("Your e-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    password = forms.CharField(
        label=_("Your password"),
        help_text=_("At least 10 characters."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_name(self) -> str:
        name = text.clean_name(self.cleaned_data["name"], 80)
        if not name:
            raise ValidationError(_("Please give it a name."))
        return name

    def clean_tagline(self) -> str:
        return text.clean_name(self.cleaned_data["tagline"], 200)

    def clean_handle(self) -> str:
        return handles.clean(self.cleaned_data["handle"], staff=True)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "password" in data:
            self._clean_password(data)
        return data

    def _clean_password(self, data: dict[str, Any]) -> None:
        owner = Account(username=data.get("handle", ""), email=data.get("email", ""))
        try:
            get_adapter().clean_password(data["password"], user=owner)
        except ValidationError as error:
            self.add_error("password", error)
