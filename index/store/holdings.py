"""What the store holds, source by source, for a list of it."""

import sqlite3
from dataclasses import dataclass

from corpus.model import Source
from index.store.sources import SUMMARY, Origin, held_of


@dataclass(frozen=True, slots=True)
class Holding:
    """A live source, without its text and sections, and how much there is of it."""

    source: Source
    origin: Origin
    place: str | None
    """Where a user's source was read from."""
    passages: int
    records: int
    joined: tuple[str, ...] = ()
    """Ids of the other sources of the same paper that it stands for."""


def live_holdings(connection: sqlite3.Connection) -> list[Holding]:
    """All live sources, oldest first."""
    rows = connection.execute(
        f"SELECT {SUMMARY}, coalesce(p.count, 0) AS passages, coalesce(r.count, 0) AS records FROM sources s"
        " LEFT JOIN (SELECT source, count(*) AS count FROM passages GROUP BY source) p ON p.source = s.key"
        " LEFT JOIN (SELECT source, count(*) AS count FROM records GROUP BY source) r ON r.source = s.key"
        " WHERE s.live ORDER BY s.key"
    )
    return [
        Holding(held.source, held.origin, held.place, row["passages"], row["records"], held.joined)
        for row in rows.fetchall()
        if (held := held_of(row))
    ]
