"""Records that a user adds: CSV or TSV in the shape of ``records/datapackage.json``, with the columns of the paper."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any, cast, get_args

from corpus.errors import ExociteError
from corpus.identifiers import identifiers
from corpus.model import Confidence, Effect, Record, Section, Source
from corpus.readers.bibliography import bibliography
from corpus.readers.columns import PAPER, places, recognised
from corpus.readers.reading import Limits, Reading
from corpus.readers.text import decoded, read_text
from corpus.storable import storable
from corpus.wording import MECHANISMS, word_record

ADDED = "added_record"
"""What was read for a record that a user added: what its curator read."""
_NO_PAPER: dict[str, str] = {}
_LISTS = ("drugs", "targets", "pathway", "mechanism")
_EFFECTS: dict[str, Effect] = {
    "promotes": "promotes_resistance", "promotes resistance": "promotes_resistance",
    "resistance": "promotes_resistance", "increases resistance": "promotes_resistance",
    "reverses": "reverses_resistance", "reverses resistance": "reverses_resistance",
    "sensitivity": "reverses_resistance", "decreases resistance": "reverses_resistance",
    "restores sensitivity": "reverses_resistance", "biomarker": "biomarker_only", "biomarker only": "biomarker_only",
}  # fmt: skip


def looks_like_records(start: bytes) -> bool:
    """Whether the first line names the columns of records."""
    try:
        line = decoded("it", start).lstrip("\ufeff").splitlines()[0]
    except (ExociteError, IndexError):
        return False
    return recognised(line.strip().replace('"', "").split(_delimiter(line))) >= 3


@dataclass(frozen=True, slots=True)
class _Row:
    where: str
    number: int
    values: Mapping[str, str]


def read_record_table(path: Path, limits: Limits) -> Reading:
    """The records of a table, under the papers that they were read in; a paper that no row names is the file itself.

    Raises ExociteError with line and column for the first fault; then nothing of the file is taken.
    """
    rows = list(_rows(path, read_text(path, limits.max_bytes).lstrip("\ufeff"), limits.columns))
    if not rows:
        raise ExociteError(f"{path} has no rows below its headings; there is nothing to add.")
    papers = _papers_beside(path, limits.max_bytes)
    name = storable(path.name)
    by_paper: dict[str, list[tuple[_Row, Record]]] = {}
    seen: dict[str, int] = {}
    for given in rows:
        values: Mapping[str, str] = {**papers.get(given.values.get("source_id", ""), _NO_PAPER), **given.values}
        row = _Row(given.where, given.number, values)
        paper = _paper(name, values)
        record = _record(row, f"{name}#{values.get('id') or row.number}", paper)
        if record.id in seen:
            raise ExociteError(f"{row.where}: the id {values['id']!r} is also in line {seen[record.id]}; change one.")
        seen[record.id] = row.number
        by_paper.setdefault(paper, []).append((row, record))
    sources = tuple(_source(paper, found) for paper, found in by_paper.items())
    return Reading(sources, tuple(record for found in by_paper.values() for _, record in found))


def _rows(path: Path, text: str, columns: Mapping[str, str]) -> Iterator[_Row]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text.split("\n", 1)[0]), strict=True)
    try:
        headings = [heading.strip() for heading in next(reader, list[str]())]
        at = places(path, headings, columns)
        for cells in reader:
            if any(cell.strip() for cell in cells):
                values = {column: cells[i].strip() for column, i in at.items() if i < len(cells)}
                yield _Row(f"{path}, line {reader.line_num}", reader.line_num, values)
    except csv.Error as error:
        raise ExociteError(f"{path}, line {reader.line_num}: the table is broken ({error}); mend that line.") from error


def _delimiter(line: str) -> str:
    return max("\t,;", key=line.count)


def _papers_beside(path: Path, max_bytes: int) -> dict[str, dict[str, str]]:
    """The papers of ``studies.csv`` in the same folder, as the corpus's own data package has them."""
    beside = path.with_name("studies.csv")
    if beside == path or not beside.is_file():
        return {}
    rows = csv.DictReader(StringIO(read_text(beside, max_bytes), newline=""))
    return {row.get("source_id") or "": {k: v for k, v in row.items() if k in PAPER and v} for row in rows}


def _paper(name: str, values: Mapping[str, str]) -> str:
    first = next(iter(identifiers(values.get("pmcid"), values.get("pmid"), values.get("doi"))), None)
    key = str(first) if first else values.get("source_id") or values.get("title") or ""
    return f"{name}#{storable(key)[:200]}" if key else name


def _record(row: _Row, name: str, paper: str) -> Record:
    values = row.values
    for column in ("mirna", "cancer", "drugs", "effect"):
        if not values.get(column):
            raise ExociteError(f"{row.where}, column {column}: it is empty; fill it, or remove the row.")
    effect = values["effect"].strip().lower().replace("_", " ")
    chosen = _EFFECTS.get(effect)
    if chosen is None:
        raise ExociteError(
            f"{row.where}, column effect: {values['effect'][:50]!r} is not a known effect; write one of "
            f"{', '.join(get_args(Effect))}."
        )
    lists = {column: _items(values.get(column, "")) for column in _LISTS}
    for label in lists["mechanism"]:
        if label not in MECHANISMS:
            raise ExociteError(
                f"{row.where}, column mechanism: {label[:50]!r} is not a known label; "
                f"write one of {', '.join(MECHANISMS)}."
            )
    confidence = values.get("confidence") or "abstract_read"
    if confidence not in get_args(Confidence):
        raise ExociteError(
            f"{row.where}, column confidence: {confidence[:50]!r} is not known; write one of "
            f"{', '.join(get_args(Confidence))}."
        )
    texts = {c: storable(values[c]) for c in ("ev_level_change", "donor", "recipient", "model") if values.get(c)}
    optional: dict[str, Any] = dict.fromkeys(("ev_level_change", "donor", "recipient", "model"), None) | texts
    verb = {"promotes_resistance": "promotes resistance", "reverses_resistance": "reverses resistance"}.get(chosen)
    said = f"{values['mirna']} {verb or 'marks the response'} to {', '.join(lists['drugs'])} in {values['cancer']}"
    return Record(
        id=storable(name),
        source_id=paper,
        mirna=storable(values["mirna"]),
        cancer=storable(values["cancer"]),
        effect=chosen,
        ev_cargo=storable(values.get("ev_cargo") or "miRNA"),
        evidence_note=storable(values.get("evidence_note") or said),
        confidence=cast("Confidence", confidence),
        **lists,
        **optional,
    )


def _items(text: str) -> tuple[str, ...]:
    return tuple(storable(item.strip()) for item in text.split(";") if item.strip())


def _source(name: str, found: Sequence[tuple[_Row, Record]]) -> Source:
    row = found[0][0]
    meta = bibliography(row.where, row.values)
    if author := row.values.get("first_author"):
        meta |= {"authors": (storable(author),), "et_al": True}
    text = ""
    sections: list[Section] = []
    for _, record in found:
        start = len(text)
        text += word_record(record)
        sections.append(Section(f"Record {record.id}", start, len(text), record.id, ADDED))
        text += "\n\n"
    title = meta.pop("title", None) or (None if any(k in meta for k in ("doi", "pmid", "pmcid")) else name)
    return Source(id=name, kind="file", text=text.rstrip(), sections=tuple(sections), title=title, **meta)
