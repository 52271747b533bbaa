"""A load generator: HTTP/1.1 on kept connections, either as fast as answers come or at a rate that does not wait.

The second kind ("open loop") is what a storm is: people do not stop asking because a site is slow. Answers are read
by length; the pages that are measured send one.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

NO_ANSWER = 0


@dataclass
class Results:
    """What came back: (second sent at, status or 0 for none, seconds it took), and the bytes of all answers."""

    answers: list[tuple[float, int, float]] = field(default_factory=list)
    unsent: int = 0
    bytes: int = 0

    def times(self, *statuses: int) -> list[float]:
        """Sorted milliseconds of the answers with one of these statuses."""
        return sorted(1000 * taken for _, status, taken in self.answers if status in statuses)

    def count(self, *statuses: int) -> int:
        return sum(1 for _, status, _ in self.answers if status in statuses)


def percentile(times: list[float], share: float) -> float:
    """The value below which this share of sorted times lies; 0 of none."""
    return times[min(int(len(times) * share), len(times) - 1)] if times else 0.0


class Connection(asyncio.Protocol):
    """One connection that carries one request at a time."""

    def __init__(self, results: Results, idle: deque["Connection"]) -> None:
        self.results = results
        self.idle = idle
        self.transport: asyncio.Transport | None = None
        self.sent_at = 0.0
        self.received = b""
        self.wanted = -1
        self.answered: Callable[[], None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.idle.append(self)

    def send(self, request: bytes, answered: Callable[[], None] | None = None) -> None:
        """Ask; `answered` is called when the whole answer is here or the connection is lost."""
        self.sent_at, self.received, self.wanted, self.answered = time.perf_counter(), b"", -1, answered
        assert self.transport
        self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        self.received += data
        if self.wanted < 0:
            end = self.received.find(b"\r\n\r\n")
            if end < 0:
                return
            self.wanted = end + 4 + content_length(self.received[:end])
        if len(self.received) >= self.wanted and self.sent_at:
            self.finish(int(self.received[9:12]))

    def connection_lost(self, exc: Exception | None) -> None:
        self.transport = None
        if self.sent_at:
            self.finish(NO_ANSWER)

    def finish(self, status: int) -> None:
        self.results.answers.append((self.sent_at, status, time.perf_counter() - self.sent_at))
        self.results.bytes += len(self.received)
        self.sent_at = 0.0
        if self.answered:
            self.answered()
        elif self.transport:
            self.idle.append(self)


def content_length(head: bytes) -> int:
    """The length that an answer's head gives; 0 without one, as for 304."""
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line[15:])
    return 0


class Load:
    """Connections to one server and what came back over them."""

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host, port
        self.results = Results()
        self.idle: deque[Connection] = deque()
        self.opening: set[asyncio.Task[None]] = set()
        self.opened = 0

    async def open(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            await loop.create_connection(lambda: Connection(self.results, self.idle), self.host, self.port)
        except OSError:
            self.opened -= 1
        else:
            return

    def take(self) -> Connection | None:
        """A connection that is free and alive, or None."""
        while self.idle:
            connection = self.idle.popleft()
            if connection.transport and not connection.transport.is_closing():
                return connection
            self.opened -= 1
        return None

    def grow(self, most: int) -> None:
        """Begin to open one more connection, up to a number."""
        if self.opened < most:
            self.opened += 1
            task = asyncio.ensure_future(self.open())
            self.opening.add(task)
            task.add_done_callback(self.opening.discard)

    async def closed_loop(self, requests: Callable[[], bytes], seconds: float, at_once: int) -> Results:
        """So many at once, each asking again as soon as it is answered."""
        end = time.perf_counter() + seconds
        for _ in range(at_once):
            self.grow(at_once)
        while self.opening:
            await asyncio.sleep(0.001)

        def again(connection: Connection) -> None:
            if time.perf_counter() < end and connection.transport:
                connection.send(requests(), lambda: again(connection))

        while connection := self.take():
            again(connection)
        await asyncio.sleep(seconds + 0.5)
        return self.results

    async def open_loop(self, requests: Callable[[], bytes], seconds: float, rate: float, most: int = 3000) -> Results:
        """So many a second, whether or not earlier ones were answered, on at most so many connections."""
        began, sent = time.perf_counter(), 0
        while (passed := time.perf_counter() - began) < seconds:
            while sent < passed * rate:
                sent += 1
                connection = self.take()
                if connection is None:
                    self.grow(most)
                    self.results.unsent += 1
                else:
                    connection.send(requests())
            await asyncio.sleep(0.001)
        await asyncio.sleep(1)
        return self.results

    def close(self) -> None:
        for connection in self.idle:
            if connection.transport:
                connection.transport.close()
