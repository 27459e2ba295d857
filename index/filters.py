"""Which passages may be found: by what they mention, by their source, by their record."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from corpus.errors import ExociteError
from corpus.model import NameKind
from corpus.names.names import Names
from index.asked import Asked

_NAMES: Mapping[str, NameKind] = {
    "mirna": "mirna",
    "drug": "drug",
    "cancer": "cancer",
    "gene": "gene",
    "cell": "cell",
    "mechanism": "mechanism",
}
_CALLED: Mapping[NameKind, str] = {"mirna": "microRNA", "cell": "cell of origin"}


@dataclass(frozen=True, slots=True)
class Filter:
    """What every hit must have; each field that is empty asks for nothing, several values of one mean any of them."""

    mirna: tuple[str, ...] = ()
    drug: tuple[str, ...] = ()
    cancer: tuple[str, ...] = ()
    gene: tuple[str, ...] = ()
    cell: tuple[str, ...] = ()
    mechanism: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    """Of source: review, study, note, file; every curated record is of a study."""
    effect: tuple[str, ...] = ()
    """Of the passage's record: promotes_resistance, reverses_resistance, biomarker_only."""
    status: tuple[str, ...] = ()
    """Of publication: retracted, corrected, concern, or ``none``."""
    since: int | None = None
    """Earliest year of publication."""
    until: int | None = None
    """Latest year of publication."""

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))


EVERYTHING = Filter()
"""Lets every passage through."""


def speaking_of(connection: sqlite3.Connection, asked: Asked) -> list[int]:
    """Keys of the live passages that mention every name asked for, those of the shipped corpus first."""
    conditions, values = ["s.live"], list[Any]()
    for name in asked.names:
        conditions.append(_MENTIONS)
        values += [name.kind, json.dumps(sorted(name.meant))]
    query = _KEYS + " AND ".join(conditions) + " ORDER BY s.key, p.key"
    return [row["key"] for row in connection.execute(query, values)]


def allowed(
    connection: sqlite3.Connection, wanted: Filter, names: Names, known: Mapping[NameKind, Sequence[str]]
) -> list[int]:
    """Keys of the live passages that a filter lets through.

    Raises ExociteError for a name that no vocabulary knows.
    """
    conditions, values = ["s.live"], list[Any]()
    for field, kind in _NAMES.items():
        typed: tuple[str, ...] = getattr(wanted, field)
        if typed:
            held = sorted({name for value in typed for name in _meant(kind, value, names, known.get(kind, []))})
            conditions.append(_MENTIONS)
            values += [kind, json.dumps(held)]
    if wanted.kind:
        # A record stays the record of a study where the study's own text holds it too.
        conditions.append("CASE WHEN p.record IS NULL THEN s.kind ELSE 'study' END IN" + _LIST)
        values.append(json.dumps(wanted.kind))
    if wanted.status:
        conditions.append("ifnull(s.status, 'none') IN" + _LIST)
        values.append(json.dumps(wanted.status))
    for year, compared in ((wanted.since, ">="), (wanted.until, "<=")):
        if year is not None:
            conditions.append(f"s.year {compared} ?")
            values.append(year)
    if wanted.effect:
        conditions.append(
            "EXISTS (SELECT 1 FROM records r WHERE r.source = s.key AND r.id = p.record AND r.effect IN" + _LIST + ")"
        )
        values.append(json.dumps(wanted.effect))
    query = _KEYS + " AND ".join(conditions)
    return [row["key"] for row in connection.execute(query, values)]


_LIST = " (SELECT value FROM json_each(?))"
_MENTIONS = "p.key IN (SELECT passage FROM mentions WHERE kind = ? AND name IN" + _LIST + ")"
_KEYS = "SELECT p.key FROM passages p JOIN sources s ON s.key = p.source WHERE "


def _meant(kind: NameKind, value: str, names: Names, known: Sequence[str]) -> list[str]:
    """The names of the corpus that a typed one stands for."""
    typed = names.named(kind, value)
    if not typed:
        raise ExociteError(
            f"{value!r} is no {_CALLED.get(kind, kind)} that the vocabulary knows; check how it is written."
        )
    return [name for name in known if any(names.means(kind, one, name) for one in typed)]
