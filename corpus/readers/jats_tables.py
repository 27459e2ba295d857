"""Tables of JATS: each row as one line with the names of its columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from corpus.readers.inline import inline_text
from corpus.readers.xml_tree import Element, local

_COLUMNS = 200
"""Columns whose names are kept; a table has fewer."""
_PARTS = frozenset("table thead tbody tfoot tgroup".split())


@dataclass(frozen=True, slots=True)
class _Cell:
    column: int
    span: int
    text: str


@dataclass(slots=True)
class _Grid:
    """Where the cells of the next row stand: those above may reach down into it."""

    named: Sequence[str]
    """Columns by name, as CALS tables refer to them."""
    reaching: dict[int, tuple[int, str]] = field(default_factory=dict[int, tuple[int, str]])

    def row(self, tr: Element) -> list[_Cell]:
        column = 0
        cells: list[_Cell] = []
        for td in (element for element in tr if local(element) in ("td", "th", "entry")):
            while column in self.reaching:
                column += 1
            first, span = self._place(td, column)
            column = first + span
            text = inline_text(td)
            cells.append(_Cell(first, span, text))
            down = _number(td.get("rowspan")) or _number(td.get("morerows")) + 1
            if down > 1:
                for i in range(first, column):
                    self.reaching[i] = (down, text if i == first else "")
        here = {cell.column for cell in cells}
        cells += [_Cell(i, 1, text) for i, (_, text) in self.reaching.items() if i not in here and text]
        self.reaching = {i: (down - 1, text) for i, (down, text) in self.reaching.items() if down > 1}
        return sorted(cells, key=lambda cell: cell.column)

    def _place(self, td: Element, column: int) -> tuple[int, int]:
        first, last = td.get("namest") or td.get("colname"), td.get("nameend")
        if first in self.named:
            column = self.named.index(first)
            return column, max(self.named.index(last) - column + 1, 1) if last in self.named else 1
        return column, min(max(_number(td.get("colspan")), 1), _COLUMNS)


def table_rows(table: Element) -> Iterator[tuple[str, str]]:
    """Each row below the head as "column: value; column: value", after the words of the row that heads its group.

    A row that heads a group comes with those words alone.
    """
    grid = _Grid(_column_names(table))
    names: list[list[str]] = [[] for _ in range(_COLUMNS)]
    group = ""
    part: str | None = None
    for inside, tr in _rows(table):
        if inside != part:
            grid.reaching, part = {}, inside
        cells = grid.row(tr)
        if inside == "head":
            _name(names, cells)
            continue
        filled = [cell for cell in cells if cell.text]
        if len(filled) == 1 and len(cells) in (1, filled[0].column + 1) and filled[0].span > 1:
            group = filled[0].text
            yield group, ""
        elif filled:
            yield group, "; ".join(_worded(names, cell) for cell in filled)


def _rows(table: Element) -> list[tuple[str, Element]]:
    """The rows in order, with the part that each stands in; leading rows of nothing but th are a head."""
    found = list(_parts(table, "body"))
    if not any(inside == "head" for inside, _ in found):
        leading = len(list(takewhile(lambda row: _is_head(row[1]), found)))
        if leading < len(found):
            found = [("head" if i < leading else inside, tr) for i, (inside, tr) in enumerate(found)]
    return found


def _parts(node: Element, inside: str) -> Iterator[tuple[str, Element]]:
    for element in node:
        name = local(element)
        if name in ("tr", "row"):
            yield inside, element
        elif name in _PARTS:
            yield from _parts(element, "head" if name == "thead" else inside)


def _is_head(tr: Element) -> bool:
    names = {local(element) for element in tr}
    return names == {"th"}


def _column_names(table: Element) -> Sequence[str]:
    specs = (element for part in (table, *(e for e in table if local(e) == "tgroup")) for element in part)
    return [str(spec.get("colname") or "") for spec in specs if local(spec) == "colspec"][:_COLUMNS]


def _name(names: list[list[str]], cells: Sequence[_Cell]) -> None:
    for cell in cells:
        for i in range(cell.column, min(cell.column + cell.span, _COLUMNS)):
            if cell.text and cell.text not in names[i]:
                names[i].append(cell.text)


def _worded(names: list[list[str]], cell: _Cell) -> str:
    columns = names[cell.column : cell.column + cell.span]
    name = " / ".join(dict.fromkeys(" ".join(column) for column in columns if column))
    return f"{name.rstrip(':')}: {cell.text}" if name else cell.text


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else 0
