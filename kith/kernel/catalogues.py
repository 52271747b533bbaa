"""Translations as the program reads them: `.mo` files, made from the `.po` files beside them.

GNU gettext is not needed for it, so a community can run from a fresh clone.
"""

import os
from pathlib import Path

import polib


def compile_catalogues(folder: Path) -> list[Path]:
    """Bring every `.mo` below a folder in step with its `.po`; returns those made.

    A `.mo` gets the time of the `.po` that it was made from. So every other `.po`, older ones too, is noticed.
    """
    for orphan in [made for made in folder.rglob("*.mo") if not made.with_suffix(".po").exists()]:
        orphan.unlink()
    return [_compile(source) for source in sorted(folder.rglob("LC_MESSAGES/*.po")) if _is_stale(source)]


def _is_stale(source: Path) -> bool:
    target = source.with_suffix(".mo")
    return not target.exists() or target.stat().st_mtime_ns != source.stat().st_mtime_ns


def _compile(source: Path) -> Path:
    """Several processes may do it at once: each writes a file of its own, and the last one stays."""
    target = source.with_suffix(".mo")
    moment = source.stat().st_mtime_ns
    half_written = target.with_suffix(f".{os.getpid()}")
    polib.pofile(str(source)).save_as_mofile(str(half_written))
    os.utime(half_written, ns=(moment, moment))
    half_written.replace(target)
    return target
