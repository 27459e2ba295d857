"""Mentions in the store: which names stand where in which passage, found once, before any question."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple

from corpus.model import Mention, NameKind
from corpus.names.names import Names
from index.store.rows import select

Placed = tuple[Mention, bool]
"""A mention, and whether it stands in the text of the passage and not in its heading."""


class HeldName(NamedTuple):
    """A name that a passage holds."""

    kind: NameKind
    name: str
    inside: bool
    """Whether it stands in the text of the passage, not only in its heading."""


def mentions_of(heading: str, text: str, start: int, names: Names) -> list[Placed]:
    """The mentions of a passage; those in its text at their place in the source, of which it begins at ``start``."""
    above = names.find(heading)
    return [
        *((mention, False) for mention in above),
        *((Mention(m.kind, m.name, m.start + start, m.end + start), True) for m in names.find(text, above)),
    ]


def write_mentions(connection: sqlite3.Connection, passage: int, mentions: Iterable[Placed]) -> None:
    """Keep the mentions of a passage."""
    connection.executemany(
        "INSERT INTO mentions VALUES (?, ?, ?, ?, ?)",
        ((passage, m.kind, m.name, *((m.start, m.end) if inside else (None, None))) for m, inside in mentions),
    )


def read_mentions(connection: sqlite3.Connection, passages: Sequence[int]) -> dict[int, list[Placed]]:
    """The mentions of each passage; one in a heading lies at 0."""
    found: dict[int, list[Placed]] = defaultdict(list)
    for row in select(connection, "SELECT * FROM mentions WHERE passage IN", passages):
        mention = Mention(row["kind"], row["name"], row["start"] or 0, row["end"] or 0)
        found[row["passage"]].append((mention, row["start"] is not None))
    return found


def held_names(
    connection: sqlite3.Connection, passages: Sequence[int], kinds: Collection[NameKind]
) -> dict[int, list[HeldName]]:
    """The names of some kinds that each passage holds, each once in its text and once in its heading."""
    found: dict[int, list[HeldName]] = defaultdict(list)
    query = (
        "SELECT DISTINCT passage, kind, name, start IS NOT NULL FROM mentions"
        " WHERE +kind IN (SELECT value FROM json_each(?)) AND passage IN"
    )
    for passage, *held in select(connection, query, passages, json.dumps(list(kinds))):
        found[passage].append(HeldName(*held))
    return found


def known_names(connection: sqlite3.Connection) -> dict[NameKind, tuple[str, ...]]:
    """All names that the passages mention, by kind."""
    found: dict[NameKind, list[str]] = defaultdict(list)
    for row in connection.execute("SELECT DISTINCT kind, name FROM mentions"):
        found[row["kind"]].append(row["name"])
    return {kind: tuple(names) for kind, names in found.items()}


def count_mentioning(connection: sqlite3.Connection, kind: NameKind, names: Collection[str]) -> int:
    """The number of passages, live or not, that mention one of the names."""
    query = "SELECT count(DISTINCT passage) FROM mentions WHERE kind = ? AND name IN (SELECT value FROM json_each(?))"
    return connection.execute(query, (kind, json.dumps(list(names)))).fetchone()[0]


def name_tokens(connection: sqlite3.Connection, passage: int) -> str:
    """What stands in the lexical index for the names of a passage."""
    rows = connection.execute("SELECT DISTINCT kind, name FROM mentions WHERE passage = ?", (passage,))
    return " ".join(token(row["kind"], row["name"]) for row in rows)


def token(kind: NameKind, name: str) -> str:
    """One word of digits for a name, which no stemmer or tokenizer changes."""
    return str(int(sha256(f"{kind} {name}".encode()).hexdigest()[:13], 16)).rjust(16, "0")


def name_again(connection: sqlite3.Connection, source: int, names: Names) -> None:
    """Find the mentions of a source's passages anew, after a vocabulary was changed."""
    rows = connection.execute("SELECT key, heading, text, start FROM passages WHERE source = ?", (source,)).fetchall()
    for row in rows:
        connection.execute("DELETE FROM mentions WHERE passage = ?", (row["key"],))
        write_mentions(connection, row["key"], mentions_of(row["heading"], row["text"], row["start"], names))
        connection.execute(
            "UPDATE lexical SET names = ? WHERE rowid = ?", (name_tokens(connection, row["key"]), row["key"])
        )
    connection.execute("UPDATE sources SET named = ? WHERE key = ?", (names.identity, source))


def named_otherwise(connection: sqlite3.Connection, identity: str) -> list[int]:
    """Keys of the sources whose mentions were found with another vocabulary."""
    return [row["key"] for row in connection.execute("SELECT key FROM sources WHERE named != ?", (identity,))]
