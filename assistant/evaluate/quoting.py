"""Exact-quote rate: how many citations quote their source letter by letter."""

import sqlite3

from assistant.model import Answer, Citation
from index.store.sources import live_source


def exact_quotes(connection: sqlite3.Connection, answer: Answer) -> float | None:
    """Share of the citations whose quote stands at its place in the live source; None where nothing is cited."""
    citations = answer.citations
    return sum(_is_exact(connection, one) for one in citations) / len(citations) if citations else None


def _is_exact(connection: sqlite3.Connection, citation: Citation) -> bool:
    held, quote = live_source(connection, citation.source.id), citation.quote
    return bool(quote) and held is not None and held.source.text[citation.start : citation.end] == quote
