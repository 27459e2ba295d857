"""A source as a piece of a page: its reference, what it is, its whole text by section, its records.

Every value is escaped.
"""

from collections.abc import Iterator, Sequence
from html import escape

from corpus.model import Record, Section
from index.store.sources import Held
from ui.render.citation_html import reference_html, status_html
from ui.render.labels import evidence_label, record_cells

PART = 200_000
"""Characters of a text that are shown at a time: a browser is slow with millions."""
NO_SOURCE = '<p class="library hint">A title in the list opens the source here.</p>'
_COLUMNS = ("ID", "microRNA", "Effect", "Drug", "Cancer", "Target", "Mechanism", "Model", "What was read")


def source_html(held: Held, records: Sequence[Record] = (), start: int = 0, place: str | None = None) -> str:
    """A source with its records, and ``PART`` characters of its text from ``start`` on.

    ``place`` is what is told of where a user's source came from.
    """
    source = held.source
    title = escape(source.title or source.id)
    facts = [
        f"Source {source.id}",
        f"licence: {source.licence}" if source.licence else "",
        f"added from {place}" if place else "",
        f"{len(source.text):,} characters",
        f"stands for {', '.join(held.joined)} too, the same paper" if held.joined else "",
        source.note or "",
    ]
    return (
        f'<article class="library citation source" aria-label="{title}">'
        f'<h2 tabindex="-1">{title}</h2><p class="reference">{reference_html(source)}</p>{status_html(source)}'
        f'<p class="place">{escape("; ".join(filter(None, facts)))}</p>'
        f"{_records(records)}{_text(held, start)}</article>"
    )


def _text(held: Held, start: int) -> str:
    source = held.source
    end = min(start + PART, len(source.text))
    whole = (start, end) == (0, len(source.text))
    note = "" if whole else f'<p class="place">Characters {start:,} to {end:,} of {len(source.text):,}.</p>'
    sections = "".join(_sections(held, start, end))
    return (
        f'<h3>Stored text</h3>{note}<div class="stored" role="region" tabindex="0" aria-label="Stored text">'
        f"{sections}</div>"
    )


def _sections(held: Held, start: int, end: int) -> Iterator[str]:
    """The sections between two places in the text; whose words they are stands where that changes."""
    source = held.source
    before = None
    for section in source.sections or (Section(None, 0, len(source.text)),):
        begin, stop = max(section.start, start), min(section.end, end)
        if begin >= stop:
            continue
        if section.heading:
            yield f"<h4>{escape(section.heading)}</h4>"
        label = evidence_label(source, section.record, section.basis)
        if label != before:
            yield f'<p class="label">{escape(label[:1].upper() + label[1:])}</p>'
            before = label
        yield f'<div class="words">{escape(source.text[begin:stop].strip())}</div>'


def _records(records: Sequence[Record]) -> str:
    if not records:
        return ""
    heads = "".join(f'<th scope="col">{name}</th>' for name in _COLUMNS)
    return (
        f'<h3>Records ({len(records)})</h3><div class="across" role="region" tabindex="0" aria-label="Records">'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(map(_row, records))}</tbody></table></div>"
    )


def _row(record: Record) -> str:
    cells = "".join(f"<td>{escape(cell)}</td>" for cell in (*record_cells(record), record.confidence.replace("_", " ")))
    return f'<tr><th scope="row">{escape(record.id)}</th>{cells}</tr>'
