"""Every statement passes the support check, or the evidence's own words stand in its place."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from threading import Lock

from assistant.draft import Point, Quote
from assistant.support.support import supports
from corpus.names.names import Names

_KEPT = 20_000
"""Verdicts kept; the same sentence over the same passages is judged once."""
OWN_WORDS = "the evidence's own words"
"""Why a sentence passes that is a quote itself."""


class Checker:
    """Judges statements against what they cite; safe to share between threads."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._lock = Lock()
        self._verdicts: OrderedDict[tuple[str, ...], str | None] = OrderedDict()

    def checked(self, points: Iterable[Point]) -> Iterator[Point]:
        """The points that their quotes support; in place of another, the words of its quotes."""
        for point in points:
            if why := self._why(point):
                yield replace(point, why=why)
            else:
                yield from (
                    Point(" ".join(quote.text.split()), (quote,), point.group, OWN_WORDS) for quote in point.quotes
                )

    def _why(self, point: Point) -> str | None:
        """By what a statement passes; None where it does not."""
        if any(point.text == " ".join(quote.text.split()) for quote in point.quotes):
            return OWN_WORDS
        key = (point.text, *(quote.passage.digest for quote in point.quotes))
        with self._lock:
            if key in self._verdicts:
                self._verdicts.move_to_end(key)
                return self._verdicts[key]
        support = supports(point.text, list(_around(point.quotes)), self._names)
        why = "; ".join(support.grounds) if support.verdict == "supported" else None
        with self._lock:
            self._verdicts[key] = why
            if len(self._verdicts) > _KEPT:
                self._verdicts.popitem(last=False)
        return why


def _around(quotes: Iterable[Quote]) -> Iterator[str]:
    """The sentences of the passages quoted from, each passage once."""
    for passage in {quote.passage.digest: quote.passage for quote in quotes}.values():
        yield from (passage.text[start - passage.start : end - passage.start] for start, end in passage.sentences)
