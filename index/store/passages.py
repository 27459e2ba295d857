"""Passages, their vectors, and the name of the finished vector index, in the store."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.model import Passage, Source, embedded_text
from corpus.words import fold
from index.store.frequencies import count_words
from index.store.mentions import name_tokens
from index.store.rows import select
from index.store.sources import SUMMARY, source_of


@dataclass(frozen=True, slots=True)
class Version:
    """A finished vector index, and what it was made of and with."""

    folder: str
    model: str
    dimension: int
    maker: int
    """Version of the passage maker."""
    vectors: int
    """Different embedded texts."""
    passages: int
    shipped: str | None
    """Fingerprint of the shipped corpus that is part of it, or None when that was left out."""


def finished_version(connection: sqlite3.Connection) -> Version | None:
    """The vector index that belongs to what is live."""
    row = connection.execute("SELECT version FROM finished").fetchone()
    return Version(**json.loads(row["version"])) if row else None


def go_live(connection: sqlite3.Connection, version: Version) -> None:
    """Make every wanted revision live, every other one not, and name their vector index.

    The words of passages that are not live are in no table that is searched or counted.
    """
    connection.execute(f"DELETE FROM lexical WHERE rowid IN ({_CHANGING} s.live AND NOT s.wanted)")
    rows = connection.execute(
        f"SELECT key, heading, text FROM passages WHERE key IN ({_CHANGING} s.wanted AND NOT s.live)"
    )
    connection.executemany(
        "INSERT INTO lexical (rowid, heading, text, names) VALUES (?, ?, ?, ?)",
        (
            (row["key"], fold(row["heading"]), fold(row["text"]), name_tokens(connection, row["key"]))
            for row in rows.fetchall()
        ),
    )
    count_words(connection)
    connection.execute("UPDATE sources SET live = 0 WHERE live AND NOT wanted")
    connection.execute("UPDATE sources SET live = 1 WHERE wanted AND NOT live")
    connection.execute("INSERT OR REPLACE INTO finished VALUES (1, ?)", (json.dumps(asdict(version)),))


_CHANGING = "SELECT p.key FROM passages p JOIN sources s ON s.key = p.source WHERE"


def count_wanted(connection: sqlite3.Connection) -> int:
    """The number of wanted passages."""
    query = "SELECT count(*) FROM passages p JOIN sources s ON s.key = p.source WHERE s.wanted"
    return connection.execute(query).fetchone()[0]


def wanted_digests(connection: sqlite3.Connection) -> list[str]:
    """The embedded texts of all wanted passages, each once, in order."""
    return [row["digest"] for row in connection.execute(_DIGESTS + "wanted ORDER BY p.digest")]


def live_digests(connection: sqlite3.Connection) -> list[str]:
    """The embedded texts of all live passages, each once, in order."""
    return [row["digest"] for row in connection.execute(_DIGESTS + "live ORDER BY p.digest")]


_DIGESTS = "SELECT DISTINCT p.digest FROM passages p JOIN sources s ON s.key = p.source WHERE s."


def missing_vectors(connection: sqlite3.Connection, model: str) -> list[int]:
    """Keys of wanted passages whose text has no vector of a model, each text once, shortest first."""
    rows = connection.execute(
        "SELECT min(p.key) AS key FROM passages p JOIN sources s ON s.key = p.source"
        " LEFT JOIN vectors v ON v.digest = p.digest AND v.model = ?"
        " WHERE s.wanted AND v.digest IS NULL GROUP BY p.digest ORDER BY p.pieces, p.key",
        (model,),
    )
    return [row["key"] for row in rows]


def embedded_texts(connection: sqlite3.Connection, keys: Sequence[int]) -> list[tuple[str, str]]:
    """(digest, embedded text) of passages, in the order of ``keys``."""
    found = {
        row["key"]: (row["digest"], embedded_text(row["heading"], row["text"]))
        for row in select(connection, "SELECT key, digest, heading, text FROM passages WHERE key IN", keys)
    }
    return [found[key] for key in keys]


def add_vectors(
    connection: sqlite3.Connection, model: str, digests: Sequence[str], vectors: NDArray[np.float32]
) -> None:
    """Keep vectors, shape (len(digests), dimension), as little-endian 32-bit floats."""
    rows = ((model, digest, vector.astype("<f4").tobytes()) for digest, vector in zip(digests, vectors, strict=True))
    connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)


def read_vectors(
    connection: sqlite3.Connection, model: str, digests: Sequence[str]
) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """(digest, vector) of those texts that have one."""
    query = "SELECT digest, vector FROM vectors WHERE model = ? AND digest IN"
    for row in select(connection, query, digests, model):
        yield row["digest"], np.frombuffer(row["vector"], dtype="<f4")


def drop_unused_vectors(connection: sqlite3.Connection) -> None:
    """Delete vectors of texts that no passage has any more."""
    connection.execute("DELETE FROM vectors WHERE digest NOT IN (SELECT digest FROM passages)")


@dataclass(frozen=True, slots=True)
class Stored:
    """A live passage with its source; the source's text and sections are left out."""

    key: int
    passage: Passage
    source: Source


def digests_of(connection: sqlite3.Connection, keys: Sequence[int]) -> list[str]:
    """The embedded texts of passages, each once."""
    rows = select(connection, "SELECT digest FROM passages WHERE key IN", keys)
    return list(dict.fromkeys(row["digest"] for row in rows))


def live_keys(connection: sqlite3.Connection, digests: Sequence[str]) -> dict[str, list[int]]:
    """Keys of the live passages of each embedded text."""
    keys: dict[str, list[int]] = {}
    query = "SELECT p.key, p.digest FROM passages p JOIN sources s ON s.key = p.source WHERE s.live AND p.digest IN"
    for row in select(connection, query, digests):
        keys.setdefault(row["digest"], []).append(row["key"])
    return keys


def read_passages(connection: sqlite3.Connection, keys: Sequence[int]) -> list[Stored]:
    """Passages by key, in the order of ``keys``."""
    query = (
        f"SELECT {SUMMARY}, p.key, p.start, p.end, p.text AS passage_text, p.heading, p.section, p.record, p.basis,"
        " p.sentences, p.pieces FROM passages p JOIN sources s ON s.key = p.source WHERE p.key IN"
    )
    found = {row["key"]: Stored(row["key"], _passage(row), source_of(row)) for row in select(connection, query, keys)}
    return [found[key] for key in keys]


def live_record_passages(connection: sqlite3.Connection) -> list[int]:
    """Keys of the live passages that word a record, in their order."""
    query = "SELECT p.key FROM passages p JOIN sources s ON s.key = p.source WHERE s.live AND p.record IS NOT NULL"
    return [row["key"] for row in connection.execute(query + " ORDER BY p.key")]


def live_keys_of_source(connection: sqlite3.Connection, name: str) -> list[int]:
    """Keys of the live passages of a source, in the order of its text."""
    query = "SELECT p.key FROM passages p JOIN sources s ON s.key = p.source WHERE s.live AND s.id = ? ORDER BY p.start"
    return [row["key"] for row in connection.execute(query, (name,))]


def _passage(row: sqlite3.Row) -> Passage:
    return Passage(
        start=row["start"],
        end=row["end"],
        text=row["passage_text"],
        heading=row["heading"],
        section=row["section"],
        record=row["record"],
        basis=row["basis"],
        sentences=tuple((start, end) for start, end in json.loads(row["sentences"])),
        pieces=row["pieces"],
    )
