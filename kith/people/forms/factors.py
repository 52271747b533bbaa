"""The sign-in library's forms for passkeys, where what a browser sends is no passkey at all.

The library reads the answer of a security key with code that raises whatever it stumbles over; to a member each of
these is a wrong key, not a broken page.
"""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms as allauth
from cryptography.exceptions import InvalidSignature
from django.utils.translation import gettext_lazy as _

UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, InvalidSignature, struct.error)


@contextmanager
def wrong_if_unreadable() -> Iterator[None]:
    """What cannot be read as a key's answer is a wrong one."""
    try:
        yield
    except UNREADABLE as error:
        raise get_adapter().validation_error("incorrect_code") from error


class AddKeyForm(allauth.AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")

    def clean(self) -> dict[str, Any]:
        with wrong_if_unreadable():
            return super().clean()


class UseKeyForm(allauth.AuthenticateWebAuthnForm):
    def clean_credential(self) -> Any:
        with wrong_if_unreadable():
            return super().clean_credential()


class SignInByKeyForm(allauth.LoginWebAuthnForm):
    def clean_credential(self) -> Any:
        with wrong_if_unreadable():
            return super().clean_credential()


class ConfirmByKeyForm(allauth.ReauthenticateWebAuthnForm):
    def clean_credential(self) -> Any:
        with wrong_if_unreadable():
            return super().clean_credential()
