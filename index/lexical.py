"""The lexical leg: BM25 over stemmed words, by SQLite's FTS5."""

import sqlite3
from collections.abc import Sequence

from corpus.words import match_expression


def best_matches(connection: sqlite3.Connection, question: str, count: int, heading_weight: float) -> list[int]:
    """Keys of the live passages that match a question best by BM25, best first.

    ``heading_weight`` is the weight of a word in the heading, beside 1 for one in the text.
    """
    expression = match_expression(question)
    if not expression:
        return []
    rows = connection.execute(
        "SELECT rowid AS key FROM lexical WHERE lexical MATCH ? ORDER BY bm25(lexical, ?, 1.0), rowid LIMIT ?",
        (expression, heading_weight, count),
    )
    return [row["key"] for row in rows]


def document_frequencies(connection: sqlite3.Connection, stems: Sequence[str]) -> dict[str, int]:
    """In how many passages each stem stands; stems that stand in none are left out."""
    query = "SELECT doc FROM terms WHERE term = ?"
    rows = ((stem, connection.execute(query, (stem,)).fetchone()) for stem in stems)
    return {stem: row["doc"] for stem, row in rows if row}


def has_prefix(connection: sqlite3.Connection, prefix: str) -> bool:
    """Whether any passage has a stem that begins so."""
    query = "SELECT 1 FROM terms WHERE term >= ? AND term < ? LIMIT 1"
    return connection.execute(query, (prefix, prefix + "\U0010ffff")).fetchone() is not None
