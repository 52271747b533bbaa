"""Static files, answered from memory: each under the name that carries its hash, as it is and compressed."""

import json
import mimetypes
from pathlib import Path

from kith.front.answers import Answer, Empty, Headers, Whole
from kith.front.compress import takes_gzip
from kith.front.refusal import Refused

FOREVER = "public, max-age=31536000, immutable"


class Statics:
    """What `kith up` collected, by address."""

    def __init__(self, root: Path, prefix: str) -> None:
        self.prefix = prefix
        self.files: dict[str, tuple[Whole, Whole | None]] = {}
        manifest = root / "staticfiles.json"
        names = json.loads(manifest.read_text())["paths"].values() if manifest.exists() else []
        for name in names:
            self.files[prefix + name] = _load(root / name)

    def answer(self, method: str, path: str, headers: dict[str, str]) -> Answer:
        """The answer for an address below the prefix."""
        if method not in {"GET", "HEAD"}:
            raise Refused(405)
        if path not in self.files:
            raise Refused(404)
        plain, small = self.files[path]
        chosen = small if small and takes_gzip(headers.get("accept-encoding", "")) else plain
        tag = dict(plain.headers)["etag"]
        if tag in headers.get("if-none-match", ""):
            return Empty(304, [header for header in chosen.headers if header[0] != "content-length"])
        return Empty(200, chosen.headers) if method == "HEAD" else chosen


def _load(path: Path) -> tuple[Whole, Whole | None]:
    body = path.read_bytes()
    small = path.with_name(path.name + ".gz")
    headers: Headers = [
        ("content-type", _kind(path)),
        ("cache-control", FOREVER),
        ("etag", f'W/"{path.name}"'),  # the name carries the hash; weak, since there are two encodings
        ("vary", "Accept-Encoding"),
        ("x-content-type-options", "nosniff"),
    ]
    whole = Whole(200, [*headers, ("content-length", str(len(body)))], body)
    if not small.exists():
        return whole, None
    body = small.read_bytes()
    about = [("content-encoding", "gzip"), ("content-length", str(len(body)))]
    return whole, Whole(200, [*headers, *about], body)


def _kind(path: Path) -> str:
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
