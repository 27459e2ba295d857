"""Tables as CSV, for programs and spreadsheets."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import cast

from assistant.model import Answer
from corpus.model import Record, Source

_COLUMNS = "id mirna effect drugs cancer targets mechanism model confidence".split()
_SOURCE = "source_id title year doi status".split()


def records_csv(found: Iterable[tuple[Record, Source]]) -> str:
    """The curated records with what cites their sources."""
    return table_csv(
        [*_COLUMNS, *_SOURCE],
        (_values(record, source) for record, source in found),
    )


def answer_csv(answer: Answer) -> str:
    """The records of a list in the same columns, each with the number of its citation."""
    rows = ([*_values(row.record, row.source), row.citation] for row in answer.rows)
    return table_csv([*_COLUMNS, *_SOURCE, "citation"], rows)


def record_values(record: Record) -> list[str]:
    """The fields of a record that a table has columns for."""
    values = (getattr(record, name) for name in _COLUMNS)
    return [", ".join(cast("tuple[str, ...]", value)) if isinstance(value, tuple) else value or "" for value in values]


def _values(record: Record, source: Source) -> list[str | int | None]:
    return [*record_values(record), source.id, source.title, source.year, source.doi, source.status]


def table_csv(columns: Sequence[str], rows: Iterable[Sequence[str | int | None]]) -> str:
    """Any table under its headings; None is left empty."""
    written = StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return written.getvalue()
