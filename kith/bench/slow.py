"""People who are slow on purpose, and a thousand who sign in at once: what does everyone else notice?"""

import asyncio
import contextlib
import socket
import statistics
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass

from kith.bench.load import Load, percentile
from kith.bench.memory import pss
from kith.bench.storm import GOOD, beside, get, network, post

PATIENCE = 45.0


@dataclass(frozen=True)
class Slow:
    """What everyone else's p95 (milliseconds) was without and with the slow ones, and what became of those:
    how many the server closed, and after how many seconds in the median.
    """

    name: str
    clients: int
    quiet_p95: float
    p95: float
    closed: int
    closed_after: float


@dataclass(frozen=True)
class SignIns:
    """What everyone else's p95 (milliseconds) was without and with a crowd that signs in, how those sign-ins ended
    within ten seconds, and the megabytes that they took.
    """

    name: str
    quiet_p95: float
    p95: float
    answered: int
    refused: int
    other: int
    memory: float


async def drip(port: int, first: bytes, drop: bytes, every: float) -> float | None:
    """Send `first`, then one more `drop` each `every` seconds; seconds until the server closed, None if it did not."""
    began = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    with contextlib.suppress(OSError):
        writer.write(first)
        while time.perf_counter() - began < PATIENCE:
            writer.write(drop)
            await writer.drain()
            with contextlib.suppress(TimeoutError):
                if not await asyncio.wait_for(reader.read(1000), every):
                    return time.perf_counter() - began
        return None
    return time.perf_counter() - began


async def sip(port: int, request: bytes) -> float | None:
    """Ask, then read one byte a second through a small window; seconds until the server closed, or None."""
    began = time.perf_counter()
    loop = asyncio.get_running_loop()
    with socket.socket() as plain:
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        plain.setblocking(False)
        await loop.sock_connect(plain, ("127.0.0.1", port))
        await loop.sock_sendall(plain, request)
        with contextlib.suppress(OSError):
            while time.perf_counter() - began < PATIENCE:
                if not await loop.sock_recv(plain, 1):
                    return time.perf_counter() - began
                await asyncio.sleep(1)
            return None
    return time.perf_counter() - began


async def slow(
    name: str,
    port: int,
    usual: Callable[[], bytes],
    rate: float,
    client: Callable[[], Coroutine[None, None, float | None]],
    clients: int = 200,
) -> Slow:
    """Everyone else's p95 for ten seconds without and then with so many slow clients."""
    quiet = await beside(port, usual, rate, 10)
    slow_ones = [asyncio.ensure_future(client()) for _ in range(clients)]
    await asyncio.sleep(1)
    busy = await beside(port, usual, rate, 10)
    ends = [ended for ended in await asyncio.gather(*slow_ones) if ended is not None]
    return Slow(
        name=name,
        clients=clients,
        quiet_p95=percentile(quiet.times(*GOOD), 0.95),
        p95=percentile(busy.times(*GOOD), 0.95),
        closed=len(ends),
        closed_after=statistics.median(ends) if ends else 0.0,
    )


def slow_clients(port: int, cookie: str) -> dict[str, Callable[[], Coroutine[None, None, float | None]]]:
    """The three kinds of the issue: who sends a body, who sends headers, and who reads, a byte at a time."""
    start = b"POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n"
    return {
        "slow bodies": lambda: drip(port, start, b"x", 0.5),
        "slow headers": lambda: drip(port, b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", b"x", 0.5),
        "slow readers": lambda: sip(port, get("/?tab=community", cookie, network())),
    }


async def sign_ins(
    port: int, pid: int, usual: Callable[[], bytes], rate: float, forms: list[tuple[str, dict[str, str]]]
) -> SignIns:
    """Many sign-ins at once: everyone else's p95 without and with them, how they ended, and the memory they took."""
    quiet = await beside(port, usual, rate, 10)
    before = sum(pss(pid).values())
    load = Load("127.0.0.1", port)
    for _ in forms:
        load.grow(len(forms))
    while load.opening:
        await asyncio.sleep(0.01)
    for cookie, fields in forms:
        if connection := load.take():
            connection.send(post("/accounts/login/", cookie, network(), fields))
    most = before
    watched = asyncio.ensure_future(beside(port, usual, rate, 10))
    while not watched.done():
        most = max(most, sum(pss(pid).values()))
        await asyncio.sleep(0.5)
    busy = await watched
    load.close()
    return SignIns(
        name=f"{len(forms)} sign-ins at once",
        quiet_p95=percentile(quiet.times(*GOOD), 0.95),
        p95=percentile(busy.times(*GOOD), 0.95),
        answered=load.results.count(200, 302),
        refused=load.results.count(503),
        other=len(load.results.answers) - load.results.count(200, 302, 503),
        memory=most - before,
    )
