"""How much time and room the front gives."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What a front allows; tests give it shorter times.

    body: the largest request body, in bytes.
    window, window_bytes: a body must move this many bytes in each span of this many seconds; an answer that could not
        move at all for so long is given up.
    threads: how many requests Django works on at once in a process. Few: Python computes in one thread at a time, and
        each that wants to compute stands in the way of the event loop, which takes and refuses requests.
    turn: how long, in seconds, a thread may compute while others want to.
    wait: how long, in seconds, work may be expected to wait for a thread before it is turned away.
    waiting: how many may wait at most.
    password_wait, password_waiting: the same, for the lane of those that hash a password. At a tenth of a second each,
        more would give up before their turn, and what they sent was computed for nobody.
    upload_wait, upload_waiting: the same, for the lane of those that bring files. A photo is decoded while its request
        waits, half a second and more.
    small: a body of more bytes brings files; the longest text is less than half of it.
    """

    body: int = 100_000_000
    window: float = 20.0
    window_bytes: int = 20_000
    threads: int = 3
    turn: float = 0.001
    wait: float = 1.0
    waiting: int = 500
    password_wait: float = 5.0
    password_waiting: int = 30
    upload_wait: float = 15.0
    upload_waiting: int = 30
    small: int = 100_000
