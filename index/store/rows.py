"""Rows by any number of keys."""

import sqlite3
from collections.abc import Iterator, Sequence

_CHUNK = 500
"""Values bound to one statement at most; SQLite's oldest limit is 999."""


def select(
    connection: sqlite3.Connection, query: str, values: Sequence[int] | Sequence[str], *before: object
) -> Iterator[sqlite3.Row]:
    """Rows of a query that ends in IN, for any number of values."""
    for i in range(0, len(values), _CHUNK):
        chunk = values[i : i + _CHUNK]
        yield from connection.execute(f"{query} ({', '.join('?' * len(chunk))})", (*before, *chunk))
