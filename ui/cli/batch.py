"""Many questions, claims or queries in one run: JSON Lines in, JSON Lines out."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

from corpus.errors import ExociteError
from corpus.lines import numbered, parsed
from corpus.storable import storable
from ui.cli.common import complain, print_json

STDIN = "-"


def run(file: str, field: str, answer: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Print ``answer`` of every line with the line's ``id``.

    A line that can't be used is told on standard error and passed over; then the exit status is 2.
    """
    broken = 0
    for where, line in _lines(file):
        try:
            item = _item(where, line, field)
            print_json({"id": item["id"]} | answer(item))
        except ExociteError as error:
            broken += 1
            complain(str(error) if str(error).startswith(where) else f"{where}: {error}")
    if broken:
        raise SystemExit(2)


def items(file: str, field: str) -> Iterator[tuple[dict[str, Any], str | None]]:
    """What each line holds, with the sentence that says why it can't be used; None where it can."""
    for where, line in _lines(file):
        try:
            yield _item(where, line, field), None
        except ExociteError as error:
            yield _held(where, line), str(error)


def _held(where: str, line: str) -> dict[str, Any]:
    try:
        return _writable(where, parsed(where, line, ""))
    except ExociteError:
        return {}


def _lines(file: str) -> Iterator[tuple[str, str]]:
    from corpus.readers.text import decoded, read_text

    text = decoded(file, sys.stdin.buffer.read()) if file == STDIN else read_text(Path(file), sys.maxsize)
    return ((f"{file}, line {number}", line) for number, line in numbered(text))


def _item(where: str, line: str, field: str) -> dict[str, Any]:
    holds = f"id and {field}"
    item = _writable(where, parsed(where, line, holds))
    if "id" not in item:
        raise ExociteError(f"{where} is not an object with {holds}; mend that line.")
    if not isinstance(item.get(field), str):
        raise ExociteError(f"{where}: {field} must be text; mend that line.")
    history: object = item.get("history")
    if history is not None and not (
        isinstance(history, list) and all(isinstance(turn, str) for turn in cast("list[object]", history))
    ):
        raise ExociteError(f"{where}: history must be a list of earlier questions; mend that line.")
    return item


def _writable(where: str, item: dict[str, Any]) -> dict[str, Any]:
    """The line as it can be written again: JSON knows no NaN and no infinity, and no file holds half a character."""
    try:
        text = json.dumps(item, ensure_ascii=False, allow_nan=False)
    except (ValueError, RecursionError) as error:
        raise ExociteError(f"{where} holds NaN or a number beyond all bounds; mend that line.") from error
    return json.loads(storable(text))
