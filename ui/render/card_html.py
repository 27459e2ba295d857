"""A citation in the evidence panel: its quote, and behind a button its section and all that is known of it."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from html import escape

from assistant.context import Context
from assistant.model import Citation, Statement
from ui.render.citation_html import links_html, quote_html, status_html
from ui.render.cite_html import anchor
from ui.render.labels import authors, evidence_label, short_reference

_TOGGLE = "Show in context"


def card_html(turn: int, citation: Citation, context: Context | None, cited_by: Sequence[Statement]) -> str:
    """The card of a citation, closed; ``cited_by`` are the statements that rest on it."""
    name, source = anchor(turn, citation.number), citation.source
    title = f"<cite>{escape(source.title)}</cite>" if source.title else "Title not read"
    section = f"Section “{citation.section}”" if citation.section else "The text"
    section += f" on page {citation.page}" if citation.page else ""
    facts, part = "".join(_facts(citation, cited_by)), _part(citation, context)
    heading = f"{section} of source {source.id}, characters {citation.start} to {citation.end}"
    return (
        f'<li><article id="{name}" class="citation card" tabindex="-1" aria-labelledby="{name}-name">'
        f'<h4 id="{name}-name"><span class="number">{citation.number}</span> '
        f"{escape(short_reference(source))}. {title}</h4>{status_html(source)}"
        f'<blockquote class="quote">{escape(citation.quote)}</blockquote>'
        f'<p class="label">{escape(evidence_label(source, citation.record, citation.basis))}</p>'
        f'<button type="button" class="toggle" aria-expanded="false" aria-controls="{name}-whole">{_TOGGLE}</button>'
        f'<div class="whole" id="{name}-whole" hidden><h5>{escape(heading)}</h5>'
        f'<div class="passage" role="region" tabindex="0" aria-label="The quote in its section"{part}>'
        f"{quote_html(citation.quote, context)}</div><dl>{facts}</dl></div></article></li>"
    )


def quote_digest(quote: str) -> str:
    """By what a quote is known again: 32 hexadecimal digits."""
    return sha256(quote.encode()).hexdigest()[:32]


def _part(citation: Citation, context: Context | None) -> str:
    """Where there is more of the section than is shown: what the page asks for to show it."""
    if context is None or (context.opens and context.closes):
        return ""
    digest = quote_digest(citation.quote)
    place = f'data-start="{citation.start}" data-end="{citation.end}" data-digest="{digest}"'
    return f' data-source="{escape(citation.source.id)}" {place}'


def _facts(citation: Citation, cited_by: Sequence[Statement]) -> Iterator[str]:
    source = citation.source
    known = (
        ("Title", source.title),
        ("Authors", authors(source)),
        ("Year", str(source.year or "")),
        ("Journal", source.journal),
    )
    yield from (_fact(term, escape(value)) for term, value in known if value)
    if links := links_html(source):
        yield _fact("Links", links)
    yield _fact("What it is", escape(evidence_label(source, citation.record, citation.basis)))
    if citation.studied_in:
        yield _fact("Studied in", escape(", ".join(citation.studied_in)))
    yield from _uses(citation, cited_by)


def _uses(citation: Citation, cited_by: Iterable[Statement]) -> Iterator[str]:
    """Each statement that rests on it, and why that passed the support check."""
    for statement in cited_by:
        others = [str(number) for number in statement.citations if number != citation.number]
        beside = f" Held against it together with {', '.join(others)}." if others else ""
        yield _fact("Cited for", escape(statement.text))
        yield _fact("Support check", escape(f"Passed: {statement.why}.{beside}"))


def _fact(term: str, value: str) -> str:
    return f"<dt>{term}</dt><dd>{value}</dd>"
