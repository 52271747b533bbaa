"""The folder in which the files of media are kept, where no object store is configured."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage


@dataclass(frozen=True)
class Kept:
    """A file that is in a place: its name there, its bytes, when it was written."""

    name: str
    size: int
    at: datetime


class Folder(FileSystemStorage):
    """A folder in which a file is there whole or not at all, also after the power failed; a new one replaces an old."""

    def __init__(self, location: Path) -> None:
        super().__init__(location=location, allow_overwrite=True)

    def _save(self, name: str, content: "File[bytes]") -> str:
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f".{path.name}.{os.urandom(6).hex()}")
        try:
            with unfinished.open("wb") as file:
                file.writelines(content.chunks())
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        keep_entry(path.parent)
        return name

    @property
    def where(self) -> str:
        """Which place it is, to people who run Kith."""
        return f"the folder {self.location}"

    def is_open(self, name: str) -> bool:
        """Whether anyone can read the file without being sent by us: `kith check` looks at the data folder itself."""
        return False

    def walk(self, start: str = "") -> Iterator[Kept]:
        """Every file below a folder; those of one folder come together."""
        for folder, _folders, names in os.walk(self.path(start)):
            for name in names:
                path = Path(folder, name)
                with suppress(FileNotFoundError):  # deleted since it was listed
                    about = path.stat()
                    at = datetime.fromtimestamp(about.st_mtime, UTC)
                    yield Kept(path.relative_to(self.location).as_posix(), about.st_size, at)


def keep_entry(folder: Path) -> None:
    """Have the names in a folder written to the disk, too."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
