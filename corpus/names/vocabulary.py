"""The vocabularies: what papers call drugs, cancers, genes, cells and mechanisms, in files that people correct."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from corpus.errors import ExociteError
from corpus.model import NameKind
from corpus.names.tokens import patterns

FILES: Mapping[str, NameKind] = {
    "drugs.csv": "drug",
    "cancers.csv": "cancer",
    "genes.csv": "gene",
    "cells.csv": "cell",
    "mechanisms.csv": "mechanism",
}
_COLUMNS = ("name", "broader", "names", "short", "source")
_DRUG_COLUMNS = ("name", "kind", "broader", "parts", "names", "short", "source")
_DRUG_KINDS = frozenset(("drug", "class", "regimen", "treatment"))
_ONTOLOGIES: Mapping[NameKind, tuple[str, ...]] = {
    "drug": (r"\bUNII [A-Z0-9]{10}\b",),
    "cancer": (r"\bDOID:\d+", r"\bMONDO:\d+"),
    "gene": (r"\bHGNC:\d+",),
    "cell": (r"\bCL:\d+",),
}
"""Identifiers as the column source writes them, the one to be preferred first."""
_LEAST = 3
"""Letters and digits of a name that is recognised anywhere; shorter ones are short forms."""

Key = tuple[NameKind, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row; the columns are described in ``vocabulary/datapackage.json``."""

    kind: NameKind
    name: str
    broader: tuple[str, ...]
    parts: tuple[str, ...]
    names: tuple[str, ...]
    short: tuple[str, ...]
    identifier: str | None = None
    """In the ontology of its kind, such as HGNC:9588, where its sources give just one."""

    @property
    def long(self) -> tuple[str, ...]:
        """What is recognised anywhere: the name, unless it is a short form itself, and the other names."""
        return self.names if self.name in self.short else (self.name, *self.names)


@dataclass(frozen=True)
class Vocabulary:
    """All rows, and how they hang together."""

    entries: Mapping[Key, Entry]

    @cached_property
    def broader(self) -> Mapping[Key, frozenset[str]]:
        """All names that a name falls under, itself left out."""
        found: dict[Key, frozenset[str]] = {}

        def reach(key: Key) -> frozenset[str]:
            if key not in found:
                above = self.entries[key].broader
                found[key] = frozenset(above).union(*(reach((key[0], name)) for name in above))
            return found[key]

        for key in self.entries:
            reach(key)
        return found

    @cached_property
    def narrower(self) -> Mapping[Key, frozenset[str]]:
        """All names that fall under a name, itself left out; a regimen falls under each of its drugs."""
        found: dict[Key, set[str]] = {}
        for key, names in self.broader.items():
            for name in (*names, *self.entries[key].parts):
                found.setdefault((key[0], name), set()).add(key[1])
        return {key: frozenset(names) for key, names in found.items()}


def read_vocabulary(folder: Path) -> Vocabulary:
    """Read the files of a vocabulary folder.

    Raises ExociteError for the first fault, naming file, line, column and reason.
    """
    entries: dict[Key, Entry] = {}
    lines: dict[Key, str] = {}
    owners: dict[Key, tuple[Key, str]] = {}
    for file, kind in FILES.items():
        for where, entry in _entries(folder / file, kind):
            key = (kind, entry.name)
            if key in entries:
                raise ExociteError(f"{where}, column name: {entry.name!r} stands twice; remove one.")
            for name in entry.long:
                _claim(owners, key, name, where)
            entries[key], lines[key] = entry, where
    _check_links(entries, lines)
    return Vocabulary(entries)


def _entries(path: Path, kind: NameKind) -> Iterator[tuple[str, Entry]]:
    columns = _DRUG_COLUMNS if kind == "drug" else _COLUMNS
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file, strict=True)
            if (head := tuple(next(reader, ()))) != columns:
                raise ExociteError(f"{path}, line 1: the columns are {', '.join(head)}, not {', '.join(columns)}.")
            for cells in reader:
                where = f"{path}, line {reader.line_num}"
                if len(cells) != len(columns):
                    raise ExociteError(f"{where}: {len(cells)} cells for {len(columns)} columns; correct the row.")
                yield where, _entry(where, kind, dict(zip(columns, cells, strict=True)))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ExociteError(f"{path} can't be read as a table ({error}); restore it.") from error


def _entry(where: str, kind: NameKind, row: dict[str, str]) -> Entry:
    lists: dict[str, tuple[str, ...]] = {}
    for column, cell in row.items():
        items = tuple(cell.split(";")) if cell else ()
        if any(item != item.strip() or not item for item in items):
            raise ExociteError(f"{where}, column {column}: {cell!r} has an empty item or spaces around one.")
        lists[column] = items
    for column in ("name", "source"):
        if not row[column]:
            raise ExociteError(f"{where}, column {column}: it is empty, and every row needs one.")
    if kind == "drug" and row["kind"] not in _DRUG_KINDS:
        raise ExociteError(f"{where}, column kind: {row['kind']!r} is not one of {', '.join(sorted(_DRUG_KINDS))}.")
    return Entry(
        kind,
        row["name"],
        lists["broader"],
        lists.get("parts", ()),
        lists["names"],
        lists["short"],
        _identifier(kind, row["source"]),
    )


def _identifier(kind: NameKind, source: str) -> str | None:
    """The one identifier that a source gives in the ontology of a kind; of several it can't be told which is meant."""
    for pattern in _ONTOLOGIES.get(kind, ()):
        if found := set(re.findall(pattern, source)):
            return found.pop() if len(found) == 1 else None
    return None


def _claim(owners: dict[Key, tuple[Key, str]], key: Key, name: str, where: str) -> None:
    """A name that is recognised anywhere belongs to one row of its kind; that of a cell may also name a mechanism."""
    if sum(map(str.isalnum, name)) < _LEAST:
        raise ExociteError(f"{where}: {name!r} is too short to be recognised anywhere; move it to the column short.")
    for pattern in patterns(name):
        owner, place = owners.setdefault((key[0], pattern), (key, where))
        if owner != key:
            raise ExociteError(f"{where}: {name!r} is also a name of {owner[1]!r} ({place}); keep one.")


def _check_links(entries: Mapping[Key, Entry], lines: Mapping[Key, str]) -> None:
    for key, entry in entries.items():
        for column, names in (("broader", entry.broader), ("parts", entry.parts)):
            for name in names:
                if (key[0], name) not in entries:
                    raise ExociteError(f"{lines[key]}, column {column}: there is no row {name!r}; add it.")
    for key in entries:
        trail, waiting = {key}, [key]
        while waiting:
            for name in entries[waiting.pop()].broader:
                above = (key[0], name)
                if above == key:
                    raise ExociteError(f"{lines[key]}, column broader: {key[1]!r} falls under itself; correct it.")
                if above not in trail:
                    trail.add(above)
                    waiting.append(above)
