"""Ports for the servers that tests start."""

import secrets
import socket

# Below those that systems hand out by themselves (Linux from 32,768, others from 49,152): of these, an outgoing
# connection of another test might take the one that was found before the server does.
FIRST, LAST = 10_000, 32_000


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    while True:
        port = FIRST + secrets.randbelow(LAST - FIRST)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
