"""Who is asking, what their state leaves them, and in which language."""

import functools
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import Http404, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.crypto import constant_time_compare

from kith.community import current
from kith.people.access import confined, to_status
from kith.people.actions.seen import saw
from kith.people.actions.states import end_state_in_time
from kith.people.languages import activate_for
from kith.people.models import Account
from kith.people.passwords import Busy
from kith.people.permissions import NotAllowed
from kith.people.request import Request

__all__ = ["LanguageMiddleware", "MemberMiddleware", "SessionMiddleware"]

RENEW_BEFORE = timedelta(seconds=settings.SESSION_COOKIE_AGE / 2)
Answer = Callable[[Request], HttpResponse]


class MemberMiddleware:
    """Gives each request `user` (the account) and `member` (its profile, or None), from the one query of the session.

    Without a session cookie the session is not touched at all.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        with current.one_request():
            as_stranger(request)
            if settings.SESSION_COOKIE_NAME in request.COOKIES:
                recognise(request)
            response = self.get_response(request)
            if request.member is not None:
                saw(request.member, request.session.session_key)
            if not response.has_header("Cache-Control"):
                response["Cache-Control"] = "private, no-cache"
            return response

    def process_view(self, request: Request, view: Callable, args: Any, kwargs: Any) -> HttpResponse | None:
        """Who may not read (awaiting, suspended, leaving) reaches only the pages that their state leaves."""
        if request.member is not None and confined(request.member, view, request.resolver_match):
            return to_status(request)
        return None

    def process_exception(self, request: Request, exception: Exception) -> HttpResponse | None:
        """What an action refuses is as if it were not there; too many sign-ins at once are turned away."""
        if isinstance(exception, NotAllowed):
            raise Http404 from exception
        if isinstance(exception, Busy):
            return HttpResponse(status=503, headers={"Retry-After": "2"})
        return None


def as_stranger(request: Request) -> None:
    """What a request is until its session says whose it is."""
    request.user, request.member = AnonymousUser(), None
    request.auser = functools.partial(_user_later, request)


async def _user_later(request: Request) -> Any:
    return request.user


def recognise(request: Request) -> None:
    """Set user and member from the session, as `django.contrib.auth.get_user` does, without a query of its own."""
    session = request.session
    if not session.find():
        return
    current.know(session.community_stamp)
    account = session.account
    if account is None:
        return
    if not is_sealed(account, session.seal):
        session.flush()
        return
    request.user, request.member = account, account.profile
    end_state_in_time(account.profile)
    if session.ends_at - timezone.now() < RENEW_BEFORE:
        session.modified = True  # saved with a new end, so who keeps coming stays signed in


def is_sealed(account: Account, seal: str) -> bool:
    """Whether a session was made with the account's present password and stamp, under this key or an earlier one."""
    seals = [account.get_session_auth_hash(), *account.get_session_auth_fallback_hash()]
    return any(constant_time_compare(seal, each) for each in seals)


class LanguageMiddleware:
    """The member's language and time zone; for strangers the language they switched to, or their browser's."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        activate_for(request)
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language())
        if response.headers.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response
