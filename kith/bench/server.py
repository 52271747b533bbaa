"""A whole `kith up` to measure: its own port, its own processor, and an end."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

from kith.bench.publishing import starting
from kith.bench.waiting import wait_until

START_SECONDS = 60


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running(data: Path, workers: int, processors: set[int] | None = None) -> Iterator[tuple[int, int, float]]:
    """Run `kith up` on a data folder; gives (its process id, its port, seconds until it was ready).

    Ready is when pages answer; the task worker, which starts then, has taken a task before anything is given. The
    generator is believed as a proxy, so that it can speak for many networks. `processors` pins the server and all its
    children (Linux).
    """
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "kith.cli",
        "up",
        "--data",
        str(data),
        "--port",
        str(port),
        "--workers",
        str(workers),
    ]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "kith.bench.settings", "KITH_TRUSTED_PROXIES": "127.0.0.1"}
    pin = (lambda: os.sched_setaffinity(0, processors)) if processors else None
    began = time.perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, preexec_fn=pin) as process:
        try:
            wait_until(lambda: is_ready(port, process), "kith up was not ready", every=0.05, within=START_SECONDS)
            seconds = time.perf_counter() - began
            starting(times=1)
            yield process.pid, port, seconds
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(15)


def is_ready(port: int, process: "subprocess.Popen[bytes]") -> bool:
    """Whether the server says that it is ready; RuntimeError if it has ended."""
    if process.poll() is not None:
        raise RuntimeError(f"kith up ended with {process.returncode}")
    with contextlib.suppress(OSError), urlopen(f"http://localhost:{port}/readyz", timeout=1) as answer:
        return bool(answer.status == 200)
    return False
