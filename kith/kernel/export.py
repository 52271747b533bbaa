"""How a domain gives what is one person's own, for that person to take away."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import IO, Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class Section:
    """Rows of plain values, and the files that they name as `media/…`.

    `name` is the name of the file without its ending. `labels` says which values a reader is shown, in which order
    and under which words; the file for machines has all.
    """

    name: str
    title: str | Promise
    labels: Mapping[str, str | Promise]
    rows: Iterable[Mapping[str, Any]]
    files: Iterable[tuple[str, IO[bytes]]] = field(default=())
