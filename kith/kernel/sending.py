"""Files as answers: whole, in part, or not at all when the client has them (RFC 9110, sections 13 and 14)."""

import os
import re
from typing import IO, Any

from django.core.files import File
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags

RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.IGNORECASE)

Part = tuple[int, int]  # the first byte and the one after the last
type Stored = IO[bytes] | File[bytes]


class Unsatisfiable(ValueError):
    """The part that is asked for is not in the file."""


class FileAnswer(FileResponse):
    """A file or a part of it. The front sends it from `path` by itself; under another server it is read here.

    `path` is empty for a file that is not on this machine's disk.
    """

    block_size = 1 << 16

    def __init__(self, file: Stored, part: Part, **options: Any) -> None:
        name = file.name
        self.path = name if isinstance(name, str) and os.path.isabs(name) else ""
        self.part = part
        super().__init__(Reading(file, part), **options)
        self.headers["Content-Length"] = str(part[1] - part[0])
        self.headers["Accept-Ranges"] = "bytes"


class Reading:
    """A part of a file, to be read once."""

    def __init__(self, file: Stored, part: Part) -> None:
        file.seek(part[0])
        self.file = file
        self.left = part[1] - part[0]

    def read(self, size: int) -> bytes:
        piece: bytes = self.file.read(min(size, self.left))
        self.left -= len(piece)
        return piece

    def close(self) -> None:
        self.file.close()


def send_file(request: HttpRequest, file: Stored, *, etag: str = "", **options: Any) -> HttpResponseBase:
    """The answer to GET or HEAD for an open file, which it closes.

    `etag` is a strong tag with its quotes; without one nothing is conditional. The options are FileResponse's.
    """
    size = file.seek(0, os.SEEK_END)
    if etag and is_known(request, etag):
        file.close()
        return with_tag(HttpResponseNotModified(), etag)
    try:
        part = asked_part(request, size, etag)
    except Unsatisfiable:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    answer = FileAnswer(file, part or (0, size), **options)
    if part:
        answer.status_code = 206
        answer.headers["Content-Range"] = f"bytes {part[0]}-{part[1] - 1}/{size}"
    return with_tag(answer, etag)


def is_known(request: HttpRequest, etag: str) -> bool:
    """Whether the client says that it has what this tag names. A proxy that compresses may have made the tag weak."""
    known = [tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))]
    return "*" in known or etag in known


def asked_part(request: HttpRequest, size: int, etag: str) -> Part | None:
    """The part that is asked for: from first to last, from first on, or the last so many bytes.

    None is the whole: also for several parts, which nobody plays, for a form that we don't know, and for a part that
    ends before it begins. Raises Unsatisfiable.
    """
    match = RANGE.fullmatch(request.headers.get("Range", "").strip())
    if request.method != "GET" or not match or not any(match.groups()):
        return None
    if request.headers.get("If-Range", etag) != etag:
        return None
    first, last = match.groups()
    if first and last and int(last) < int(first):
        return None
    if first:
        start, end = int(first), min(int(last) + 1, size) if last else size
    else:
        start, end = max(size - int(last), 0), size
    if start >= end:
        raise Unsatisfiable
    return start, end


def with_tag(answer: HttpResponseBase, etag: str) -> HttpResponseBase:
    if etag:
        answer.headers["ETag"] = etag
    return answer
