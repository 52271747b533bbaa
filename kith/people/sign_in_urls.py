"""The sign-in library's addresses: each with a limit, a few with pages of Kith's own."""

from collections.abc import Iterable

from allauth.urls import urlpatterns as allauth_urls
from django.urls import URLPattern, URLResolver

from kith.kernel.limits import define, limited
from kith.people.views import addresses, devices, joining

define("sign-in", member="60/h", network="600/h")
define("passkey", member="120/h", network="1200/h")
define("sign-up", member="20/h", network="200/h")
define("reset-password", member="10/h", network="60/h")
define("account", member="60/h", network="300/h")

LIMITS = {
    "account_login": "sign-in",
    "mfa_authenticate": "sign-in",
    "mfa_login_webauthn": "passkey",
    "account_signup": "sign-up",
    "account_reset_password": "reset-password",
    "account_reset_password_from_key": "reset-password",
}
# Asking for a passkey's challenge keeps it in a new session, also of a stranger.
READING_WRITES = {"mfa_login_webauthn"}
OURS = {
    "account_signup": joining.SignUpView.as_view(),
    "account_email": addresses.AddressView.as_view(),
    "account_reset_password": addresses.forgotten_password,
    "usersessions_list": devices.devices,
}


def with_limits(patterns: Iterable[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """The same addresses and names, with the limit of each put before its page."""
    return [_resolver(each) if isinstance(each, URLResolver) else _pattern(each) for each in patterns]


def _pattern(pattern: URLPattern) -> URLPattern:
    view = OURS.get(pattern.name or "", pattern.callback)
    limit = LIMITS.get(pattern.name or "", "account")
    counted = limited(limit, reading=pattern.name in READING_WRITES)(view)
    return URLPattern(pattern.pattern, counted, pattern.default_args, pattern.name)


def _resolver(resolver: URLResolver) -> URLResolver:
    return URLResolver(resolver.pattern, with_limits(resolver.url_patterns), resolver.default_kwargs)


urlpatterns = with_limits(allauth_urls)
