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
    context = context_at(connection, citation.source.id, citation.start, citation.end)
    return context if context and context.quote == citation.quote else None


def context_at(
    connection: sqlite3.Connection, source: str, quoted: int, until: int, around: int = AROUND
) -> Context | None:
    """The section around ``text[quoted:until]`` of a source, at most ``around`` characters before and after it.

    None where there is no such source or no such stretch of it.
    """
    held = live_source(connection, source)
    if held is None or not 0 <= quoted < until <= len(held.source.text):
        return None
    text = held.source.text
    spans = ((s.start, s.end) for s in held.source.sections if s.start <= quoted and until <= s.end)
    first, last = next(spans, (0, len(text)))
    start, end = max(first, quoted - around), min(last, until + around)
    return Context(
        before=text[start:quoted].lstrip() if start == first else text[start:quoted],
        quote=text[quoted:until],
        after=text[until:end].rstrip() if end == last else text[until:end],
        opens=start == first,
        closes=end == last,
    )
