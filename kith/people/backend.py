"""Who a name and a password belong to."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.models import EmailAddress
from django.http import HttpRequest

from kith.people.models import Account


class SignIn(AuthenticationBackend):
    """Signs in by handle or by verified address. One password check each time, so that time tells nothing."""

    def _authenticate(self, request: HttpRequest | None, **credentials: Any) -> Account | None:
        name = credentials.get("username") or credentials.get("email") or ""
        return self._check_password(account_of(name), credentials.get("password") or "")


def account_of(name: str) -> Account | None:
    """The account that a handle or a verified e-mail address means, or None. Handles never hold an @."""
    name = name.strip().lower()
    if "\x00" in name:
        return None
    if "@" in name.removeprefix("@"):
        return account_of_address(name)
    return Account.objects.filter(username=name.removeprefix("@")).first()


def account_of_address(email: str) -> Account | None:
    """The account of a verified address, or None."""
    address = EmailAddress.objects.filter(email=email.lower(), verified=True).select_related("user").first()
    return address.user if address else None
