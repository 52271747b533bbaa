"""Where the sign-in library (allauth) asks Kith."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.ratelimit import truncate_ip
from django.forms import BaseForm
from django.http import HttpRequest

from kith.mail import letters
from kith.people import handles
from kith.people.actions.joining import join
from kith.people.actions.states import come_back
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
        return member.account

    def login(self, request: HttpRequest, user: Account) -> None:
        """Sign in. Who had deactivated their account is back by this."""
        if user.profile.state == State.DEACTIVATED:
            come_back(member=user.profile)
            user.refresh_from_db()
        super().login(request, user)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send the library's letters as all others, if mail is set up."""
        account = context.get("user")
        plain = {key: value for key, value in context.items() if isinstance(value, str | int | bool | None)}
        if account is not None:
            plain["handle"] = account.username
        letters.send(
            to=email,
            template=template_prefix,
            context=plain,
            language=(account.language if account is not None else "") or self.request.LANGUAGE_CODE,
        )

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # Counted by name and network: by the name alone, a stranger could keep a member from signing in.
        name = credentials.get("username") or credentials.get("email") or ""
        return f"{truncate_ip(self.get_client_ip(request))}:{name.lower()}"
