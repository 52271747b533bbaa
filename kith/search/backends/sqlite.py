"""FTS5. Its tokenizer "ascii" takes every letter outside ASCII as it is, so terms are what we made them.

The table keeps the index alone and no text (`content=''`); the beginnings of words have an index of their own.
"""

from collections.abc import Iterable, Sequence

from kith.search.query import Phrase, Want

CREATE = [
    "CREATE VIRTUAL TABLE {table} USING fts5("
    "words, content='', contentless_delete=1, prefix='2 3', tokenize=\"ascii tokenchars '_'\")"
]
MATCHES = "{column} MATCH {value}"


def document(terms: Sequence[str]) -> str:
    """Terms in their order, as the table takes them."""
    return " ".join(terms)


def expression(wants: Iterable[Want]) -> str:
    """All of these wants, in the language of FTS5. Terms have no quotes, so nothing in them can be syntax."""
    return " AND ".join(f"({' OR '.join(map(_phrase, want))})" for want in wants)


def _phrase(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.terms)}"' + (" *" if phrase.open else "")
