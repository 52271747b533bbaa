"""The body of a request, read whole before anything is done with it."""

import asyncio
import errno
from contextlib import ExitStack
from tempfile import SpooledTemporaryFile
from typing import Any

from kith.front.limits import Limits
from kith.front.refusal import Refused

IN_MEMORY = 1 << 20
LONGEST_NUMBER = 15


def declared_length(headers: Any, limits: Limits) -> int:
    """How long the body says it is; Refused if it does not say, or too long."""
    if "transfer-encoding" in headers:
        raise Refused(411)  # a chunked body that was cut off looks complete
    text = headers.get("content-length") or "0"
    if not (text.isascii() and text.isdigit()) or len(text) > LONGEST_NUMBER:
        raise Refused(400)
    if int(text) > limits.body:
        raise Refused(413)
    return int(text)


async def read(proto: Any, length: int, limits: Limits) -> SpooledTemporaryFile[bytes]:
    """The whole body, from its start; large ones are on disk.

    However slowly it comes, it must move: each `window_bytes` have `window` seconds.
    """
    with ExitStack() as closing:
        body = closing.enter_context(SpooledTemporaryFile(max_size=IN_MEMORY))
        await _fill(body, proto, length, limits)
        body.seek(0)
        closing.pop_all()  # it came whole: from now on it is the hand-over's to close
    return body


async def _fill(body: SpooledTemporaryFile[bytes], proto: Any, length: int, limits: Limits) -> None:
    size = moved = 0
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(limits.window) as deadline:
            async for chunk in proto:
                size += len(chunk)
                moved += len(chunk)
                if moved >= limits.window_bytes:
                    moved = 0
                    deadline.reschedule(loop.time() + limits.window)
                body.write(chunk)
    except TimeoutError:
        raise Refused(408) from None
    except OSError as error:
        raise Refused(507 if error.errno == errno.ENOSPC else 500) from error
    if size != length:
        raise Refused(400)  # the client left: the iteration just ends
