"""Sources and records in the store: staging the ones wanted, making them live, reading them back."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from hashlib import sha256
from typing import Any, Literal

from corpus.model import Passage, Record, Section, Source
from corpus.names.names import Names
from index.store.mentions import mentions_of, write_mentions
from index.store.rows import select

Origin = Literal["builtin", "user"]

_COLUMNS = tuple(field.name for field in fields(Source))
_RECORD = tuple(field.name for field in fields(Record) if field.name != "source_id")
_PASSAGE = (*(field.name for field in fields(Passage)), "digest")
_LISTS = frozenset({"drugs", "targets", "pathway", "mechanism"})


@dataclass(frozen=True, slots=True)
class Held:
    """A source as the store holds it."""

    source: Source
    origin: Origin
    place: str | None
    """The file that a user's source was read from."""
    content: str | None = None
    """Names what that file held when it was read, and by which readers."""
    corrected: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """Fields that somebody set by hand, which another reading of the file leaves as they are."""
    joined: tuple[str, ...] = ()
    """Ids of the other sources of the same paper that this one stands for."""


def revision(source: Source, records: Sequence[Record], cut: str) -> str:
    """Name of a source's content and of the way it is cut into passages."""
    content = json.dumps([asdict(source), [asdict(record) for record in records], cut], ensure_ascii=False)
    return sha256(content.encode()).hexdigest()[:32]


def want(connection: sqlite3.Connection, held: Held, name: str) -> bool:
    """Make a revision that the store has the wanted one of its source; False when it has no such revision."""
    connection.execute("UPDATE sources SET wanted = 0 WHERE id = ? AND wanted", (held.source.id,))
    return bool(
        connection.execute(
            "UPDATE sources SET wanted = 1, place = ?, content = ?, corrected = ? WHERE id = ? AND revision = ?",
            (held.place, held.content, _json(held.corrected), held.source.id, name),
        ).rowcount
    )


def insert(
    connection: sqlite3.Connection,
    held: Held,
    records: Sequence[Record],
    name: str,
    cut: str,
    passages: Iterable[Passage],
    names: Names,
) -> None:
    """Put in a new revision of a source, wanted, with its passages, their mentions, and its records.

    ``cut`` names the way in which the passages were made.
    """
    source = held.source
    values = {column: getattr(source, column) for column in _COLUMNS}
    values["authors"] = json.dumps(source.authors, ensure_ascii=False)
    values["sections"] = json.dumps([asdict(section) for section in source.sections], ensure_ascii=False)
    values["pages"] = json.dumps(source.pages)
    values |= {
        "revision": name,
        "cut": cut,
        "named": names.identity,
        "origin": held.origin,
        "place": held.place,
        "content": held.content,
        "corrected": _json(held.corrected),
        "joined": json.dumps(held.joined) if held.joined else None,
        "wanted": 1,
    }
    key = _insert(connection, "sources", values)
    for passage in passages:
        columns = {column: getattr(passage, column) for column in _PASSAGE}
        place = _insert(connection, "passages", columns | {"source": key, "sentences": json.dumps(passage.sentences)})
        write_mentions(connection, place, mentions_of(passage.heading, passage.text, passage.start, names))
    for record in records:
        columns = {name: _stored(getattr(record, name)) for name in _RECORD}
        _insert(connection, "records", columns | {"source": key})


def _insert(connection: sqlite3.Connection, table: str, values: Mapping[str, Any]) -> int:
    marks = ", ".join("?" * len(values))
    statement = f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})"
    return connection.execute(statement, tuple(values.values())).lastrowid or 0


def _json(values: Mapping[str, Any]) -> str:
    return json.dumps(dict(values), ensure_ascii=False)


