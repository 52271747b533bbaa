"""The kinds of answer that the front sends."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

from granian.rsgi import ProtocolClosed

Headers = list[tuple[str, str]]


@dataclass(frozen=True)
class Whole:
    """An answer held in memory."""

    status: int
    headers: Headers
    body: bytes

    async def send(self, proto: Any) -> None:
        proto.response_bytes(self.status, self.headers, self.body)


@dataclass(frozen=True)
class Empty:
    """An answer without a body: to HEAD, or one that never has any."""

    status: int
    headers: Headers

    async def send(self, proto: Any) -> None:
        proto.response_empty(self.status, self.headers)


@dataclass(frozen=True)
class File:
    """A part of a file on disk, or all of it; Granian reads it as fast as the client takes it."""

    status: int
    headers: Headers
    path: str
    part: tuple[int, int]  # the first byte and the one after the last

    async def send(self, proto: Any) -> None:
        proto.response_file_range(self.status, self.headers, self.path, *self.part)


@dataclass(frozen=True)
class Stream:
    """An answer made while it is sent.

    All of it is made in one thread, because a database connection belongs to a thread. Granian's queue for streams
    has no end, so what is large belongs in a file.
    """

    status: int
    headers: Headers
    chunks: Iterable[bytes]
    close: Callable[[], None]
    in_thread: Callable[..., Awaitable[None]]

    async def send(self, proto: Any) -> None:
        out = proto.response_stream(self.status, self.headers)
        await self.in_thread(self.pump, out, asyncio.get_running_loop())

    def pump(self, out: Any, loop: asyncio.AbstractEventLoop) -> None:
        try:
            for chunk in self.chunks:
                asyncio.run_coroutine_threadsafe(_sent(out, chunk), loop).result()
        except ProtocolClosed:
            pass  # the client has left
        finally:
            self.close()


async def _sent(out: Any, chunk: bytes) -> None:
    await out.send_bytes(chunk)


Answer = Whole | Empty | File | Stream
