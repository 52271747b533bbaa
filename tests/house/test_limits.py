"""Every address that can be written to has a limit, and the documentation tells all of them."""

from collections.abc import Callable, Iterator
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver
from django.views.decorators.http import require_POST, require_safe

from kith.kernel import limits
from kith.people.access import member_required

PAGE = Path(__file__).resolve().parents[2] / "docs" / "limits.md"
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
BEGIN, END = "<!-- limits -->\n", "<!-- end -->\n"

# Addresses that change nothing which could be used up, and why. The sign-in library's own are behind limits too.
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
        named = [
            cell for cell in cells if isinstance(cell, list | tuple) and cell and all(item in METHODS for item in cell)
        ]
        if named:
            found &= set(named[0])
        view = getattr(view, "__wrapped__", None)
    return found


def has_limit(view: Callable) -> bool:
    while view is not None:
        if hasattr(view, "limit"):
            return True
        view = getattr(view, "__wrapped__", None)
    return False


def writable() -> list[tuple[str, Callable]]:
    return [(address, view) for address, view in views(get_resolver()) if "POST" in methods(view)]


def test_the_walk_finds_addresses_that_can_be_written_to():
    assert len(writable()) > 10


def test_a_view_without_a_limit_is_found_under_its_decorators():
    def bare(request): ...

    assert "POST" in methods(bare)
    assert "POST" in methods(member_required(require_POST(bare)))
    assert "POST" not in methods(member_required(require_safe(bare)))
    assert not has_limit(member_required(require_POST(bare)))
    assert has_limit(member_required(require_POST(limits.limited("publish")(bare))))


def test_every_address_that_can_be_written_to_has_a_limit():
    bare = [f"{address} ({view.__module__}.{view.__name__})" for address, view in writable() if not has_limit(view)]
    assert not [line for line in bare if line.split()[0] not in HARMLESS]


def test_the_documentation_has_every_limit():
    """To write it anew: `uv run bin/limits`."""
    assert list(writable())  # every view is loaded, and with it every limit is defined
    text = PAGE.read_text()
    assert text[text.index(BEGIN) + len(BEGIN) : text.index(END)] == limits.table()
