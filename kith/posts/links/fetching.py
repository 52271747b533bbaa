"""Fetching from other sites: within limits on time, size, type and redirects, and only from where `guard` allows.

Every address that a name has is checked, and the connection goes to the very address that was checked: a name which
answers differently the second time gains nothing. Nothing is sent but the address asked for and what Kith is.
Why this client: `docs/decisions/0006-previews.md`.
"""

import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

import httpcore2 as httpcore

from kith.posts.links.guard import WEB_PORTS, is_public, web_address

REDIRECTS = 5
RESOLVE_SECONDS = 3.0
CONNECT_SECONDS = 3.0
HEADERS = (
    ("User-Agent", "Mozilla/5.0 (compatible; Kith; link preview)"),
    ("Accept", "text/html,application/xhtml+xml,application/json,image/*;q=0.9"),
    ("Accept-Encoding", "gzip"),
)
MOVED = frozenset({301, 302, 303, 307, 308})
ERRORS = (
    httpcore.NetworkError,
    httpcore.TimeoutException,
    httpcore.ProtocolError,
    httpcore.UnsupportedProtocol,
    OSError,
    UnicodeError,
    zlib.error,
)


class Unreachable(Exception):
    """An address gave nothing that may be used; the message says why, for whoever looks for the reason."""


class Deadline:
    """The moment until which everything that a preview needs must be done."""

    def __init__(self, seconds: float) -> None:
        self.end = time.monotonic() + seconds

    def left(self, most: float | None = None) -> float:
        """The seconds left, or `most` of them. Raises Unreachable when there are none."""
        left = self.end - time.monotonic()
        if left <= 0:
            raise Unreachable("took too long")
        return left if most is None else min(left, most)


@dataclass(frozen=True)
class Answer:
    """What stood at an address: the address that gave it after redirects, its type, charset and bytes."""

    address: str
    type: str
    charset: str
    body: bytes


def resolve(host: str, port: int) -> list[str]:
    """The numeric addresses of a name."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


@dataclass(frozen=True)
class Web:
    """The web as previews see it. Tests give one in which names, addresses and ports are theirs."""

    resolve: Callable[[str, int], list[str]] = resolve
    may_contact: Callable[[str], bool] = is_public
    ports: Collection[int] = WEB_PORTS
    tls: ssl.SSLContext = field(default_factory=httpcore.default_ssl_context)

    def get(self, address: str, *, types: Collection[str], most: int, deadline: Deadline, cut: bool = False) -> Answer:
        """What stands at an address, following redirects. Raises Unreachable.

        `types` are the beginnings of the media types that will do. What is longer than `most` bytes is refused, or
        with `cut` read no further.
        """
        for _hop in range(1 + REDIRECTS):
            found = self._ask(address, types, most, deadline, cut)
            if isinstance(found, Answer):
                return found
            address = web_address(address, found)
            if not address:
                raise Unreachable("redirected to what is no address of the web")
        raise Unreachable("redirected too often")

    def _ask(self, address: str, types: Collection[str], most: int, deadline: Deadline, cut: bool) -> Answer | str:
        """One request: what stands there, or where it has moved to."""
        try:
            with (
                httpcore.ConnectionPool(network_backend=Guarded(self, deadline), ssl_context=self.tls) as pool,
                pool.stream("GET", address.partition("#")[0], headers=HEADERS) as response,
            ):
                headers = {name.lower(): value.decode("latin-1") for name, value in response.headers}
                if response.status in MOVED:
                    return headers.get(b"location", "")
                if response.status != 200:
                    raise Unreachable(f"answered {response.status}")
                type_, charset = media_type(headers.get(b"content-type", ""))
                if not any(type_.startswith(wanted) for wanted in types):
                    raise Unreachable(f"is {type_ or 'of no type'}")
                coding = headers.get(b"content-encoding", "identity").strip().lower()
                return Answer(address, type_, charset, read(response.iter_stream(), coding, most, cut))
        except ERRORS as error:
            raise Unreachable(str(error) or type(error).__name__) from error

    def addresses(self, host: str, port: int, deadline: Deadline) -> list[str]:
        """The addresses of a host, all of them checked. Raises Unreachable if even one is not for us."""
        if port not in self.ports:
            raise Unreachable(f"port {port} is not of the web")
        found = in_time(lambda: self.resolve(host, port), deadline.left(RESOLVE_SECONDS))
        if not found or not all(map(self.may_contact, found)):
            raise Unreachable("is not at a public address")
        return found


class Guarded(httpcore.NetworkBackend):
    """Where connections come from: checked addresses only, each read and write within the deadline."""

    def __init__(self, web: Web, deadline: Deadline) -> None:
        self.web = web
        self.deadline = deadline
        self.plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = self.web.addresses(host, port, self.deadline)
        for address in addresses[:-1]:
            try:
                return self._connect(address, port)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connect(addresses[-1], port)

    def _connect(self, address: str, port: int) -> httpcore.NetworkStream:
        stream = self.plain.connect_tcp(address, port, self.deadline.left(CONNECT_SECONDS), socket_options=[])
        return Timed(stream, self.deadline)


class Timed(httpcore.NetworkStream):
    """A connection on which nothing lasts longer than the deadline, however slowly the other side drips."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self.stream = stream
        self.deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, self.deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, self.deadline.left())

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return Timed(self.stream.start_tls(ssl_context, server_hostname, self.deadline.left()), self.deadline)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)


def in_time(ask: Callable[[], list[str]], seconds: float) -> list[str]:
    """The answer of a slow call, or nothing: the system's resolver can't be told how long it may take."""
    answers: list[list[str]] = []

    def run() -> None:
        try:
            answers.append(ask())
        except (OSError, UnicodeError):
            return

    thread = threading.Thread(target=run, name="resolve", daemon=True)
    thread.start()
    thread.join(seconds)
    return answers[0] if answers else []


def media_type(header: str) -> tuple[str, str]:
    """The type and the charset that a Content-Type names, both in lower case."""
    kind, *parameters = header.lower().split(";")
    named = dict(part.strip().partition("=")[::2] for part in parameters)
    return kind.strip(), named.get("charset", "").strip(" \"'")


def read(chunks: Iterable[bytes], coding: str, most: int, cut: bool) -> bytes:
    """The bytes of an answer, unpacked as they come, never more than `most` of them."""
    if coding not in {"identity", "gzip", "x-gzip", ""}:
        raise Unreachable(f"is coded as {coding}")
    unpack = zlib.decompressobj(wbits=31).decompress if "gzip" in coding else None
    body = bytearray()
    for chunk in chunks:
        # One byte more than there is room for tells that it is too long; a bomb gets no further than that.
        body += unpack(chunk, most + 1 - len(body)) if unpack else chunk
        if len(body) > most:
            if not cut:
                raise Unreachable(f"is longer than {most} bytes")
            break
    return bytes(body[:most])
