"""What is in the library: its figures, and its sources as the rows of a table. Every value is escaped."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape
from urllib.parse import quote

from corpus.model import Kind
from index.store.holdings import Holding
from ui.render.labels import STATUS, authors, identifiers
from ui.render.table_html import Cell, table_html

KINDS: dict[Kind, str] = {
    "review": "review digest",
    "study": "study with records",
    "note": "curated note",
    "file": "added",
}
_SEVERAL: dict[Kind, str] = {
    "review": "review digests",
    "study": "studies with records",
    "note": "curated notes",
    "file": "added",
}
COLUMNS = ("Title", "Status", "ID", "Kind", "Authors", "Year", "Journal", "Identifiers", "Passages", "Records")
OPENS = "#source="
"""Begins the address of a source on the page; its id follows, percent-encoded."""


def figures_html(holdings: Sequence[Holding], built: datetime | None) -> str:
    """How much there is of what, and since when the index stands."""
    kinds = Counter(holding.source.kind for holding in holdings)
    statuses = Counter(holding.source.status for holding in holdings if holding.source.status)
    passages = sum(holding.passages for holding in holdings)
    records = sum(holding.records for holding in holdings)
    figures = [
        ("Sources", len(holdings), _counted((_SEVERAL[kind], kinds[kind]) for kind in KINDS)),
        ("Passages", passages, "the pieces of text that are searched"),
        ("Records", records, "curated findings"),
        ("Flagged", statuses.total(), _counted((STATUS[name].lower(), statuses[name]) for name in STATUS)),
    ]
    parts = [
        f"<div><dt>{title}</dt><dd><b>{count:,}</b> <span>{escape(text)}</span></dd></div>"
        for title, count, text in figures
    ]
    if built:
        when = f"<b>{built:%d %b %Y}</b> <span>{built:%H:%M}, when the texts last changed</span>"
        parts.append(f"<div><dt>Index built</dt><dd>{when}</dd></div>")
    inside = f"<h2>What is in the library</h2><dl>{''.join(parts)}</dl>"
    return f'<section class="library" aria-label="Figures">{inside}</section>'


def _counted(parts: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{count:,} {text}" for text, count in parts if count)


def cells(holding: Holding) -> list[Cell]:
    """The row of a source, one cell for each of ``COLUMNS``; its title opens it."""
    source = holding.source
    return [
        Cell(source.title or "Title not read", OPENS + quote(source.id, safe="")),
        Cell("", mark=STATUS[source.status] if source.status else ""),
        Cell(source.id),
        Cell(KINDS[source.kind]),
        Cell(authors(source)),
        Cell(str(source.year or ""), key=source.year),
        Cell(source.journal or ""),
        Cell("; ".join(identifiers(source))),
        Cell(f"{holding.passages:,}", key=holding.passages),
        Cell(f"{holding.records:,}", key=holding.records),
    ]


def holdings_html(rows: Sequence[Sequence[Cell]], found: int, total: int, column: int | None, down: bool) -> str:
    """The table of the rows shown, of those found, of all; ``column`` is the one by which what was found is sorted."""
    if not total:
        return _section("", "<p>The library is empty.</p>")
    if not found:
        return _section("", "<p>No source matches; change the words or the filters.</p>")
    told = f"{found:,} of {total:,} sources match" if found < total else f"{total:,} sources"
    if found > len(rows):
        told += f"; {len(rows):,} of them are shown: search, filter or sort to see others"
    sorted_by = (
        f' data-column="{column}" data-order="{"descending" if down else "ascending"}"' if column is not None else ""
    )
    table = table_html("Sources", COLUMNS, rows, noun="sources")
    return _section(sorted_by, f'<p role="status">{told}.</p>{table}')


def _section(attributes: str, inside: str) -> str:
    return f'<section class="library holdings" aria-label="List of sources"{attributes}>{inside}</section>'
