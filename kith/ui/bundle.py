"""One style sheet and one script for the browser, out of one file a component.

`kith.css` and `kith.js` hold nothing but imports. In development the browser follows them; when static files are
collected, each import is replaced by the file it names, so a page needs one request for each.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.base import ContentFile

STYLE = re.compile(r'^@import url\("(?P<file>[^"]+)"\) layer\((?P<layer>\w+)\);$', re.MULTILINE)
SCRIPT = re.compile(r'^import "\./(?P<file>[^"]+)";$', re.MULTILINE)


def join_styles(entry: str, read: Callable[[str], str]) -> str:
    """Put each imported style sheet where its import stood, inside its layer."""
    return STYLE.sub(lambda found: f"@layer {found['layer']} {{\n{read(found['file'])}}}", entry)


def join_scripts(entry: str, read: Callable[[str], str]) -> str:
    """Put each imported module where its import stood, in a block, which keeps its names to itself."""
    return SCRIPT.sub(lambda found: f"{{\n{read(found['file'])}}}", entry)


BUNDLES = {"ui/kith.css": join_styles, "ui/kith.js": join_scripts}


class BundlingStorage(ManifestStaticFilesStorage):
    """Collected static files with the hash of their content in the name, and the two bundles joined."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if not dry_run:
            paths |= {name: self._bundle(name, join, paths) for name, join in BUNDLES.items() if name in paths}
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _bundle(self, name: str, join: Callable, paths: dict[str, Any]) -> tuple["BundlingStorage", str]:
        # Read from where the files came from: what lies here may be the bundle of an earlier collection.
        def read(file: str) -> str:
            storage, path = paths[file]
            with storage.open(path) as opened:
                return opened.read().decode()

        joined = join(read(name), lambda file: read(f"ui/{file}"))
        self.delete(name)
        self.save(name, ContentFile(joined.encode()))
        return self, name
