"""A retrieval benchmark in BEIR's folder form (Thakur et al. 2021, arXiv 2104.08663)."""

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from corpus.errors import ExociteError
from corpus.readers.text import read_text
from corpus.storable import storable

CORPUS, QUERIES, QRELS = "corpus.jsonl", "queries.jsonl", "qrels"
HEADER = ["query-id", "corpus-id", "score"]


@dataclass(frozen=True, slots=True)
class Query:
    """A question of a benchmark, and the grade of every document that was judged for it."""

    id: str
    text: str
    relevant: Mapping[str, int]


def read_queries(folder: Path, split: str) -> list[Query]:
    """The queries of a split that have a document of grade 1 or more, in the order of the file.

    Raises ExociteError naming the file and line of the first fault, and for a split without such queries.
    """
    for name in (CORPUS, QUERIES):
        if not (folder / name).is_file():
            raise ExociteError(f"{folder} has no {name}, so it is not a benchmark in BEIR's form; check the folder.")
    path = folder / QRELS / f"{split}.tsv"
    if not path.is_file():
        there = ", ".join(sorted(found.stem for found in path.parent.glob("*.tsv"))) or "none"
        raise ExociteError(f"{path} does not exist; name a split that is there with --split ({there}).")
    texts = _texts(folder / QUERIES)
    judged = _judgements(path, texts)
    queries = [Query(name, texts[name], judged[name]) for name in texts if _has_relevant(judged.get(name))]
    if not queries:
        raise ExociteError(f"{path} judges no document relevant; name another split with --split.")
    return queries


def _texts(path: Path) -> dict[str, str]:
    texts: dict[str, str] = {}
    for where, line in _lines(path):
        try:
            value: object = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ExociteError(f"{where} is not JSON ({error}); mend that line.") from error
        item = cast("dict[str, Any]", value) if isinstance(value, dict) else {}
        name, text = item.get("_id"), item.get("text")
        if not isinstance(name, str | int) or not isinstance(text, str) or not text.strip():
            raise ExociteError(f"{where} is not an object with _id and text; mend that line.")
        if _name(name) in texts:
            raise ExociteError(f"{where}: the _id {name!r} is given to two queries; change one of them.")
        texts[_name(name)] = storable(text)
    return texts


def _judgements(path: Path, texts: Mapping[str, str]) -> dict[str, dict[str, int]]:
    judged: dict[str, dict[str, int]] = {}
    lines = _lines(path)
    where, header = next(lines)
    if header.split() != HEADER:
        raise ExociteError(f"{where} is not the header {', '.join(HEADER)}, parted by tabs; add it.")
    for where, line in lines:
        try:
            query, document, score = (cell.strip() for cell in line.split("\t"))
            grade = int(score)
        except ValueError as error:
            raise ExociteError(
                f"{where} is not {', '.join(HEADER)} (a whole number) parted by tabs; mend that line."
            ) from error
        if query not in texts:
            raise ExociteError(f"{where} judges for the query {query!r}, which {QUERIES} has not; mend one of the two.")
        judged.setdefault(query, {})[document] = grade
    return judged


def _has_relevant(grades: Mapping[str, int] | None) -> bool:
    return any(grade > 0 for grade in (grades or {}).values())


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """(file and number, line) of the lines that are not blank."""
    for number, line in enumerate(read_text(path, sys.maxsize).split("\n"), start=1):
        if line.strip():
            yield f"{path}, line {number}", line


def _name(value: object) -> str:
    """An id as the reader of the corpus writes it."""
    return storable(str(value)).strip()
