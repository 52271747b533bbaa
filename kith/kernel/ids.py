"""Time-ordered 64-bit ids: what is listed by time is paged, indexed and sorted by its id.

42 bits of milliseconds since 1970, then 20 bits that begin at random and count up within a millisecond, so ids
of one process never repeat or go backwards, and those of several machines sort by time. The shape follows the
"snowflake" ids of the field, with chance in place of a machine number, so that nothing needs to be given out.
"""

import secrets
import threading
import time
from datetime import UTC, datetime

SPACE = 1 << 20
LARGEST = (1 << 63) - 1

_lock = threading.Lock()
_last = 0


def new_id() -> int:
    """An id that no other call has returned, greater than all earlier ones of this process."""
    return new_ids(1)[0]


def new_ids(count: int) -> range:
    """That many ids in a row, for rows that are inserted together."""
    global _last
    with _lock:
        fresh = (time.time_ns() // 1_000_000) * SPACE + secrets.randbelow(SPACE)
        first = max(fresh, _last + 1)
        _last = first + count - 1
        return range(first, first + count)


def id_at(moment: datetime) -> int:
    """The smallest id that could be made at a moment, for asking "since when" by id."""
    return int(moment.timestamp() * 1000) * SPACE


def is_id(pk: int) -> bool:
    """Whether a number from an address can be an id at all; a database does not compare with a larger one."""
    return 0 < pk <= LARGEST


def time_of(pk: int) -> datetime:
    """When an id was made, in UTC, to the millisecond."""
    return datetime.fromtimestamp((pk >> 20) / 1000, UTC)
