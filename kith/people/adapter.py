"""Where the sign-in library (allauth) asks Kith."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.internal.ratelimit import truncate_ip
from django.conf import settings
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

from kith.mail import letters
from kith.people import handles
from kith.people.actions.joining import join
from kith.people.actions.resets import end_reset_links
from kith.people.actions.states import come_back
from kith.people.backend import account_of_address
from kith.people.models import Account, State


class AccountAdapter(DefaultAccountAdapter):
    """Handles, joining, letters and returning are Kith's own."""

    def clean_username(self, username: str, shallow: bool = False) -> str:
        return handles.clean(username)

    def save_user(self, request: HttpRequest, user: Account, form: BaseForm, commit: bool = True) -> Account:
        """Let someone join, with account and profile in one transaction."""
        data = form.cleaned_data
        member = join(
            handle=data["username"],
            email=data.get("email") or "",
            password=data.get("password1"),
            invitation=data.get("invitation") or "",
            words=data.get("words") or "",
            language=request.LANGUAGE_CODE,
        )
        assert member.account is not None  # who joins does it with an account
        return member.account

    @transaction.atomic
    def set_password(self, user: Account, password: str) -> None:
        """Keep a new password. Reset links that staff have made before lead past it, so they end."""
        super().set_password(user, password)
        end_reset_links(member=user.profile)

    def login(self, request: HttpRequest, user: Account) -> None:
        """Sign in. Who had deactivated their account is back by this."""
        if user.profile.state == State.DEACTIVATED:
            come_back(member=user.profile)
            user.refresh_from_db()
        super().login(request, user)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send the library's letters as all others are sent."""
        account = context.get("user") or account_of_address(email) or self.request.user
        language = getattr(account, "language", "") or self.request.LANGUAGE_CODE
        plain = {name: str(value) for name, value in context.items() if isinstance(value, str | int)}
        if "timestamp" in context:
            with translation.override(language):
                plain["timestamp"] = date_format(context["timestamp"], "DATETIME_FORMAT")
        plain["handle"] = getattr(account, "username", "")
        letters.send(to=email, template=template_prefix, context=plain, language=language)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Links in letters begin with the address that members type, not with what a request called the host."""
        uid, _, token = key.partition("-")
        return settings.URL + reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        return settings.URL + reverse("account_confirm_email", args=[emailconfirmation.key])

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who has signed in by password, code or passkey in the last minutes has not to do it again."""
        records = get_authentication_records(self.request, self.request.user)
        latest = max((each["at"] for each in records if each["method"] in {"password", "mfa"}), default=0)
        return time.time() - latest >= app_settings.REAUTHENTICATION_TIMEOUT

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # Counted by name and network: by the name alone, a stranger could keep a member from signing in.
        name = credentials.get("username") or credentials.get("email") or ""
        return f"{truncate_ip(self.get_client_ip(request))}:{name.lower()}"
