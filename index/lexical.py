"""The lexical leg: BM25 over stemmed words, by SQLite's FTS5."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from corpus.words import phrases
from index.settings import IndexSettings
from index.store.frequencies import document_frequencies

_ALWAYS = 3
"""Words and names that are looked for, the rarest, however common they are."""


def best_matches(
    connection: sqlite3.Connection,
    question: str,
    tokens: Iterable[str],
    count: int,
    passages: int,
    settings: IndexSettings,
    among: Sequence[int] | None,
) -> dict[int, float]:
    """Keys of the passages that match a question best by BM25, best first, each with its score, above 0.

    ``tokens`` stand for the names asked for, ``passages`` is how many there are, and ``among`` holds the
    keys to choose from, None for all.
    """
    wanted = phrases(question) | {f"names : {token}": [token] for token in tokens}
    expression = " OR ".join(_telling(connection, wanted, passages, settings))
    if not expression:
        return {}
    limited = "" if among is None else " AND rowid IN (SELECT value FROM json_each(:among))"
    rows = connection.execute(
        "SELECT rowid AS key, bm25(lexical, :heading, 1.0, :names) AS score FROM lexical"
        f" WHERE lexical MATCH :match{limited} ORDER BY score, rowid LIMIT :count",
        {
            "match": expression,
            "heading": settings.heading_weight,
            "names": settings.names_weight,
            "count": count,
            "among": None if among is None else json.dumps(among),
        },
    )
    return {row["key"]: -row["score"] for row in rows}  # FTS5 gives the better match the lower number


def _telling(
    connection: sqlite3.Connection, wanted: Mapping[str, Sequence[str]], passages: int, settings: IndexSettings
) -> list[str]:
    """The phrases worth looking for, rarest first: what stands nearly everywhere costs most and tells least."""
    counts = document_frequencies(connection, {stem for stems in wanted.values() for stem in stems})
    places = {phrase: min(counts.get(stem, 0) for stem in stems) for phrase, stems in wanted.items()}
    chosen = [phrase for phrase in wanted if not places[phrase]]  # FTS5 folds some letters that the count does not
    read = 0
    for rank, phrase in enumerate(sorted(filter(places.get, wanted), key=lambda phrase: places[phrase])):
        read += places[phrase]
        if rank < _ALWAYS or (places[phrase] <= settings.lexical_share * passages and read <= settings.lexical_places):
            chosen.append(phrase)
    return chosen
