"""What the databases do differently: how a table of terms is made, what it keeps, and how it is asked."""

from types import ModuleType

from django.db import connection

from kith.search.backends import postgres, sqlite

BACKENDS: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgres}


def backend() -> ModuleType:
    """The one of this installation's database: `CREATE`, `MATCHES`, `document(terms)`, `expression(wants)`."""
    return BACKENDS[connection.vendor]
