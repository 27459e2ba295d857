"""A citation as a piece of a page: what it cites, whose words they are, and the quote inside its context."""

import re
from collections.abc import Callable
from html import escape

from assistant.context import Context
from assistant.model import Citation
from corpus.model import Source
from ui.render.labels import STATUS, addresses, authors, kind_label, section_and_page

_BLANK_LINES = re.compile(r"(?:\r\n?|\n)\s*(?:\r\n?|\n)")

Contexts = Callable[[Citation], Context | None]


def citation_html(name: str, citation: Citation, context: Context | None, why: str = "") -> str:
    """A citation under the id ``name``; every value is escaped. ``why`` tells how it stands to a claim."""
    source = citation.source
    found = section_and_page(citation.section, citation.page)
    place = f"{found}, " if found else ""
    return (
        f'<article id="{escape(name)}" class="citation" tabindex="-1">'
        f'<p class="reference"><b>[{citation.number}]</b> {reference_html(source)}</p>'
        f"{status_html(source)}"
        f"{_why(why)}"
        f'<p class="label">{escape(kind_label(citation))}</p>'
        f"<blockquote>{quote_html(citation.quote, context)}</blockquote>"
        f'<p class="place">{escape(f"Source {source.id}, {place}characters {citation.start} to {citation.end}")}</p>'
        "</article>"
    )


def _why(why: str) -> str:
    return f'<p class="why">{escape(why)}</p>' if why else ""


def quote_html(quote: str, context: Context | None) -> str:
    """A quote marked inside what stands around it; without that, what has become of its source."""
    if context is None:
        return f"<mark>{escape(quote)}</mark><br><i>This source has been changed or removed since.</i>"
    opening, closing = "" if context.opens else "… ", "" if context.closes else " …"
    before, after = _BLANK_LINES.sub("\n", context.before), _BLANK_LINES.sub("\n", context.after)
    return f"{opening}{escape(before)}<mark>{escape(context.quote)}</mark>{escape(after)}{closing}"


def reference_html(source: Source) -> str:
    """The reference of a source with links to what its identifiers name; every value is escaped."""
    written = " ".join(filter(None, (authors(source), f"({source.year})." if source.year else "")))
    parts = [escape(written), f"<cite>{escape(source.title or 'Title not read')}</cite>."]
    if source.journal:
        parts.append(escape(source.journal) + ".")
    return " ".join(part for part in (*parts, links_html(source)) if part)


def links_html(source: Source) -> str:
    """The identifiers of a source as links, or that none is known; empty for a file."""
    links = [_link(address, text) for address, text in addresses(source)]
    if not links and source.kind != "file":
        links = ["identifier not known" + (f", {_link(source.url, source.url)}" if source.url else "")]
    return "; ".join(links)


def _link(address: str, text: str) -> str:
    if not address.lower().startswith(("https://", "http://")):
        return escape(text)
    return f'<a href="{escape(address)}" target="_blank" rel="noopener noreferrer">{escape(text)}</a>'


def status_html(source: Source) -> str:
    """The notice that a source is retracted, corrected or questioned; empty where none was read."""
    if source.status is None:
        return ""
    return f'<p class="status {source.status}"><b>{STATUS[source.status]}</b> {escape(source.status_note or "")}</p>'
