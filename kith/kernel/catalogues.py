"""Translations as the program reads them: `.mo` files, made from the `.po` files when those are newer.

GNU gettext is not needed for it, so a community can run from a fresh clone.
"""

from pathlib import Path

import polib


def compile_catalogues(folder: Path) -> list[Path]:
    """Make the `.mo` beside each `.po` below a folder that is newer than it; returns those made."""
    made = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            half_written = target.with_suffix(".mo.new")
            polib.pofile(str(source)).save_as_mofile(str(half_written))
            half_written.replace(target)
            made.append(target)
    return made
