"""Curated records: two CSV tables, checked against their Table Schema (``datapackage.json``)."""

from collections.abc import Mapping
from dataclasses import fields
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import ExociteError
from corpus.model import Record, Section, Source
from corpus.readers.bibliography import bibliography
from corpus.storable import storable
from corpus.wording import MECHANISMS, word_record

if TYPE_CHECKING:
    from frictionless import Package


def read_records(folder: Path) -> tuple[list[Source], list[Record]]:
    """The studies of ``studies.csv`` as sources, and the records of ``records.csv``.

    The text of a study is this project's wording of its records, a section and a paragraph each.
    Raises ExociteError with file, line, column and reason for the first fault of either table.
    """
    package: Any = _valid_package(folder)
    rows: dict[str, list[Any]] = {name: package.get_resource(name).read_rows() for name in ("studies", "records")}
    records = [_record(folder, row.row_number, row.to_dict()) for row in rows["records"]]
    ordered = sorted(records, key=lambda record: record.source_id)
    of_study = {name: list(group) for name, group in groupby(ordered, key=lambda record: record.source_id)}
    studies = [_study(folder, row.row_number, row.to_dict(), of_study) for row in rows["studies"]]
    return studies, records


def _valid_package(folder: Path) -> "Package":
    from frictionless import FrictionlessException, Package

    path = folder / "datapackage.json"
    try:
        package = Package(path)
        report = package.validate()
    except FrictionlessException as error:
        raise ExociteError(f"{path} can't be used ({error.error.message}); restore or mend it.") from error
    for task in report.tasks:
        for fault in task.errors:
            line = getattr(fault, "row_number", None)
            column = getattr(fault, "field_name", None)
            where = (
                f"{folder / task.place}" + (f", line {line}" if line else "") + (f", column {column}" if column else "")
            )
            raise ExociteError(f"{where}: {fault.note or fault.message}; mend that row.")
    for fault in report.errors:
        raise ExociteError(f"{path}: {fault.message}; mend it.")
    return package


def _record(folder: Path, line: int, row: Mapping[str, Any]) -> Record:
    values: dict[str, Any] = {field.name: row[field.name] for field in fields(Record)}
    for name in ("drugs", "targets", "pathway", "mechanism"):
        values[name] = tuple(storable(item).strip() for item in values[name] or ())
    for label in values["mechanism"]:
        if label not in MECHANISMS:
            raise ExociteError(
                f"{folder / 'records.csv'}, line {line}, column mechanism: {label!r} is not a known label; "
                f"write one of {', '.join(MECHANISMS)}."
            )
    return Record(**values)


def _study(folder: Path, line: int, row: Mapping[str, Any], of_study: Mapping[str, list[Record]]) -> Source:
    where = f"{folder / 'studies.csv'}, line {line}"
    name = row["source_id"]
    if name not in of_study:
        raise ExociteError(f"{where}: no record names the study {name}; add its record or remove the row.")
    meta = bibliography(where, row)
    if author := row["first_author"]:
        meta |= {"authors": (author,), "et_al": True}
    text = ""
    sections: list[Section] = []
    for record in of_study[name]:
        start = len(text)
        text += word_record(record)
        sections.append(Section(f"Record {record.id}", start, len(text), record.id, record.confidence))
        text += "\n\n"
    return Source(id=name, kind="study", text=text.rstrip(), sections=tuple(sections), **meta)
