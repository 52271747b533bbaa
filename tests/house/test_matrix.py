"""Who may do what, held for every route of the URL configuration and everyone who may ask."""

import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import transaction
from django.urls import URLResolver, get_resolver

from tests.house.matrix import ROUTES
from tests.house.personas import PERSONAS, World, make_world, outcome


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, pattern)
        else:
            yield pattern


def address(pattern: str, world: World) -> str:
    filled = ROUTES[pattern].path or re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", "/" + pattern)
    return filled.format(handle=world.things["ana"], pk=world.things["post"], **world.things)


def test_every_route_has_a_row_and_every_row_a_route():
    known = set(patterns(get_resolver()))
    assert known - set(ROUTES) == set(), "routes without a row in tests/house/matrix.py"
    assert set(ROUTES) - known == set(), "rows without a route"


@pytest.mark.parametrize("pattern", ROUTES)
def test_everyone_gets_what_the_matrix_says(pattern, db):
    world, row = make_world(), ROUTES[pattern]
    path = address(pattern, world)
    given = {
        (method, persona): ask(world, method, path, persona, row.data)
        for method in ("get", "post")
        for persona in PERSONAS
    }
    wrong = {}
    for (method, persona), got in given.items():
        wanted = (getattr(row, method) or {}).get(persona, "405")
        # Who asks may be looked at before the method is.
        if got != wanted and (got, wanted) not in {("status", "405"), ("sign in", "405")}:
            wrong[method, persona] = got, wanted
    assert not wrong, f"{path}: (got, wanted) {wrong}"


def ask(world: World, method: str, path: str, persona: str, data: dict) -> str:
    """The outcome for one persona; what it changed is undone."""
    cache.clear()
    client = world.client(persona)
    before = transaction.savepoint_create()
    try:
        return outcome(client.get(path) if method == "get" else client.post(path, data))
    finally:
        transaction.savepoint_rollback(before)
