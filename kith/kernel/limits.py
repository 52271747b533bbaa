"""How often a member, and a network, may do a thing.

A domain declares its limits beside its views and puts them on the views:

    define("publish", member="60/h", network="300/h")

    @limited("publish")
    def publish(request): ...

Only unsafe methods count, unless a view says otherwise. A window begins at round times (a 1 h window at each full
hour), so that a refusal can say when the next one opens. Counting is one atomic step in the shared cache; where that
fails, the limit lets through: a full disk must not lock everybody out.
"""

import functools
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from typing import Any

from django.contrib.messages import WARNING
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import ngettext

from kith.kernel.cache import count_up

SAFE = {"GET", "HEAD", "OPTIONS"}
UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}

type View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Rate:
    """So many in so many seconds."""

    count: int
    seconds: int
    text: str

    @classmethod
    def read(cls, text: str) -> "Rate":
        """Read "60/h" or "5/10m"."""
        found = re.fullmatch(r"(\d+)/(\d*)([smhd])", text)
        if not found:
            raise ValueError(f"not a rate: {text!r}; expected one such as 60/h or 5/10m")
        count, times, unit = found.groups()
        return cls(int(count), int(times or 1) * UNITS[unit], text)


@dataclass(frozen=True)
class Limit:
    """How often one may do a thing that has a name: as a member, and from a network, signed in or not."""

    name: str
    member: Rate
    network: Rate


LIMITS: dict[str, Limit] = {}


def define(name: str, *, member: str = "60/h", network: str = "300/h") -> None:
    """Declare a limit. A household or a school shares a network, so it is given several times a member's."""
    if name in LIMITS:
        raise ValueError(f"the limit {name} is defined twice")
    LIMITS[name] = Limit(name, Rate.read(member), Rate.read(network))


def limited(name: str, *, reading: bool = False) -> Callable[[View], View]:
    """The view answers 429 to whoever has used up the limit of this name. `reading` counts too where it writes."""
    if name not in LIMITS:
        raise ValueError(f"no such limit: {name}")
    limit = LIMITS[name]

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            wait = spend(limit, request) if reading or request.method not in SAFE else 0
            return refusal(request, wait) if wait else view(request, *args, **kwargs)

        vars(counted)["limit"] = name  # read by the house test and the docs
        return counted

    return decorate


def spend(limit: Limit, request: HttpRequest) -> int:
    """Count one use by whoever asks; 0 if it is within the limit, else the seconds to wait."""
    member = getattr(request, "member", None)
    waits = [over(f"{limit.name}:{network_of(request)}", limit.network)]
    if member is not None:
        waits.append(over(f"{limit.name}:{member.pk}", limit.member))
    return max(waits)


def over(what: str, rate: Rate) -> int:
    """Count one use of anything that has a key; 0 if it is within the rate, else the seconds to wait."""
    now = int(time.time())
    window, left = now // rate.seconds, rate.seconds - now % rate.seconds
    return left if count_up(f"limit:{what}:{window}", left) > rate.count else 0


def network_of(request: HttpRequest) -> str:
    """What counts as one network: an IPv4 address, or the /64 of an IPv6 address.

    One customer has one IPv4 address at most, and often shares it with hundreds; a wider net would catch
    neighbours. Of IPv6 each customer has at least a /64, and may come from another address each time.
    """
    try:
        address = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:  # a local socket has no address
        return "local"
    if address.version == 6 and address.ipv4_mapped:
        address = address.ipv4_mapped
    return str(address) if address.version == 4 else str(ip_network((address, 64), strict=False))


def refusal(request: HttpRequest, wait: int) -> HttpResponse:
    """429: when to come back, in the member's language, with the text that was typed, so that none is lost."""
    if getattr(request, "htmx", False):  # a short message in its own place: the form keeps what was typed
        response = render(request, "ui/elements/toast.html", {"message": message(wait)}, status=429)
        response["HX-Retarget"], response["HX-Reswap"] = "#messages", "beforeend"
    else:
        posted = request.POST.dict() if "text" in request.POST else {}
        kept = {name: value for name, value in posted.items() if name not in {"text", "csrfmiddlewaretoken"}}
        context = {"message": message(wait), "text": posted.get("text", ""), "kept": kept}
        response = render(request, "429.html", context, status=429)
    response["Retry-After"] = str(wait)
    return response


def message(wait: int) -> Message:
    """What a refusal says."""
    text = ngettext(
        "That was a lot in a short time. Please try again in %(minutes)d minute.",
        "That was a lot in a short time. Please try again in %(minutes)d minutes.",
        minutes := -(-wait // 60),
    )
    return Message(WARNING, text % {"minutes": minutes})


def table() -> str:
    """The limits as a table for the documentation."""
    rows = [f"| {limit.name} | {limit.member.text} | {limit.network.text} |" for _, limit in sorted(LIMITS.items())]
    return "\n".join(["| limit | a member | a network |", "| --- | --- | --- |", *rows]) + "\n"


def try_later(request: HttpRequest) -> HttpResponse:
    """The 429 of a library that counts for itself and does not say when its window ends."""
    return refusal(request, 60)
