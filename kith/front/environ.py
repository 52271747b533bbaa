"""The request as Django's WSGI handler wants it."""

import io
import sys
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from kith.front.refusal import Refused

# Django would believe these; only what `proxies` has looked at may say who and how.
DROPPED = {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "x-forwarded-port", "forwarded", "x-real-ip"}
METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"}
LONGEST_PATH = 2000


def checked_path(scope: Any) -> str:
    """The path, which Granian has decoded already: NUL passes it, and bytes that are not UTF-8 become U+FFFD."""
    path: str = scope.path
    if scope.method not in METHODS:
        raise Refused(405)
    if "\0" in path or "\ufffd" in path or len(path) > LONGEST_PATH or not path.startswith("/"):
        raise Refused(400)
    return path


def environ_of(
    scope: Any, path: str, client: str, scheme: str | None, body: SpooledTemporaryFile[bytes] | None, length: int
) -> dict[str, Any]:
    """The WSGI environment of a request that has been read whole."""
    stream: IO[bytes] = body or io.BytesIO()
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": client,
        "CONTENT_LENGTH": str(length) if length else "",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": stream,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    environ["SERVER_NAME"], _, environ["SERVER_PORT"] = scope.server.rpartition(":")
    add_headers(environ, scope.headers)
    if scheme is not None:
        environ["HTTP_X_FORWARDED_PROTO"] = scheme
    return environ


def add_headers(environ: dict[str, Any], headers: Any) -> None:
    """Put the headers in. One whose name has an underscore is dropped: it would pass for the one with a hyphen."""
    for name, value in headers.items():
        if name in DROPPED or "_" in name or name == "content-length":
            continue
        if name == "content-type":
            environ["CONTENT_TYPE"] = value
            continue
        key = "HTTP_" + name.upper().replace("-", "_")
        if key in environ:
            value = f"{environ[key]}{'; ' if name == 'cookie' else ','}{value}"
        environ[key] = value
