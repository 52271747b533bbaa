"""The data folder: made private, held by one `kith up` at a time."""

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kith.cli.refusal import Refusal


class InUse(Refusal):
    """Another `kith up` holds the folder."""


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Make the folder and hold it alone; refuse if it cannot be written or another `kith up` holds it.

    The lock is the kernel's, on an open file: a file left behind by a machine that lost power locks nobody out.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(folder / "kith.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise Refusal(f"The data folder {folder} cannot be written: {error.strerror}.") from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise InUse(f"The data folder {folder} is in use by another `kith up`.") from None
    else:
        yield
    finally:
        os.close(lock)


def furnish(folder: Path) -> None:
    """Make what the folder must have before Django starts: the secret key, and an empty place for passing files."""
    try:
        folder.chmod(0o700)
        make_key(folder / "secret.key")
        shutil.rmtree(folder / "tmp", ignore_errors=True)
        for name in ("tmp", "media", "backups"):
            (folder / name).mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise Refusal(f"The data folder {folder} cannot be written: {error.strerror}.") from None


def make_key(path: Path) -> None:
    """Write a new secret key, whole or not at all, unless there is one."""
    if path.exists():
        return
    unfinished = path.with_suffix(".new")
    with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(50))
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(path)