def _stored(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else value


def unwant_shipped(connection: sqlite3.Connection) -> None:
    """Want no shipped source any more."""
    connection.execute("UPDATE sources SET wanted = 0 WHERE origin = 'builtin' AND wanted")


def unwant(connection: sqlite3.Connection, names: Iterable[str]) -> None:
    """Want these sources no longer."""
    connection.executemany("UPDATE sources SET wanted = 0 WHERE id = ? AND wanted", ((name,) for name in names))


def take_out(connection: sqlite3.Connection, names: Iterable[str]) -> None:
    """Want these no longer, so that adding the files again from which they were read brings them back."""
    names = list(names)
    connection.executemany(
        "UPDATE sources SET content = NULL WHERE place IN (SELECT place FROM sources WHERE id = ? AND wanted)",
        ((name,) for name in names),
    )
    unwant(connection, names)


def wanted_of_place(connection: sqlite3.Connection, place: str) -> list[str]:
    """Ids of the wanted sources that a user added from a file, oldest first."""
    rows = connection.execute(
        "SELECT id FROM sources WHERE wanted AND origin = 'user' AND place = ? ORDER BY key", (place,)
    )
    return [row["id"] for row in rows]


def is_wanted(connection: sqlite3.Connection, name: str, revision: str) -> bool:
    """Whether that revision of a user's source is the wanted one."""
    query = "SELECT 1 FROM sources WHERE wanted AND origin = 'user' AND id = ? AND revision = ?"
    return connection.execute(query, (name, revision)).fetchone() is not None


def wanted_holder(connection: sqlite3.Connection, name: str) -> tuple[Origin, str | None] | None:
    """(origin, place) of the wanted source with an id."""
    row = connection.execute("SELECT origin, place FROM sources WHERE wanted AND id = ?", (name,)).fetchone()
    return (row["origin"], row["place"]) if row else None


def wanted_papers(connection: sqlite3.Connection) -> list[Held]:
    """Texts that a user added with a DOI, PMID or PMCID, oldest first, without texts and sections."""
    query = f"SELECT {SUMMARY} FROM sources s WHERE s.wanted AND s.origin = 'user' AND s.key NOT IN"
    query += " (SELECT source FROM records) AND coalesce(s.doi, s.pmid, s.pmcid) IS NOT NULL ORDER BY s.key"
    return [held_of(row) for row in connection.execute(query)]


def identified_elsewhere(
    connection: sqlite3.Connection, place: str
) -> list[tuple[str, str | None, str | None, str | None]]:
    """(id, PMCID, PMID, DOI) of the texts with one of these that a user added from other places than this one."""
    rows = connection.execute(
        "SELECT id, pmcid, pmid, doi FROM sources WHERE wanted AND origin = 'user' AND place IS NOT ?"
        " AND coalesce(doi, pmid, pmcid) IS NOT NULL AND key NOT IN (SELECT source FROM records) ORDER BY key",
        (place,),
    )
    return [tuple(row) for row in rows]


def wanted_source(connection: sqlite3.Connection, name: str) -> Held | None:
    """The wanted source with an id."""
    row = connection.execute("SELECT * FROM sources WHERE wanted AND id = ?", (name,)).fetchone()
    return held_of(row) if row else None


def wanted_key(connection: sqlite3.Connection, name: str) -> int | None:
    """The key of the wanted source with an id."""
    row = connection.execute("SELECT key FROM sources WHERE wanted AND id = ?", (name,)).fetchone()
    return row["key"] if row else None


def with_fields(source: Source, values: Mapping[str, Any]) -> Source:
    """A source with other fields, as JSON holds them; its note does not tell a title any more that was set."""
    values = {name: tuple(value or ()) if name == "authors" else value for name, value in values.items()}
    if values.get("authors"):
        values["et_al"] = False
    told = (source.note or "").split("; ")
    kept = [part for part in told if not any(part.lower().startswith(f"{name} ") for name in values)]
    return replace(source, **values | {"note": "; ".join(filter(None, kept)) or None})


def cut_otherwise(connection: sqlite3.Connection, cut: str) -> list[int]:
    """Keys of the wanted sources of users whose passages were made in another way than ``cut``."""
    rows = connection.execute("SELECT key FROM sources WHERE wanted AND origin = 'user' AND cut != ?", (cut,))
    return [row["key"] for row in rows]


def held_source(connection: sqlite3.Connection, key: int) -> Held:
    """The source revision with a key."""
    return held_of(connection.execute("SELECT * FROM sources WHERE key = ?", (key,)).fetchone())


def is_in_line(connection: sqlite3.Connection) -> bool:
    """Whether what is live is what is wanted."""
    return connection.execute("SELECT 1 FROM sources WHERE live != wanted LIMIT 1").fetchone() is None


def drop_the_unwanted(connection: sqlite3.Connection) -> None:
    """Delete revisions that are neither wanted nor live nor a part, with their passages and records."""
    connection.execute("DELETE FROM sources WHERE NOT wanted AND NOT live AND NOT part")


def count_live(connection: sqlite3.Connection) -> int:
    """The number of live sources."""
    return connection.execute("SELECT count(*) FROM sources WHERE live").fetchone()[0]


@dataclass(frozen=True, slots=True)
class SourcesOf:
    """The sources of some passages, by their keys in the store."""

    of: dict[int, int]
    """The source of each passage."""
    identifiers: dict[int, tuple[str | None, ...]]
    """What a question may call each source: id, DOI, PMID, PMCID, title."""


def sources_of(connection: sqlite3.Connection, passages: Sequence[int]) -> SourcesOf:
    """The sources of passages."""
    of = {
        row["key"]: row["source"]
        for row in select(connection, "SELECT key, source FROM passages WHERE key IN", passages)
    }
    query = "SELECT key, id, doi, pmid, pmcid, title FROM sources WHERE key IN"
    rows = select(connection, query, sorted(set(of.values())))
    return SourcesOf(of, {row["key"]: tuple(row)[1:] for row in rows})


def live_source(connection: sqlite3.Connection, name: str) -> Held | None:
    """The live source with an id, or the one that holds a record with that id, or that stands for that source."""
    row = connection.execute("SELECT * FROM sources WHERE live AND id = ?", (name,)).fetchone()
    if row is None:
        row = connection.execute(
            "SELECT s.* FROM sources s JOIN records r ON r.source = s.key WHERE s.live AND r.id = ?", (name,)
        ).fetchone()
    if row is None:
        row = connection.execute(
            "SELECT s.* FROM sources s, json_each(s.joined) j WHERE s.live AND j.value = ?", (name,)
        ).fetchone()
    return held_of(row) if row else None


def live_sources(connection: sqlite3.Connection) -> Iterator[Held]:
    """All live sources, oldest first, without their texts and sections."""
    for row in connection.execute(f"SELECT {SUMMARY} FROM sources s WHERE s.live ORDER BY s.key"):
        yield held_of(row)


SUMMARY = ", ".join(
    f"'' AS {column}" if column in ("text", "sections") else f"s.{column}"
    for column in ("origin", "place", "content", "corrected", "joined", *_COLUMNS)
)
"""Columns of ``sources s`` for everything but the text and the sections, which come empty."""


def held_of(row: sqlite3.Row) -> Held:
    """What a row of ``sources`` holds."""
    joined = tuple(json.loads(row["joined"] or "[]"))
    return Held(source_of(row), row["origin"], row["place"], row["content"], json.loads(row["corrected"]), joined)


def source_of(row: sqlite3.Row) -> Source:
    """The source in a row that has the columns of ``sources``."""
    values = {column: row[column] for column in _COLUMNS}
    values["authors"] = tuple(json.loads(row["authors"]))
    values["sections"] = tuple(Section(**section) for section in json.loads(row["sections"] or "[]"))
    values["et_al"] = bool(row["et_al"])
    values["pages"] = tuple((offset, page) for offset, page in json.loads(row["pages"]))
    return Source(**values)


def live_records(connection: sqlite3.Connection) -> list[tuple[Record, Source]]:
    """All live records with their sources (without text), in the order of their ids."""
    query = f"SELECT s.key, {SUMMARY} FROM sources s WHERE s.live AND s.key IN (SELECT source FROM records)"
    sources = {row["key"]: source_of(row) for row in connection.execute(query)}
    rows = connection.execute("SELECT r.* FROM records r JOIN sources s ON s.key = r.source WHERE s.live ORDER BY r.id")
    return [(_record(row, sources[row["source"]]), sources[row["source"]]) for row in rows]


def records_of(connection: sqlite3.Connection, key: int) -> list[Record]:
    """The records of the source revision with a key, in the order of their ids."""
    source = held_source(connection, key).source
    rows = connection.execute("SELECT * FROM records WHERE source = ? ORDER BY id", (key,))
    return [_record(row, source) for row in rows]


def _record(row: sqlite3.Row, source: Source) -> Record:
    values = {name: row[name] for name in _RECORD}
    for name in _LISTS:
        values[name] = tuple(json.loads(values[name]))
    return Record(source_id=source.id, **values)
