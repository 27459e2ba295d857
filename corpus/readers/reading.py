"""What a reader makes of a file, and what readers are told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from corpus.model import Record, Source


@dataclass(frozen=True, slots=True)
class Reading:
    """The sources of a file and the records in them."""

    sources: tuple[Source, ...]
    records: tuple[Record, ...] = ()
    note: str | None = None
    """What was left out of the file, in a few words."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reader keeps to."""

    max_bytes: int
    """Of a file, and characters of the text made of it."""
    columns: Mapping[str, str] = field(default_factory=dict[str, str])
    """Headings of a table of records by the names of the columns that they stand for."""


Reader = Callable[[Path, Limits], Reading]


def one_source(read: Callable[[Path, int], list[Source]]) -> Reader:
    """A reader from one that gives sources only."""
    return lambda path, limits: Reading(tuple(read(path, limits.max_bytes)))
