"""The words around a quote, from the stored source that it was taken from."""

import sqlite3
from dataclasses import dataclass

from assistant.model import Citation
from index.store.sources import live_source

AROUND = 600
"""Characters shown before and after a quote at most."""


@dataclass(frozen=True, slots=True)
class Context:
    """A quote inside its section: ``before + quote + after`` is a stretch of the stored text."""

    before: str
    quote: str
    after: str
    opens: bool
    """Whether ``before`` starts where the section does."""
    closes: bool
    """Whether ``after`` ends where the section does."""


def context_of(connection: sqlite3.Connection, citation: Citation) -> Context | None:
    """The section around a quote; None when the source was removed or changed since it was cited."""
    held = live_source(connection, citation.source.id)
    if held is None or held.source.text[citation.start : citation.end] != citation.quote:
        return None
    text = held.source.text
    spans = ((s.start, s.end) for s in held.source.sections if s.start <= citation.start and citation.end <= s.end)
    first, last = next(spans, (0, len(text)))
    start, end = max(first, citation.start - AROUND), min(last, citation.end + AROUND)
    return Context(
        before=text[start : citation.start].lstrip() if start == first else text[start : citation.start],
        quote=citation.quote,
        after=text[citation.end : end].rstrip() if end == last else text[citation.end : end],
        opens=start == first,
        closes=end == last,
    )
