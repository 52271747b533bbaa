"""Every address that can be written to has a limit, and the documentation tells all of them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from kith.kernel import limits

PAGE = Path(__file__).resolve().parents[2] / "docs" / "limits.md"
BEGIN, END = "<!-- limits -->\n", "<!-- end -->\n"

# Addresses of others' views, whose limits are in a table of their own (ACCOUNT_RATE_LIMITS), and those that
# change nothing that could be used up.
ELSEWHERE: tuple[str, ...] = ()
HARMLESS: dict[str, str] = {}


def views(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, Callable]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from views(entry, prefix + str(entry.pattern))
        elif isinstance(entry, URLPattern):
            yield prefix + str(entry.pattern), entry.callback


def methods(view: Callable) -> set[str]:
    """What a view accepts, by its class or by the decorators of Django that say so; all methods if none does."""
    if hasattr(view, "view_class"):
        return {name.upper() for name in view.view_class.http_method_names if hasattr(view.view_class, name)}
    found = {"GET", "POST"}
    while view is not None:
        cells = [cell.cell_contents for cell in getattr(view, "__closure__", None) or ()]
        named = [cell for cell in cells if isinstance(cell, list | tuple | set) and cell and set(cell) <= METHODS]
        if getattr(view, "__name__", "") and named:
            found &= set(named[0])
        view = getattr(view, "__wrapped__", None)
    return found


METHODS = {"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"}


def has_limit(view: Callable) -> bool:
    while view is not None:
        if hasattr(view, "limit"):
            return True
        view = getattr(view, "__wrapped__", None)
    return False


def writable() -> list[tuple[str, Callable]]:
    return [
        (address, view)
        for address, view in views(get_resolver())
        if "POST" in methods(view) and not view.__module__.startswith(ELSEWHERE)
    ]


def test_the_walk_finds_addresses_that_can_be_written_to():
    assert len(writable()) > 10


def test_every_address_that_can_be_written_to_has_a_limit():
    bare = [f"{address} ({view.__module__}.{view.__name__})" for address, view in writable() if not has_limit(view)]
    assert not [line for line in bare if line.split()[0] not in HARMLESS]


@pytest.mark.parametrize("action", ["login", "login_failed", "signup", "reset_password", "reauthenticate"])
def test_the_sign_in_library_has_its_own_limits(action):
    assert getattr(settings, "ACCOUNT_RATE_LIMITS", {}).get(action)


def test_the_documentation_has_every_limit():
    """To write it anew: `uv run python -m tests.house.test_limits`."""
    text = PAGE.read_text()
    assert text[text.index(BEGIN) + len(BEGIN) : text.index(END)] == limits.table()


def write() -> None:
    text = PAGE.read_text()
    head, rest = text.split(BEGIN)
    PAGE.write_text(head + BEGIN + limits.table() + END + rest.split(END)[1])


if __name__ == "__main__":
    import django

    django.setup()
    list(views(get_resolver()))
    write()
