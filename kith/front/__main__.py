"""`python -m kith.front`: Granian with the front in as many page processes as the settings say.

This process never loads Django; only the page processes that it forks do.
"""

import os
import socket

from granian.constants import HTTPModes, Interfaces, Loops
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server.mp import MPServer as Server

from config import env
from kith.kernel.parent import end_with_parent, stdin_closed

HEADERS_WITHIN = 10_000  # milliseconds
CONNECTIONS = 4000  # a worker; Granian calls it backpressure
STOP_WITHIN = 7  # seconds; `kith up` waits a little longer
TO_STDERR = {
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "generic", "stream": "ext://sys.stderr"}},
    "loggers": {"_granian": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}


def server(
    host: str, port: int, workers: int, target: str = "kith.front.app:front", headers_within: int = HEADERS_WITHIN
) -> Server:
    """Granian as Kith runs it."""
    return Server(
        target,
        address=host,
        port=port,
        workers=workers,
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,  # `auto` never closes a connection that sends nothing
        http1_settings=HTTP1Settings(header_read_timeout=headers_within),
        websockets=False,
        loop=Loops.auto,
        backlog=4096,
        backpressure=CONNECTIONS,
        respawn_failed_workers=True,
        respawn_interval=0.1,
        workers_kill_timeout=STOP_WITHIN,
        log_level=LogLevels.error,
        log_dictconfig=TO_STDERR,
    )


def address_of(host: str) -> str:
    """The number behind a name such as `localhost`: Granian takes numbers only."""
    return str(socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0][4][0])


def main() -> None:
    settings = env.load()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    end_with_parent(stdin_closed)
    server(address_of(settings["KITH_HOST"]), settings["KITH_PORT"], settings["KITH_WORKERS"]).serve()


if __name__ == "__main__":
    main()
