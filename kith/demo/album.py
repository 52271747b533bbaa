"""The demo's photographs: decoded once each, as an upload is, and given to as many members as like."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kith.media import files
from kith.media.cleaning import Cleaned, clean, make_avif

FOLDER = Path(__file__).with_name("photos")
NAMES = sorted(path.stem for path in FOLDER.glob("*.jpg"))


@dataclass
class Album:
    """Clean masters and all renditions in a folder that lives as long as the filling does."""

    folder: Path
    cleaned: dict[str, Cleaned]

    def give(self, name: str, key: str) -> tuple[int, int, list[int], str, int]:
        """Put the files of a photograph into the storage under a key: width, height, sizes, placeholder and bytes."""
        made = self.cleaned[name]
        return made.width, made.height, made.sizes, made.thumbhash, files.store(key, self.folder / name)


def open_album(scratch: str, names: Iterable[str] = NAMES) -> Album:
    """Decode these photographs into a scratch folder."""
    album = Album(Path(scratch), {})
    for name in names:
        (album.folder / name).mkdir()
        album.cleaned[name] = clean(FOLDER / f"{name}.jpg", album.folder / name)
        make_avif(FOLDER / f"{name}.jpg", album.folder / name)
    return album
