"""The sign-in library's forms, where Kith's rules differ from its own."""

from typing import Any

from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kith.community.models import Joining
from kith.mail import letters
from kith.people import joining
from kith.people.actions.accounts import note_address
from kith.people.backend import account_of_address
from kith.people.models import Account


class SignUpForm(allauth.SignupForm):
    """Handle, address and password; an invitation from the link; a line to staff where they approve newcomers."""

    invitation = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("A line to the people who decide"),
        help_text=_("For example who you are, or who told you about us."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ("username", "email", "password1", "words", "invitation")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        handle = self.fields["username"]
        handle.label = _("Handle")
        handle.help_text = _("How others mention you: 3 to 30 of a to z, 0 to 9, “_” and “.”.")
        handle.widget.attrs.update(autocapitalize="none", spellcheck="false")
        self.fields["email"].label = _("E-mail address")  # fields that may stay empty say so by themselves
        if joining.policy() != Joining.APPROVAL:
            del self.fields["words"]

    def save(self, request: HttpRequest) -> Account:
        """Let the newcomer join: the account, its profile and its address in one transaction."""
        adapter = get_adapter(request)
        return adapter.save_user(request, adapter.new_user(request), self)


class SignInForm(allauth.LoginForm):
    """Signs in by handle or verified address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Handle or e-mail address")
        self.fields["login"].max_length = 254
        self.fields["login"].widget.attrs.update(autocomplete="username webauthn", autocapitalize="none")


class ForgottenPasswordForm(allauth.ResetPasswordForm):
    """Sends the link to a verified address only."""

    def clean_email(self) -> str:
        email = get_adapter().clean_email(self.cleaned_data["email"].lower())
        account = account_of_address(email)
        self.users = [account] if account else []
        return email


class EmailForm(allauth.AddEmailForm):
    """Changes the address: at once where no mail can be sent, else once the new one is verified."""

    def save(self, request: HttpRequest) -> EmailAddress:
        if letters.is_on():
            return super().save(request)
        return note_address(account=self.user, email=self.cleaned_data["email"])
