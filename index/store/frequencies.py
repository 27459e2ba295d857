"""In how many passages each word stands, counted once when the passages change.

The lexical index can count too, but only by reading every place where a word stands.
"""

import sqlite3
from collections.abc import Collection

from index.store.rows import select


def count_words(connection: sqlite3.Connection) -> None:
    """Count anew; part of every change to the lexical index."""
    connection.execute("DELETE FROM frequencies")
    connection.execute("INSERT INTO frequencies SELECT term, doc FROM terms")


def document_frequencies(connection: sqlite3.Connection, stems: Collection[str]) -> dict[str, int]:
    """In how many passages each stem or token of a name stands; those that stand in none are left out."""
    rows = select(connection, "SELECT term, passages FROM frequencies WHERE term IN", list(stems))
    return {row["term"]: row["passages"] for row in rows}


def has_prefix(connection: sqlite3.Connection, prefix: str) -> bool:
    """Whether any passage has a stem that begins so."""
    query = "SELECT 1 FROM frequencies WHERE term >= ? AND term < ? LIMIT 1"
    return connection.execute(query, (prefix, prefix + "\U0010ffff")).fetchone() is not None
