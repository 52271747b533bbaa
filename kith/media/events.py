"""What happens to photos."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PhotoDeleted:
    """A photo's row is gone and nobody sees it any more; its files are still in the storage, under this key."""

    key: str
