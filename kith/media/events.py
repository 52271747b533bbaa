"""What happens to photos, videos and sounds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MediaDeleted:
    """An item's row is gone and nobody sees it any more; its files are still in the storage, under this key."""

    key: str


@dataclass(frozen=True)
class MediaReady:
    """An item can be shown, or shown better than before, or will never be: what shows it must be drawn anew."""

    item_id: int


@dataclass(frozen=True)
class RecordingKept:
    """A video, a sound or a moving picture has come; all that is shown of it is still to be made."""

    item_id: int


@dataclass(frozen=True)
class PhotoKept:
    """A photo is there to be seen; what its author need not wait for is still to be made."""

    item_id: int
