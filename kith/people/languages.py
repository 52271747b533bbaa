"""Which language and time zone a page is in."""

import functools
import zoneinfo

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header

from kith.community.current import as_last_read
from kith.people.models import Account
from kith.people.request import Request


def activate_for(request: Request) -> None:
    """Turn on the language and the time zone for who asks."""
    translation.activate(language_of(request))
    request.LANGUAGE_CODE = translation.get_language()
    account = account_of(request)
    place = zone(account.time_zone) if account else None
    if place:
        timezone.activate(place)
    else:
        timezone.deactivate()


def language_of(request: Request) -> str:
    """The member's choice, else what was switched to here, else the browser's wish, else the community's language."""
    account, codes = account_of(request), tuple(dict(offered()))
    chosen = account.language if account else ""
    switched = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return (
        supported(chosen, codes)
        or supported(switched, codes)
        or wished(request.headers.get("Accept-Language", "")[:500], codes)
        or community_language()
    )


def language_for(account: Account | None) -> str:
    """The language to write to a member in, who is not here to say what their browser wishes."""
    chosen = account.language if account else ""
    return supported(chosen, tuple(dict(offered()))) or community_language()


def account_of(request: Request) -> Account | None:
    """The account of who asks; None for a stranger."""
    return request.member.account if request.member is not None else None


def offered() -> list[tuple[str, str]]:
    """The languages to choose from here: code and own name."""
    community = as_last_read()
    return community.offered if community else settings.LANGUAGES


def community_language() -> str:
    community = as_last_read()
    return (
        community.language if community and community.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    )


@functools.lru_cache(maxsize=1000)
def supported(code: str, codes: tuple[str, ...]) -> str:
    """The one of these languages that a code means ("ar-EG" means "ar"), or "" if none."""
    try:
        language = get_supported_language_variant(code)
    except LookupError:
        return ""
    return language if language in codes else ""


@functools.lru_cache(maxsize=1000)
def wished(header: str, codes: tuple[str, ...]) -> str:
    """The first of these languages that a browser's Accept-Language names, or ""."""
    asked = (code for code, _weight in parse_accept_lang_header(header))
    return next((language for code in asked if code != "*" and (language := supported(code, codes))), "")


@functools.cache
def zones() -> frozenset[str]:
    """The names of all time zones; found by walking folders, so once a process."""
    return frozenset(zoneinfo.available_timezones())


@functools.lru_cache(maxsize=1000)
def zone(name: str) -> zoneinfo.ZoneInfo | None:
    """The time zone of a name, or None if this machine knows none of that name."""
    return zoneinfo.ZoneInfo(name) if name in zones() else None
