import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.ports import free_port
from tests.waiting import wait_until

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Answered:
    """An answer as it came over the line."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def __getitem__(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key == name), None)

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Site:
    """A running front, asked over plain sockets, so that tests can be slow, rude or wrong."""

    port: int

    def connect(self, source: str = "127.0.0.1") -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=60, source_address=(source, 0))

    def send(self, raw: bytes, source: str = "127.0.0.1") -> Answered:
        with self.connect(source) as line:
            line.sendall(raw)
            return read(line)

    def ask(self, path: str, *headers: str, method: str = "GET", body: bytes = b"", source: str = "127.0.0.1"):
        return self.send(request(path, *headers, method=method, body=body), source)


def request(path: str, *headers: str, method: str = "GET", body: bytes = b"") -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Connection: close", *headers]
    if not any(line.lower().startswith("host:") for line in headers):
        lines.append("Host: localhost")
    if body:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def read(line: socket.socket) -> Answered:
    """One answer: everything until the server closes. An empty one has status 0."""
    data = b""
    while piece := line.recv(65536):
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    first, *rest = head.decode("latin-1").split("\r\n")
    headers = [(name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in rest)]
    return Answered(int(first.split()[1]) if first else 0, headers, body)


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[Site]:
    data = tmp_path_factory.mktemp("front")
    static = data / "static"
    static.mkdir()
    (static / "staticfiles.json").write_text(json.dumps({"version": "1.1", "paths": {"a.css": "a.abc123.css"}}))
    (static / "a.abc123.css").write_text("body { color: red }")
    (static / "a.abc123.css.gz").write_bytes(b"pretend gzip")
    port = free_port()
    # The front is the same before any database; its own, of no tables, is a file.
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {
        "KITH_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "tests.front.site_settings",
        "PYTEST_KITH_DATA": str(data),
    }
    command = [sys.executable, "-m", "tests.front.site", str(port)]
    with subprocess.Popen(command, cwd=ROOT, env=environment) as process:
        running = Site(port)
        try:
            wait_until(lambda: process.poll() is not None or listens(running))
            yield running
        finally:
            process.terminate()


def listens(site: Site) -> bool:
    try:
        return site.ask("/healthz").status == 200
    except OSError:
        return False
