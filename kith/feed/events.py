"""What happens to feeds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ReaderCame:
    """A reader, new or back after a long time, has a shelf that is still empty."""

    reader_id: int
