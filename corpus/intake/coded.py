"""Readings as lines of JSON, between the process that reads and the one that asked: no line can do anything."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from corpus.model import Record, Section, Source
from corpus.readers.reading import Reading

_TUPLES = ("drugs", "targets", "pathway", "mechanism")


@dataclass(frozen=True, slots=True)
class Task:
    """One file to read, and what to keep to."""

    path: str
    member: str | None
    max_bytes: int
    columns: dict[str, str]


def task_line(task: Task) -> str:
    """The task as one line."""
    return json.dumps(asdict(task))


def read_task(line: str) -> Task:
    """The task in a line."""
    return Task(**json.loads(line))


def reading_line(reading: Reading, *, many: bool) -> str:
    """A reading as one line, and whether the file brings ids for its sources."""
    return json.dumps(asdict(reading) | {"many": many})


def error_line(sentence: str) -> str:
    """Why a file was refused, as one line."""
    return json.dumps({"error": sentence})


def read_answer(line: str) -> tuple[Reading, bool] | str:
    """A reading and whether its file brings ids, or why there is none."""
    values: dict[str, Any] = json.loads(line)
    if "error" in values:
        return str(values["error"])
    reading = Reading(tuple(map(_source, values["sources"])), tuple(map(_record, values["records"])), values["note"])
    return reading, bool(values["many"])


def _source(values: dict[str, Any]) -> Source:
    changed: dict[str, Any] = {
        "sections": tuple(Section(**section) for section in values["sections"]),
        "authors": tuple(values["authors"]),
        "pages": tuple((int(offset), int(page)) for offset, page in values["pages"]),
    }
    return Source(**{**values, **changed})


def _record(values: dict[str, Any]) -> Record:
    changed: dict[str, Any] = {name: tuple(values[name]) for name in _TUPLES}
    return Record(**{**values, **changed})
