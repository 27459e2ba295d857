"""Many questions, claims or queries in one run: JSON Lines in, JSON Lines out."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import click

from corpus.errors import ExociteError
from corpus.storable import storable
from ui.cli.common import print_json

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
            click.echo(str(error) if str(error).startswith(where) else f"{where}: {error}", err=True)
    if broken:
        raise SystemExit(2)


def _lines(file: str) -> Iterator[tuple[str, str]]:
    if file == STDIN:
        lines = sys.stdin.read().split("\n")
    else:
        from corpus.readers.text import read_text

        lines = read_text(Path(file), sys.maxsize).split("\n")
    return ((f"{file}, line {n}", line) for n, line in enumerate(lines, start=1) if line.strip())


def _item(where: str, line: str, field: str) -> dict[str, Any]:
    try:
        value: object = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ExociteError(f"{where} is not JSON ({error}); mend that line.") from error
    if not isinstance(value, dict) or "id" not in value:
        raise ExociteError(f"{where} is not an object with id and {field}; mend that line.")
    item = cast("dict[str, Any]", value)
    if not isinstance(item.get(field), str):
        raise ExociteError(f"{where}: {field} must be text; mend that line.")
    history: object = item.get("history")
    if history is not None and not (
        isinstance(history, list) and all(isinstance(turn, str) for turn in cast("list[object]", history))
    ):
        raise ExociteError(f"{where}: history must be a list of earlier questions; mend that line.")
    name = item["id"]
    return item | {field: storable(item[field]), "id": storable(name) if isinstance(name, str) else name}
