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

START_SECONDS = 60


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running(data: Path, workers: int, processors: set[int] | None = None) -> Iterator[tuple[int, int, float]]:
    """Run `kith up` on a data folder; gives (its process id, its port, seconds until it was ready).

    The generator is believed as a proxy, so that it can speak for many networks. `processors` pins the server and all
    its children (Linux).
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
            yield process.pid, port, ready_after(port, process, began)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(15)


def ready_after(port: int, process: "subprocess.Popen[bytes]", began: float) -> float:
    """Seconds from `began` until the server says that it is ready; RuntimeError if it ended or took too long."""
    while time.perf_counter() - began < START_SECONDS:
        if process.poll() is not None:
            raise RuntimeError(f"kith up ended with {process.returncode}")
        with contextlib.suppress(OSError), urlopen(f"http://localhost:{port}/readyz", timeout=1) as answer:
            if answer.status == 200:
                return time.perf_counter() - began
        time.sleep(0.05)
    raise RuntimeError("kith up was not ready in time")
