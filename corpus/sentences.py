"""Sentences of a text, as spans into it."""

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from corpus.model import Span

if TYPE_CHECKING:
    from nupunkt import PunktSentenceTokenizer

LONGEST = 2000
"""Characters after which a run without a sentence end is cut at white space."""

# A blank line, or a line that opens a list item or a table row, ends a sentence whatever stands before it.
_BLOCK = re.compile(r"(?:\r\n?|\n)(?:(?:[^\S\r\n]*(?:\r\n?|\n))+|(?=[^\S\r\n]*(?:[-*+\u2022|]\s|\d{1,3}[.)]\s)))")

# The splitter's list of abbreviations holds words such as "cancer" and gene names such as "MGMT". A sentence
# ends after a long word or a name in capitals or with a digit when a capital or an RNA's name follows.
_MISSED = re.compile(
    r"(?<![\w.-])(?:[^\W\d_]{1,30}-){0,5}(?!(?:approx|assoc|suppl|corresp)\.)"
    r"(?:[a-z]{5,30}|(?=[A-Z0-9]{0,30}[A-Z])[A-Z0-9]{3,30}|(?=\w{0,30}\d)(?=\w{0,30}[a-zA-Z])\w{2,30}|\w{3,30}\))"
    r"[.?!][\"\u201d)\]]{0,3}\s{1,9}"
    r"(?=[\"\u201c(\[]?(?:[A-Z]|(?:hsa-)?(?:miR|mir|let)-?\d|lnc[A-Z]|circ|m?i?RNA))"
)
_WORDLESS = re.compile(r"[\W_]+\Z")


@cache
def _splitter() -> "PunktSentenceTokenizer":
    import nupunkt

    return nupunkt.load_default_model()


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Spans ``(start, end)`` of the sentences of ``text[start:end]``, in order and without overlap.

    White space at both ends of a sentence is left out; every other character belongs to exactly one
    sentence. A run of signs without a letter or digit joins the sentence before it.
    """
    end = len(text) if end is None else end
    spans: list[Span] = []
    for block in _blocks(text, start, end):
        for span in _split(text, *block):
            trimmed = _trim(text, *span)
            if trimmed is None:
                continue
            before = spans[-1][0] if spans and spans[-1][0] >= block[0] else -LONGEST
            if trimmed[1] - before <= LONGEST and _WORDLESS.match(text, *trimmed):
                spans[-1] = (before, trimmed[1])
            else:
                spans.append(trimmed)
    return spans


def _blocks(text: str, start: int, end: int) -> list[Span]:
    cuts = [start, *(m.start() for m in _BLOCK.finditer(text, start, end)), end]
    return [(a, b) for a, b in pairwise(cuts) if a < b]


def _split(text: str, start: int, end: int) -> list[Span]:
    stops = {start + stop for _, stop in _splitter().span_tokenize(text[start:end])}
    stops |= {match.end() for match in _MISSED.finditer(text, start, end)}
    edges = [start, *sorted(stop for stop in stops if start < stop < end), end]
    return [part for a, b in pairwise(edges) for part in _cut(text, a, b)]


def _cut(text: str, start: int, end: int) -> list[Span]:
    """Cut an overlong run at the last white space within the limit, else at the limit."""
    spans: list[Span] = []
    while end - start > LONGEST:
        stop = start + LONGEST
        space = next((i for i in range(stop, start + LONGEST // 2, -1) if text[i - 1].isspace()), stop)
        spans.append((start, space))
        start = space
    return [*spans, (start, end)] if start < end else spans


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
