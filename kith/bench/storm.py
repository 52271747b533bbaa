"""More than the site can carry, and people who are slow on purpose: does it keep serving the others?

The generator runs on one processor, the server on another, because they would otherwise measure each other.
"""

import random
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from kith.bench.load import NO_ANSWER, Load, Results, percentile

GOOD = (200, 204, 302, 303)
REFUSED = 503
PEAK_SECONDS = 10
WARM_SECONDS, WARM_WINDOWS = 5, 24


@dataclass(frozen=True)
class Storm:
    """What a storm did. Rates are a second, times milliseconds; `goodput` is good answers against the peak's."""

    name: str
    peak: float
    offered: float
    goodput: float
    refusals: int
    refusal_p50: float
    refusal_p95: float
    unanswered: int
    unsent: int
    good_p95: float
    normal_after: float

    def row(self) -> dict[str, float | str]:
        return asdict(self)


def get(path: str, cookie: str, network: str) -> bytes:
    """A GET as a browser behind a proxy sends it."""
    return (
        f"GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nX-Forwarded-For: {network}\r\n"
        "Accept-Encoding: gzip\r\nAccept-Language: en\r\n\r\n"
    ).encode()


def post(path: str, cookie: str, network: str, fields: dict[str, str]) -> bytes:
    """A form as a browser sends it; the cookie must hold a CSRF token that `fields` repeats."""
    body = urlencode(fields).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nX-Forwarded-For: {network}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def network() -> str:
    """One of very many networks, so that no limit of one network is met."""
    return f"10.{random.randrange(256)}.{random.randrange(256)}.{random.randrange(256)}"


async def storm(name: str, port: int, requests: Callable[[], bytes], times: float, seconds: float) -> Storm:
    """Find the peak (closed loop), then offer so many times as much for so long, then see when it is normal again."""
    await warm(port, requests)
    peak_results = await at_once(port, requests, PEAK_SECONDS)
    peak = peak_results.count(*GOOD) / PEAK_SECONDS
    load = Load("127.0.0.1", port)
    results = await load.open_loop(requests, seconds, peak * times)
    load.close()
    refused = results.times(REFUSED)
    return Storm(
        name=name,
        peak=peak,
        offered=peak * times,
        goodput=results.count(*GOOD) / seconds / peak,
        refusals=len(refused),
        refusal_p50=percentile(refused, 0.5),
        refusal_p95=percentile(refused, 0.95),
        unanswered=results.count(NO_ANSWER),
        unsent=results.unsent,
        good_p95=percentile(results.times(*GOOD), 0.95),
        normal_after=await normal_after(port, requests, percentile(peak_results.times(*GOOD), 0.95)),
    )


async def warm(port: int, requests: Callable[[], bytes]) -> None:
    """Ask until asking on makes it no faster: with empty caches the peak would be low, and the goodput flattering."""
    fastest = 0
    for _ in range(WARM_WINDOWS):
        answered = (await at_once(port, requests, WARM_SECONDS)).count(*GOOD)
        if answered < 1.05 * fastest:
            break
        fastest = answered


async def at_once(port: int, requests: Callable[[], bytes], seconds: float) -> Results:
    """As much as the site carries: sixteen at once, each asking again as soon as it is answered."""
    load = Load("127.0.0.1", port)
    results = await load.closed_loop(requests, seconds, 16)
    load.close()
    return results


async def normal_after(port: int, requests: Callable[[], bytes], usual: float) -> float:
    """Seconds until ten requests in a row were good and none took more than twice the usual p95; at most 30."""
    began = time.perf_counter()
    while time.perf_counter() - began < 30:
        load = Load("127.0.0.1", port)
        results = await load.closed_loop(requests, 0.2, 1)
        load.close()
        good = results.times(*GOOD)
        if len(good) >= 10 and len(good) == len(results.answers) and percentile(good, 0.95) <= 2 * usual:
            break
    return time.perf_counter() - began


async def beside(port: int, requests: Callable[[], bytes], rate: float, seconds: float) -> Results:
    """Everyone else: a steady, moderate rate of the usual pages."""
    load = Load("127.0.0.1", port)
    results = await load.open_loop(requests, seconds, rate, 64)
    load.close()
    return results
