"""Text search vectors under a GIN index. They are written out by us (`'term':place`), so no parser or dictionary of
PostgreSQL, and no locale of the cluster, decides what a term is.
"""

from collections.abc import Iterable, Sequence

from kith.search.query import Phrase, Want

CREATE = [
    "CREATE TABLE {table} (rowid bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX {table}_words ON {table} USING gin (words)",
]
MATCHES = "{column} @@ {value}::tsquery"
LAST_PLACE = 16_383  # PostgreSQL counts no further


def document(terms: Sequence[str]) -> str:
    """Terms in their order, as the table takes them."""
    return " ".join(f"'{term}':{min(place, LAST_PLACE)}" for place, term in enumerate(terms, 1))


def expression(wants: Iterable[Want]) -> str:
    """All of these wants as a text search query. Terms have no quotes or backslashes, so nothing in them is syntax."""
    return " & ".join(f"({' | '.join(map(_phrase, want))})" for want in wants)


def _phrase(phrase: Phrase) -> str:
    terms = [f"'{term}'" for term in phrase.terms]
    terms[-1] += ":*" if phrase.open else ""
    return f"({' <-> '.join(terms)})"
