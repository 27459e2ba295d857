"""Many claims in one run: CSV or JSON Lines in, the same with verdict and best citations out, resumable."""

import csv
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import ExociteError
from index.progress import Progress
from ui.cli.batch import items

if TYPE_CHECKING:
    from assistant.model import Verdict

_FIRST = 3
"""Citations for and against that a row of a table holds."""
_ADDED = ("verdict", "message", "supports", "contradicts", "quote", "why", "error", "seconds")
"""Columns put behind those of a table; the last one tells that a row is whole."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Row:
    """One claim of a file, with all that its line holds; ``error`` where it can't be judged."""

    id: Any
    claim: str
    given: dict[str, Any]
    error: str | None = None


def judge_file(file: Path, out: Path, judge: Callable[[str], "Verdict"], progress: Progress) -> list[str]:
    """Append a line for every claim of a file to another, from where that ends. What could not be judged, and why.

    Raises ExociteError where the files differ in form, or what stands in ``out`` belongs to another file.
    """
    if file.suffix.lower() != out.suffix.lower():
        raise ExociteError(f"{out} must be of the same form as {file}; end its name in {file.suffix or 'no suffix'}.")
    table = _Table(file) if file.suffix.lower() == ".csv" else _Lines(file)
    done = table.finished(out)
    broken = [row.error for row in table.rows if row.error]
    with progress("Judging", len(table.rows)) as advance, out.open("a", encoding="utf-8", newline="") as sink:
        advance(done)
        for row in table.rows[done:]:
            verdict = None
            if not row.error:
                verdict = judge(row.claim)
            sink.write(table.line(row, verdict))
            sink.flush()
            os.fsync(sink.fileno())
            advance(1)
    return broken


class _Lines:
    """JSON Lines: each with ``id`` and ``claim``."""

    def __init__(self, file: Path) -> None:
        self.rows = [
            Row(given.get("id"), str(given.get("claim")), given, error) for given, error in items(str(file), "claim")
        ]

    def finished(self, out: Path) -> int:
        """How many claims the other file holds already; half a line at its end is cut off."""
        if not out.exists():
            return 0
        whole = out.read_bytes()
        kept = whole[: whole.rfind(b"\n") + 1]
        try:
            ids = [json.loads(line).get("id") for line in kept.decode("utf-8").split("\n") if line]
        except (ValueError, AttributeError) as error:
            raise _other(out) from error
        if ids != [row.id for row in self.rows[: len(ids)]]:
            raise _other(out)
        if len(kept) < len(whole):
            os.truncate(out, len(kept))
        return len(ids)

    def line(self, row: Row, verdict: "Verdict | None") -> str:
        from ui.render.as_json import verdict_json

        judged = verdict_json(verdict) if verdict else {"error": row.error}
        return json.dumps({"id": row.id} | judged, ensure_ascii=False) + "\n"


class _Table:
    """CSV: a column ``claim``, and any others, which are kept."""

    def __init__(self, file: Path) -> None:
        from corpus.readers.text import read_text

        reader = csv.DictReader(StringIO(read_text(file, 2**40), newline=""), strict=True)
        try:
            given = [{name: row[name] or "" for name in row if name is not None} for row in reader]  # pyright: ignore[reportUnnecessaryComparison]
        except csv.Error as error:
            raise ExociteError(f"{file}, line {reader.line_num} is no CSV ({error}); mend that line.") from error
        self._columns = [*(reader.fieldnames or ())]
        if "claim" not in self._columns:
            raise ExociteError(f"{file} has no column claim; name the column of the claims so, in its first line.")
        if taken := [name for name in _ADDED if name in self._columns]:
            raise ExociteError(f"{file} has a column {taken[0]} already, which would be written; rename it.")
        self.rows = [self._row(file, number, row) for number, row in enumerate(given, start=1)]

    def _row(self, file: Path, number: int, given: dict[str, Any]) -> Row:
        from corpus.asked import checked

        try:
            checked(given["claim"], "claim")
        except ExociteError as error:
            return Row(number, "", given, f"{file}, row {number}: {error}")
        return Row(number, given["claim"], given)

    def finished(self, out: Path) -> int:
        """How many claims the other file holds already; half a row at its end is cut off."""
        header = self._written([*self._columns, *_ADDED])
        text = out.read_bytes().decode("utf-8", errors="replace") if out.exists() else ""
        try:
            rows = list(csv.reader(StringIO(text, newline="")))
        except csv.Error as error:
            raise _other(out) from error
        if rows and not text.startswith(header):
            raise _other(out)
        whole = [row for row in rows[1:] if len(row) == len(self._columns) + len(_ADDED)]
        if whole and not text.endswith("\n"):
            whole.pop()
        mine = [[row.given[name] for name in self._columns] for row in self.rows[: len(whole)]]
        if [row[: len(self._columns)] for row in whole] != mine:
            raise _other(out)
        aside = out.with_name(out.name + ".part")
        aside.write_text(header + "".join(map(self._written, whole)), encoding="utf-8", newline="")
        aside.replace(out)
        return len(whole)

    def line(self, row: Row, verdict: "Verdict | None") -> str:
        return self._written([*(row.given[name] for name in self._columns), *_cells(row, verdict)])

    def _written(self, cells: Sequence[str]) -> str:
        sink = StringIO(newline="")
        csv.writer(sink, lineterminator="\n").writerow(cells)
        return sink.getvalue()


def _cells(row: Row, verdict: "Verdict | None") -> list[str]:
    if verdict is None:
        return ["", "", "", "", "", "", row.error or "", "0"]
    best = next(iter(verdict.evidence), None)
    return [
        verdict.verdict or "not_checked",
        *map(_plain, (verdict.message, _references(verdict, "supports"), _references(verdict, "contradicts"))),
        _plain(best.citation.quote if best else ""),
        _plain(best.why if best else ""),
        "",
        f"{verdict.seconds.total:.4f}",
    ]


def _references(verdict: "Verdict", stance: str) -> str:
    """The papers with a stance, each once, by the identifier that was read."""
    from ui.render.labels import identifiers

    sources = [item.citation.source for item in verdict.evidence if item.stance == stance]
    named = dict.fromkeys((identifiers(source) or [f"source {source.id}"])[0] for source in sources)
    return "; ".join([*named][:_FIRST])


def _plain(text: str) -> str:
    """A cell on one line that no spreadsheet takes for a formula."""
    line = " ".join(text.split())
    return f"'{line}" if line.startswith(_FORMULA) else line


def _other(out: Path) -> ExociteError:
    return ExociteError(f"{out} holds something else than the first verdicts on this file; name another with --out.")
