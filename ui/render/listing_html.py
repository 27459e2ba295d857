"""Curated records as pieces of a page: a table of them, and the citation of each. Every value is escaped."""

from collections.abc import Sequence
from html import escape

from assistant.draft import Numbers
from assistant.findings import Finding
from assistant.overview.picks import Pick
from corpus.model import Source
from ui.render.citation_html import Contexts, citation_html
from ui.render.labels import STATUS, addresses, counted, record_cells
from ui.render.pick_link import pick_link
from ui.render.table_html import Cell, table_html

_LISTING = '<section class="listing" id="listing" tabindex="0" aria-label="Records chosen">{}</section>'
HINT = _LISTING.format(
    "<h2>Records</h2><p>Choose a cell or a name in a picture, or a record in the table: its records are listed here, "
    "with what they say word for word, and can be asked about.</p>"
)
_COLUMNS = "Record,microRNA,Effect,Drug,Cancer,Target,Mechanism,Year,Source".split(",")
_CARDS = 30
"""Citations that are shown at most; a longer list is read in its table."""


def records_html(findings: Sequence[Finding], caption: str) -> str:
    """The table of some records; what each is called leads to it."""
    return table_html(
        caption,
        _COLUMNS,
        [_row(finding) for finding in findings],
        names=[finding.record.id for finding in findings],
        noun="records",
    )


def listing_html(title: str, question: str, findings: Sequence[Finding], contexts: Contexts) -> str:
    """What was picked: what can be asked about it, and its records as a list and as citations."""
    numbers = Numbers()
    rows = list(numbers.rows(findings[:_CARDS]))
    cards = "".join(
        citation_html(_name(row.record.id), citation, contexts(citation))
        for row in rows
        for citation in [numbers.citations[row.citation - 1]]
    )
    listed = "".join(map(_item, findings)) if len(findings) > 1 else ""
    rest = len(findings) - len(rows)
    more = f"<p>The words of {counted(rest, 'more record')} are in the table.</p>" if rest > 0 else ""
    return _LISTING.format(
        f"<h2>{escape(title)}: {counted(len(findings), 'record')}</h2>"
        f'<button type="button" class="ask" data-ask="{escape(question)}">Ask: {escape(question)}</button>'
        f"{f'<ul>{listed}</ul>' if listed else ''}{cards}{more}"
    )


def told_html(text: str) -> str:
    """What is said in place of records: what is being waited for, or why there are none."""
    return f'<p class="told" role="status">{escape(text)}</p>'


def _row(finding: Finding) -> list[Cell | str]:
    record, source = finding.record, finding.source
    year = str(source.year or "")
    return [
        Cell(record.id, pick_link(Pick(record=record.id))),
        *record_cells(record)[:-1],
        Cell(year, key=source.year),
        _source(source),
    ]


def _source(source: Source) -> Cell:
    address, text = next(iter(addresses(source)), (source.url, source.id))
    return Cell(text, address, mark=STATUS[source.status] if source.status else "")


def _item(finding: Finding) -> str:
    record = finding.record
    mirna, effect, drug, cancer, *_ = record_cells(record)
    status = finding.source.status
    mark = f' <b class="mark">{STATUS[status]}</b>' if status else ""
    link = f'<a href="#{escape(_name(record.id))}">{escape(record.id)}</a>'
    return f"<li>{link} {escape(f'{mirna} {effect}: {drug}, {cancer}')}{mark}</li>"


def _name(record: str) -> str:
    return f"listed-{record}"
