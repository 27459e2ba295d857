"""A source that an earlier answer cited, opened: its own words from the first on."""

from collections.abc import Sequence

from assistant.draft import Draft, Point, Quote, refused
from index.store.passages import Stored

MOST = 12
"""Sentences shown at most."""


def show_source(name: str, stored: Sequence[Stored]) -> Draft:
    """The first sentences of a source; refused where it has been removed since."""
    if not stored:
        return refused(f"The source {name} is no longer in the corpus.")
    quotes = [
        Quote(
            item.source,
            item.passage,
            start,
            end,
            item.passage.text[start - item.passage.start : end - item.passage.start],
        )
        for item in stored
        for start, end in item.passage.sentences
    ]
    points = tuple(Point(" ".join(quote.text.split()), (quote,), quote.passage.section) for quote in quotes[:MOST])
    title = stored[0].source.title or name
    more = f" The first {MOST} of its {len(quotes)} sentences are shown." if len(quotes) > MOST else ""
    return Draft(points, f"{name}: {title.rstrip('.')}.{more}")
