"""Papers that are there several times: what is joined, what is kept as a part, and what is the whole again."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from index.store.sources import SUMMARY, Held, held_of


@dataclass(frozen=True, slots=True)
class Candidate:
    """A wanted source with a DOI, PMID or PMCID, without its text and sections."""

    key: int
    held: Held
    has_records: bool


def part_again(connection: sqlite3.Connection) -> None:
    """Want the parts and no longer what was joined of them: so a run finds all as it was given."""
    connection.execute("UPDATE sources SET wanted = 0 WHERE joined IS NOT NULL AND wanted")
    connection.execute("UPDATE sources SET wanted = 1, part = 0 WHERE part")


def candidates(connection: sqlite3.Connection) -> list[Candidate]:
    """All wanted sources that may be one paper with another, oldest first."""
    query = (
        f"SELECT s.key, {SUMMARY}, s.key IN (SELECT source FROM records) AS has_records FROM sources s"
        " WHERE s.wanted AND coalesce(s.doi, s.pmid, s.pmcid) IS NOT NULL ORDER BY s.key"
    )
    rows = connection.execute(query).fetchall()
    return [Candidate(row["key"], held_of(row), bool(row["has_records"])) for row in rows]


def make_parts(connection: sqlite3.Connection, keys: Iterable[int]) -> None:
    """Want these no longer, and keep them."""
    connection.executemany("UPDATE sources SET wanted = 0, part = 1 WHERE key = ?", ((key,) for key in keys))


def stands_for(connection: sqlite3.Connection, name: str) -> str | None:
    """Id of the source into which one with an id is joined, in the last finished state or the wanted one."""
    row = connection.execute(
        "SELECT s.id FROM sources s, json_each(s.joined) j WHERE j.value = ? AND (s.live OR s.wanted)", (name,)
    ).fetchone()
    return row["id"] if row else None


def place_holds(connection: sqlite3.Connection, place: str, content: str) -> list[str]:
    """Ids of what a user added from a place that still holds the same, wanted or part of a paper; else none."""
    rows = connection.execute(
        "SELECT DISTINCT id, content FROM sources WHERE (wanted OR part) AND origin = 'user' AND place = ?"
        " ORDER BY key",
        (place,),
    ).fetchall()
    return [row["id"] for row in rows] if rows and all(row["content"] == content for row in rows) else []
