"""Pages measured in this process, through Django and all middleware, without a network."""

import io
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kith.bench.pages import EMPTY, Page

ROUNDS = 7
ROUND_SECONDS = 0.4


@dataclass(frozen=True)
class Figures:
    """What one page cost: requests a second (median of the rounds), milliseconds, SQL queries, bytes, and the median
    over the rounds of its requests a second against those of the empty view in the same round.
    """

    name: str
    per_second: float
    p50: float
    p99: float
    queries: int
    bytes: int
    ratio: float


class Application:
    """Django's WSGI handler, called directly."""

    def __init__(self) -> None:
        self.handler = get_wsgi_application()
        self.host = urlsplit(settings.URL).netloc

    def get(self, page: Page) -> tuple[int, int]:
        """Ask for a page; its status and its length in bytes."""
        path, _, query = page.path.partition("?")
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path.encode().decode("latin-1"),
            "QUERY_STRING": query,
            "HTTP_HOST": self.host,
            "HTTP_COOKIE": page.cookie,
            "HTTP_ACCEPT_LANGUAGE": "en",
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
            "wsgi.url_scheme": urlsplit(settings.URL).scheme,
        }
        status: list[int] = []

        def start(line: str, headers: list[tuple[str, str]], error: Any = None) -> Callable[[bytes], object]:
            status.append(int(line.split()[0]))
            return io.BytesIO().write  # asked for by WSGI, and never called by Django

        response = self.handler(environ, start)
        length = sum(len(part) for part in response)
        response.close()
        return status[0], length


def times_of(ask: Callable[[], object], seconds: float) -> list[float]:
    """How long each call took, in seconds, calling for about this long."""
    taken: list[float] = []
    end = time.perf_counter() + seconds
    while (began := time.perf_counter()) < end:
        ask()
        taken.append(time.perf_counter() - began)
    return taken


def measure(application: Application, page: Page) -> Figures:
    """Rounds of the page and of the empty view in turn, so that a noisy machine troubles both alike.

    Raises RuntimeError if the page does not answer 200: a fast error is no figure.
    """
    status, _ = application.get(page)
    if status != 200:
        raise RuntimeError(f"{page.name}: {page.path} answered {status}")
    with CaptureQueriesContext(connection) as captured:
        _, length = application.get(page)
    queries = len(captured)  # now: the next request begins a new list
    rounds = []
    for _ in range(ROUNDS):
        cache.clear()  # one member searches more here than the limits allow
        empty = times_of(lambda: application.get(EMPTY), ROUND_SECONDS)
        rounds.append((times_of(lambda: application.get(page), ROUND_SECONDS), 1 / statistics.mean(empty)))
    times = sorted(taken for round_times, _ in rounds for taken in round_times)
    speeds = [1 / statistics.mean(round_times) for round_times, _ in rounds]
    return Figures(
        name=page.name,
        per_second=statistics.median(speeds),
        p50=1000 * times[len(times) // 2],
        p99=1000 * times[int(len(times) * 0.99)],
        queries=queries,
        bytes=length,
        ratio=statistics.median(speed / empty for speed, (_, empty) in zip(speeds, rounds, strict=True)),
    )


def cold(application: Application, page: Page, forget: Callable[[], None], times: int = 15) -> float:
    """The median of milliseconds that a page takes when no card is in the cache."""
    taken = []
    for _ in range(times):
        forget()
        began = time.perf_counter()
        application.get(page)
        taken.append(1000 * (time.perf_counter() - began))
    return statistics.median(taken)
