"""What stands around the text of printed pages: running heads, page numbers, line numbers."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.readers.pdf.words import PageWords, Word

_EDGE = 3
"""Lines at the top and at the bottom of a page that may be a running head."""
_SHARE = 0.25
_NUMBER = re.compile(r"(?:page\s*)?[-–—|]?\s*[A-Za-z]?\d{1,6}\s*[-–—|]?(?:\s*(?:of|/)\s*\d{1,5})?", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_LINE_NUMBERS = 8


def without_furniture(pages: Sequence[PageWords]) -> tuple[list[PageWords], str]:
    """The pages without what is repeated from page to page and without their numbers; and that, as a text."""
    rows = [_rows(page.words) for page in pages]
    edges = [_edges(found) for found in rows]
    seen = Counter(key for page in edges for key in {_key(row) for row in page})
    written = sum(bool(found) for found in rows)
    needed = max(2, _SHARE * written)
    kept: list[PageWords] = []
    heads: dict[str, None] = {}
    for page, found, edge in zip(pages, rows, edges, strict=True):
        extremes = [found[0], found[-1]] if found else []
        gone = [row for row in edge if seen[_key(row)] >= needed and written > 1]
        heads |= dict.fromkeys(map(_text, gone))
        gone += [row for row in extremes if _NUMBER.fullmatch(_text(row))]
        names = {id(word) for row in gone for word in row} | _line_numbers(found)
        kept.append(replace(page, words=tuple(word for word in page.words if id(word) not in names)))
    return kept, " ".join(heads)


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    """Words by the height at which they stand, from the top down, columns side by side."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: -(w.top + w.bottom)):
        last = rows[-1][0] if rows else None
        if last and last.top + last.bottom - word.top - word.bottom < min(last.height, word.height):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda w: w.left) for row in rows]


def _edges(rows: Sequence[list[Word]]) -> list[list[Word]]:
    return list(rows) if len(rows) <= 2 * _EDGE else [*rows[:_EDGE], *rows[-_EDGE:]]


def _text(row: Sequence[Word]) -> str:
    return " ".join(word.text for word in row)


def _key(row: Sequence[Word]) -> str:
    """A line as it is the same on every page: whatever its numbers, at about the same height."""
    return f"{_DIGITS.sub('#', _text(row))} {round(row[0].bottom / 12)}"


def _line_numbers(rows: Sequence[list[Word]]) -> set[int]:
    """The numbers of lines that manuscripts have in their margin."""
    firsts = [row[0] for row in rows if len(row) > 1 and row[0].text.isdecimal()]
    numbers = [int(word.text) for word in firsts]
    steps = sum(b - a in (1, 5) for a, b in pairwise(numbers))
    rights = Counter(round(word.right / 4) for word in firsts)
    aligned = rights.most_common(1)[0][1] if rights else 0
    is_numbered = len(firsts) >= _LINE_NUMBERS and steps >= 0.8 * (len(firsts) - 1) and aligned >= 0.6 * len(firsts)
    return {id(word) for word in firsts} if is_numbered else set()
