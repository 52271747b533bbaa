"""Clients that ask for much and read next to nothing.

Granian gives no hold on a connection whose answer is under way, so the kernel is asked: a connection that has not
been able to send anything on for this long is ended. Sockets take the time over from the one that listens, which is
Granian's; Linux lets us find it among our own.
"""

import asyncio
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path

OWN = Path("/proc/self/fd")
LOOK_AGAIN = 0.05  # seconds; Granian begins to listen just after it has called us
TRIES = 200


def end_slow_readers(loop: asyncio.AbstractEventLoop, seconds: float, tries: int = TRIES) -> None:
    """Give every connection this long to take something, as soon as the process listens. Linux only."""
    if sys.platform != "linux" or tries == 0:
        return
    sockets = _sockets()
    ports = {port for number in sockets if (port := _port(number, listening=True))}
    # Who came before the listening socket was found has taken nothing over from it; two more looks find them all.
    for number in sockets:
        if _port(number) in ports:
            _limit(number, seconds)
    loop.call_later(LOOK_AGAIN, end_slow_readers, loop, seconds, min(tries - 1, 2) if ports else tries - 1)


def _sockets() -> list[int]:
    found = []
    for each in OWN.iterdir():
        try:
            if str(each.readlink()).startswith("socket:"):
                found.append(int(each.name))
        except OSError:  # closed since it was listed
            continue
    return found


def _port(number: int, *, listening: bool = False) -> int | None:
    """Where the socket of this number takes connections, if it is one for TCP (and, if asked, one that listens)."""
    try:
        with socket.socket(fileno=os.dup(number)) as found:
            if found.family not in {socket.AF_INET, socket.AF_INET6}:
                return None
            if listening and not found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                return None
            return found.getsockname()[1]
    except OSError:
        return None


def _limit(number: int, seconds: float) -> None:
    with suppress(OSError), socket.socket(fileno=os.dup(number)) as found:
        found.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, round(seconds * 1000))
