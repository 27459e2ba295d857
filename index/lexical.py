"""The lexical leg: BM25 over stemmed words, by SQLite's FTS5."""

import json
import sqlite3
from collections.abc import Sequence

from corpus.words import match_expression


def best_matches(
    connection: sqlite3.Connection,
    question: str,
    tokens: Sequence[str],
    count: int,
    weights: tuple[float, float],
    among: Sequence[int] | None,
) -> dict[int, float]:
    """Keys of the passages that match a question best by BM25, best first, each with its score, above 0.

    ``tokens`` stand for the names asked for, ``weights`` are those of a word in the heading and of a
    name, beside 1 for one in the text, and ``among`` holds the keys to choose from, None for all.
    """
    parts = [match_expression(question), *(f"names : {token}" for token in tokens)]
    expression = " OR ".join(filter(None, parts))
    if not expression:
        return {}
    limited = "" if among is None else " AND rowid IN (SELECT value FROM json_each(:among))"
    rows = connection.execute(
        "SELECT rowid AS key, bm25(lexical, :heading, 1.0, :names) AS score FROM lexical"
        f" WHERE lexical MATCH :match{limited} ORDER BY score, rowid LIMIT :count",
        {
            "match": expression,
            "heading": weights[0],
            "names": weights[1],
            "count": count,
            "among": None if among is None else json.dumps(among),
        },
    )
    return {row["key"]: -row["score"] for row in rows}  # FTS5 gives the better match the lower number


def document_frequencies(connection: sqlite3.Connection, stems: Sequence[str]) -> dict[str, int]:
    """In how many passages each stem stands; stems that stand in none are left out."""
    query = "SELECT doc FROM terms WHERE term = ?"
    rows = ((stem, connection.execute(query, (stem,)).fetchone()) for stem in stems)
    return {stem: row["doc"] for stem, row in rows if row}


def has_prefix(connection: sqlite3.Connection, prefix: str) -> bool:
    """Whether any passage has a stem that begins so."""
    query = "SELECT 1 FROM terms WHERE term >= ? AND term < ? LIMIT 1"
    return connection.execute(query, (prefix, prefix + "\U0010ffff")).fetchone() is not None
