"""Static files, collected under names that carry their hash and compressed once, as the front serves them."""

import gzip
import hashlib
import inspect
import shutil
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.files.storage import storages
from django.core.management import call_command

PAYS = {".css", ".js", ".mjs", ".svg", ".json", ".txt", ".html", ".map", ".webmanifest", ".ico"}


def collect() -> bool:
    """Collect and compress the static files if any has changed since the last time; says whether."""
    root: Path = settings.STATIC_ROOT
    made_from = root / "made-from"
    now = fingerprint()
    if made_from.exists() and made_from.read_text() == now:
        return False
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(mode=0o700, parents=True)
    call_command("collectstatic", verbosity=0, interactive=False)
    for path in root.rglob("*"):
        if path.suffix in PAYS:
            compress(path)
    made_from.write_text(now)
    return True


def fingerprint() -> str:
    """What the static files were made from: the sources' names, sizes and times, and who made them."""
    maker = Path(inspect.getfile(type(storages["staticfiles"])))
    seen = hashlib.sha256(django.__version__.encode() + maker.read_bytes())
    for finder in get_finders():
        for name, storage in finder.list([]):
            about = Path(storage.path(name)).stat()
            seen.update(f"{name} {about.st_size} {about.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def compress(path: Path) -> None:
    """Write the file compressed beside it, if that is smaller."""
    whole = path.read_bytes()
    small = gzip.compress(whole, 9, mtime=0)
    if len(small) < len(whole):
        path.with_name(path.name + ".gz").write_bytes(small)
