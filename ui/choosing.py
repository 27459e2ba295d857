"""Which sources the list shows, and in what order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.store.holdings import Holding
from ui.render.holdings_html import cells
from ui.render.table_html import Cell

SHOWN = 500
"""Rows of the list at most: a browser sorts and draws so many at once."""
NO_STATUS = "none"
_NUMBER = re.compile(r"(\d+)")

Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted of the list; empty fields want nothing."""

    words: str = ""
    kind: str = ""
    status: str = ""
    column: int | None = None
    down: bool = False


def chosen(holdings: Sequence[Holding], wish: Wish) -> list[Holding]:
    """The sources that hold all the words in what names them, and pass the filters; in the order wished for."""
    words = wish.words.casefold().split()
    found = [holding for holding in holdings if _passes(holding, wish) and all(w in _searched(holding) for w in words)]
    if wish.column is None:
        return found
    keyed = [(_key(cells(holding)[wish.column]), number) for number, holding in enumerate(found)]
    filled = sorted((pair for pair in keyed if pair[0]), reverse=wish.down)
    return [found[number] for _, number in (*filled, *(pair for pair in keyed if not pair[0]))]


def _passes(holding: Holding, wish: Wish) -> bool:
    source = holding.source
    return wish.kind in ("", source.kind) and wish.status in ("", source.status or NO_STATUS)


def _searched(holding: Holding) -> str:
    source = holding.source
    parts = (source.id, source.title, *source.authors, source.journal, source.doi, source.pmid, source.pmcid)
    return " ".join(filter(None, parts)).casefold()


def _key(cell: Cell) -> tuple[tuple[int, float | str], ...]:
    """What a cell is sorted by: numbers by their size, words as people sort them; empty for an empty cell."""
    if cell.key is not None:
        return ((0, cell.key),)
    parts = _NUMBER.split((cell.text or cell.mark).casefold())
    return tuple((0, float(part)) if part.isdecimal() else (1, part) for part in parts if part)
