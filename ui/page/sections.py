"""The rest of a section that the evidence panel shows only the middle of, on request of the page's script."""

from collections.abc import Callable, Mapping
from typing import Any

from assistant.context import context_at
from corpus.errors import ExociteError
from ui.opening import Opening
from ui.render.card_html import quote_digest
from ui.render.citation_html import quote_html

_AROUND = 20_000
"""Characters shown before and after a quote at most, of a section without end."""
LISTEN = (
    "document.addEventListener('exocite:section', event =>"
    " server.section(event.detail.wanted).then(event.detail.show, () => {}));"
    " watch('value', () => document.dispatchEvent(new CustomEvent('exocite:evidence')));"
)
"""What the panel's component runs once: it hands on what ``ui/static/evidence.js`` asks for, tells of new evidence."""


def section_of(opening: Opening) -> Callable[[Mapping[str, Any]], str]:
    """A function of the server that gives a section with a quote marked, by source, offsets and the quote's digest."""

    def section(wanted: Mapping[str, Any]) -> str:
        try:
            source, start, end, digest = (wanted[name] for name in ("source", "start", "end", "digest"))
            connection = opening.assistant().searcher.store.connection
            context = context_at(connection, str(source), int(start), int(end), _AROUND)
        except (KeyError, TypeError, ValueError, ExociteError):
            return ""
        if context is None or quote_digest(context.quote) != digest:
            return ""
        return quote_html(context.quote, context)

    return section
