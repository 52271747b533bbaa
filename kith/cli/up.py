"""`kith up`: the one command that runs a community."""

import errno
import ipaddress
import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from typing import Annotated, Any

import typer
from rich.console import Console

from kith.cli import folder
from kith.cli.children import Child, KeepsDying, Stopping, run
from kith.cli.chosen import Data, choose
from kith.cli.refusal import Refusal

GRACE = 9.0
PYTHON = [sys.executable, "-P", "-m"]


def up(
    data: Data = None,
    host: Annotated[str | None, typer.Option(help="The network address to listen on (KITH_HOST).")] = None,
    port: Annotated[int | None, typer.Option(help="The port to listen on (KITH_PORT).", min=1)] = None,
    workers: Annotated[int | None, typer.Option(help="How many page processes (KITH_WORKERS).", min=1)] = None,
) -> None:
    """Run the community: database, pages and tasks. Ctrl-C stops everything."""
    settings = choose(KITH_DATA=data, KITH_HOST=host, KITH_PORT=port, KITH_WORKERS=workers)
    stopping = Stopping()
    for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signum, stopping.ask)
    with folder.held(settings["KITH_DATA"]):
        refuse_place(settings)
        folder.furnish(settings["KITH_DATA"])
        # Uploads pass through the data folder's own disk: /tmp is memory on many systems.
        os.environ["TMPDIR"] = str(settings["KITH_DATA"] / "tmp")
        token = prepared()
        children = [Child("page server", [*PYTHON, "kith.front"])]

        def when_ready() -> bool:
            if not answers(settings):
                return False
            # Not sooner: on two cores the pages would answer a second later if a third process loaded Django too.
            children.append(Child("task worker", [*PYTHON, "kith.cli.worker"]))
            welcome(settings, token)
            return True

        try:
            run(children, stopping, when_ready, GRACE)
        except KeepsDying as last_words:
            raise Refusal(str(last_words)) from None


def refuse_place(settings: dict[str, Any]) -> None:
    """Refuse an address that is taken or not ours, or one that opens an unnamed site to the network."""
    host, port = settings["KITH_HOST"], settings["KITH_PORT"]
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError:
        raise Refusal(f"{host} is not an address of this machine.") from None
    if not settings["KITH_URL"] and not ipaddress.ip_address(place[0]).is_loopback:
        raise Refusal(f"To listen on {host}, set KITH_URL to the address that members will type.")
    with socket.socket(family, kind, protocol) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(place)
        except OSError as error:
            reason = "is taken" if error.errno == errno.EADDRINUSE else f"cannot be used: {error.strerror}"
            raise Refusal(f"Port {port} on {host} {reason}. Choose another with --port.") from None


def prepared() -> str | None:
    """Bring database and static files up to date in a child; the token of the set-up link, if one is needed."""
    done = subprocess.run([*PYTHON, "kith.cli.prepare"], stdout=subprocess.PIPE)
    if done.returncode:
        raise SystemExit(1)  # the child has said why
    token: str | None = json.loads(done.stdout)["setup"]
    return token


def answers(settings: dict[str, Any]) -> bool:
    """Whether the pages answer."""
    host, port = settings["KITH_HOST"], settings["KITH_PORT"]
    place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][4][0]
    if ipaddress.ip_address(place).is_unspecified:  # it listens on every address, so on this one
        host = "localhost"
    with suppress(OSError), socket.create_connection((host, port), timeout=1) as line:
        line.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        return line.recv(64).startswith(b"HTTP/1.1 200")
    return False


def welcome(settings: dict[str, Any], token: str | None) -> None:
    """Say where the community is, and how its owner sets it up."""
    address = settings["KITH_URL"] or f"http://localhost:{settings['KITH_PORT']}"
    say = Console(soft_wrap=True, highlight=False).print
    say(f"Kith is at [bold]{address}[/bold]  (Ctrl-C stops it)")
    if token:
        say(f"Set your community up, once, at [bold]{address}/setup/{token}[/bold]")
