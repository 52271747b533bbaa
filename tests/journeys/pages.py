"""The pages whose address needs nothing filled in: those of the access matrix, so that a new page is among them."""

from collections.abc import Iterator

from tests.house.matrix import ROUTES

# What scripts and browsers ask for by themselves.
NO_PAGES = {"feed/newer", "search/suggestions", "search/handles", "icon.svg", "manifest.webmanifest", "worker.js"}


def pages_of(persona: str) -> Iterator[str]:
    for pattern, row in ROUTES.items():
        is_page = row.get is not None and row.get[persona] == "ok" and pattern not in NO_PAGES
        if is_page and not {"<", "^"} & set(pattern):
            yield f"/{pattern}"
