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
    account = account_of(request)
    chosen = account.language if account else ""
    switched = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return (
        supported(chosen)
        or supported(switched)
        or wished(request.headers.get("Accept-Language", "")[:500])
        or supported(community_language())
        or settings.LANGUAGE_CODE
    )


def account_of(request: Request) -> Account | None:
    """The account of who asks; None for a stranger."""
    return request.member.account if request.member is not None else None


def community_language() -> str:
    community = as_last_read()
    return community.language if community else ""


@functools.lru_cache(maxsize=1000)
def supported(code: str) -> str:
    """The language of ours that a code means ("ar-EG" means "ar"), or "" if we have none."""
    try:
        return get_supported_language_variant(code)
    except LookupError:
        return ""


@functools.lru_cache(maxsize=1000)
def wished(header: str) -> str:
    """The first language of ours that a browser's Accept-Language names, or ""."""
    codes = (code for code, _weight in parse_accept_lang_header(header))
    return next((language for code in codes if code != "*" and (language := supported(code))), "")


@functools.cache
def zones() -> frozenset[str]:
    """The names of all time zones; found by walking folders, so once a process."""
    return frozenset(zoneinfo.available_timezones())


@functools.lru_cache(maxsize=1000)
def zone(name: str) -> zoneinfo.ZoneInfo | None:
    """The time zone of a name, or None if this machine knows none of that name."""
    return zoneinfo.ZoneInfo(name) if name in zones() else None
