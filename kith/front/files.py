"""Files that Django answers with: whole, in part, or not at all when the client has them."""

import re

from kith.front.answers import Answer, Empty, File, Headers

RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def of_file(headers: Headers, path: str, size: int, asked: dict[str, str]) -> Answer:
    """The answer to GET for a file; `asked` has the request's conditions under WSGI names."""
    tag = _value(headers, "etag")
    if tag and _has(asked.get("HTTP_IF_NONE_MATCH", ""), tag):
        kept = {"etag", "cache-control", "vary", "last-modified", "x-robots-tag"}
        return Empty(304, [header for header in headers if header[0] in kept])
    headers = [header for header in headers if header[0] != "content-length"] + [("accept-ranges", "bytes")]
    wanted = asked.get("HTTP_RANGE", "")
    if wanted and asked.get("HTTP_IF_RANGE", tag) == tag:
        match = RANGE.fullmatch(wanted.strip())
        if match and any(match.groups()):
            return _part(headers, path, size, *match.groups())
    return File(200, [*headers, ("content-length", str(size))], path)


def _part(headers: Headers, path: str, size: int, first: str, last: str) -> Answer:
    """One part of the file: from first to last, from first on, or the last so many bytes."""
    if first:
        start, end = int(first), min(int(last) + 1, size) if last else size
        backwards = bool(last) and int(last) < start
    else:
        start, end, backwards = max(size - int(last), 0), size, int(last) == 0
    if backwards or start >= size:
        without = [header for header in headers if header[0] in {"cache-control", "x-robots-tag"}]
        return Empty(416, [*without, ("content-range", f"bytes */{size}")])
    about = [("content-range", f"bytes {start}-{end - 1}/{size}"), ("content-length", str(end - start))]
    return File(206, [*headers, *about], path, (start, end))


def _has(tags: str, tag: str) -> bool:
    plain = tag.removeprefix("W/")
    return tags.strip() == "*" or plain in {each.strip().removeprefix("W/") for each in tags.split(",")}


def _value(headers: Headers, name: str) -> str:
    return next((value for key, value in headers if key == name), "")
