"""A table of a page whose rows can be sorted and filtered, with ``ui/static/table.js``. Every value is escaped.

Without the script it is a plain table: the box and the buttons then do nothing, and no row is hidden.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_LINKS = ("https://", "http://", "#")


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a field of a table."""

    text: str
    target: str | None = None
    """Where it leads: an address of the web, or ``#`` and the name of something on the page; anything else is text."""
    key: float | None = None
    """The number that it is sorted by, where that is not its text."""
    mark: str = ""
    """What must not be overlooked beside it, such as that its source was retracted."""
    html: str = ""
    """What ``ui.render`` has made to stand in place of the text, such as the button of a citation."""


def table_html(
    caption: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Cell | str]],
    *,
    names: Sequence[str] = (),
    noun: str = "rows",
) -> str:
    """The table under its caption, with buttons that sort it, and a box that filters its rows.

    ``columns`` are the headings; the first cell of a row is its heading. ``names`` are the rows' own names, which
    the script hands on as those shown. ``noun`` is what rows are called where they are counted.
    """
    heads = "".join(map(_head, columns))
    body = "".join(_row(cells, names[number] if names else None) for number, cells in enumerate(rows))
    return (
        f'<div class="rows" data-noun="{escape(noun)}">'
        f'<p class="tools"><label>Filter {escape(noun)} <input type="search" autocomplete="off" spellcheck="false">'
        '</label> <output aria-live="polite"></output></p>'
        f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div></div>"
    )


def _head(title: str) -> str:
    return f'<th scope="col" aria-sort="none"><button type="button">{escape(title)}</button></th>'


def _row(cells: Sequence[Cell | str], name: str | None) -> str:
    first, *others = (Cell(cell) if isinstance(cell, str) else cell for cell in cells)
    named = f' data-name="{escape(name)}"' if name is not None else ""
    head = f'<th scope="row"{_key(first)}>{_inside(first)}</th>'
    return f"<tr{named}>{head}{''.join(f'<td{_key(cell)}>{_inside(cell)}</td>' for cell in others)}</tr>"


def _key(cell: Cell) -> str:
    return f' data-key="{cell.key:g}"' if cell.key is not None else ""


def _inside(cell: Cell) -> str:
    if cell.html:
        return cell.html
    mark = f' <b class="mark">{escape(cell.mark)}</b>' if cell.mark else ""
    text = escape(cell.text)
    if cell.target is None or not cell.target.lower().startswith(_LINKS):
        return text + mark
    away = "" if cell.target.startswith("#") else ' target="_blank" rel="noopener noreferrer"'
    return f'<a href="{escape(cell.target)}"{away}>{text}</a>{mark}'
