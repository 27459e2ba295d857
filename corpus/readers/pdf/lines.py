"""Lines of a PDF page in reading order: down one column, then down the next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import median

from corpus.readers.pdf.raised import raised_run
from corpus.readers.pdf.words import Word

_LARGEST_GAP = 0.9
"""Of the height of the letters: a wider gap between two words parts what stands side by side."""
_FEWEST = 4
"""Pieces of lines that make a column at least."""
_CROSSING = 0.35
"""Share of the pieces that may cross the gutter of two columns, as titles and wide tables do."""
_NEAR = 3
"""Of the height of the letters: a piece that stands so near to a line across both columns is of that line."""
_DEEPEST = 3
_FILLED, _FILLED_ALIKE, _ALIKE = 0.5, 0.25, 0.9
"""Share of a column's pieces that are wide, at least; the same where the narrower one has that share of the width."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one column, or a piece of one; lengths in points."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    bold: bool

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


Block = list[Line]
"""Lines that follow each other down a column."""


def reading_order(pages: Sequence[Sequence[Word]]) -> list[list[Block]]:
    """The lines of each page as they are read, top to bottom and column by column.

    Where most pages are parted, one whose last column is short is parted at the same place.
    """
    pieces = [_pieces(words) for words in pages]
    gutters = [gutter for page in pieces if (gutter := _gutter(page)) is not None]
    usual = median(gutters) if 2 * len(gutters) >= sum(bool(page) for page in pieces) and gutters else None
    return [[_lines(block) for block in _columns(page, 0, usual) if block] for page in pieces]


def _pieces(words: Iterable[Word]) -> list[Line]:
    """Words that were drawn one after the other on one line, with no wide gap, together."""
    runs: list[list[Word]] = []
    for word in words:
        if runs and _goes_on(runs[-1][-1], word):
            runs[-1].append(word)
        else:
            runs.append([word])
    return [line for run in runs if (line := _piece(run))]


def _goes_on(last: Word, word: Word) -> bool:
    height = max(last.height, word.height)
    overlap = min(last.top, word.top) - max(last.bottom, word.bottom)
    return (
        overlap > 0.4 * min(last.height, word.height) and -0.5 * height < word.left - last.right < _LARGEST_GAP * height
    )


def _piece(run: Sequence[Word]) -> Line | None:
    height = max(word.height for word in run)
    ground = next(word.bottom for word in run if word.height > 0.9 * height)
    text, bold = "", 0
    for word in run:
        is_raised = word.height < 0.85 * height and word.bottom - ground > 0.2 * height
        read = raised_run(text, word.text) if is_raised else word.text
        text += read if is_raised else f" {read}" if text else read
        bold += word.bold
    tall = [word for word in run if word.height > 0.7 * height]
    bottom, top = min(word.bottom for word in tall), max(word.top for word in tall)
    return Line(text, run[0].left, max(word.right for word in run), bottom, top, 2 * bold > len(run)) if text else None


def _columns(pieces: list[Line], depth: int, usual: float | None = None) -> list[Block]:
    gutter = _gutter(pieces, of_page=not depth) if depth < _DEEPEST else None
    if gutter is None and usual is not None and _parts(pieces, usual):
        gutter = usual
    if gutter is None:
        return [pieces]
    crossing = sorted((p for p in pieces if p.left < gutter < p.right), key=lambda p: -p.middle)
    sides = [p for p in pieces if not p.left < gutter < p.right]
    beside = [[p for p in sides if _is_beside(p, edge)] for edge in crossing]
    taken = {id(p) for near in beside for p in near}
    sides = [p for p in sides if id(p) not in taken]
    found: list[Block] = []
    ceiling = float("inf")
    for edge, near in zip([*crossing, None], [*beside, []], strict=True):
        floor = edge.middle if edge else float("-inf")
        band = [p for p in sides if floor < p.middle <= ceiling]
        for side in ([p for p in band if p.right <= gutter], [p for p in band if p.left >= gutter]):
            if side:
                found += _columns(side, depth + 1)
        if edge and found and ceiling != float("inf") and not band:
            found[-1] += [edge, *near]
        elif edge:
            found.append([edge, *near])
        ceiling = floor
    return found


def _is_beside(piece: Line, edge: Line) -> bool:
    """Whether a piece is of the same line as one that crosses the gutter, as the number of a heading is."""
    gap = max(edge.left - piece.right, piece.left - edge.right)
    return abs(piece.middle - edge.middle) < 0.5 * min(piece.height, edge.height) and gap < _NEAR * edge.height


def _gutter(pieces: Sequence[Line], *, of_page: bool = True) -> float | None:
    """Where a page is parted in two columns of text; None for one column, and for the cells of a table."""
    if len(pieces) < 2 * _FEWEST:
        return None
    left, right = int(min(p.left for p in pieces)), int(max(p.right for p in pieces)) + 1
    change = [0] * (right - left + 2)
    for piece in pieces:
        change[max(0, int(piece.left) - left)] += 1
        change[min(right, int(piece.right) + 1) - left] -= 1
    covered = list(accumulate(change))
    margin = (right - left) // 5
    inner = range(margin, right - left - margin)
    if not inner:
        return None
    least = min(covered[x] for x in inner)
    start, length = _longest([x for x in inner if covered[x] == least])
    gutter = left + start + length / 2
    sides = [[p for p in pieces if p.right <= gutter], [p for p in pieces if p.left >= gutter]]
    crossing = len(pieces) - len(sides[0]) - len(sides[1])
    is_parted = length >= 0.4 * median(p.height for p in pieces) and crossing <= _CROSSING * len(pieces)
    return gutter if is_parted and _are_text(sides, of_page=of_page) else None


def _parts(pieces: Sequence[Line], gutter: float) -> bool:
    """Whether a place parts a page: something is on both sides, and little across."""
    crossing = sum(p.left < gutter < p.right for p in pieces)
    sides = any(p.right <= gutter for p in pieces) and any(p.left >= gutter for p in pieces)
    return sides and crossing <= _CROSSING * len(pieces)


def _longest(places: Sequence[int]) -> tuple[int, int]:
    """Start and length of the longest run of whole numbers that follow each other."""
    best, start = (places[0], 1), places[0]
    for before, place in pairwise(places):
        start = start if place == before + 1 else place
        best = max(best, (start, place - start + 1), key=lambda run: run[1])
    return best


def _are_text(sides: Sequence[Sequence[Line]], *, of_page: bool) -> bool:
    """Whether both sides are filled by their lines, as cells of a table seldom are.

    A page's columns of one width are likely to be of text, even where lists, formulas or a table take much of one.
    """
    if any(len(side) < _FEWEST for side in sides):
        return False
    widths = [max(p.right for p in side) - min(p.left for p in side) for side in sides]
    wide = [sum(p.right - p.left > 0.6 * width for p in side) for side, width in zip(sides, widths, strict=True)]
    alike = of_page and min(widths) > _ALIKE * max(widths) and min(wide) >= _FEWEST
    return all(
        count >= (_FILLED_ALIKE if alike else _FILLED) * len(side) for count, side in zip(wide, sides, strict=True)
    )


def _lines(pieces: Sequence[Line]) -> Block:
    """The pieces of one column, those side by side together, from the top down."""
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda p: -p.middle):
        last = rows[-1][0] if rows else None
        if last and abs(last.middle - piece.middle) < 0.5 * min(last.height, piece.height):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_joined(sorted(row, key=lambda p: p.left)) for row in rows]


def _joined(row: Sequence[Line]) -> Line:
    return Line(
        " ".join(piece.text for piece in row),
        row[0].left,
        max(piece.right for piece in row),
        min(piece.bottom for piece in row),
        max(piece.top for piece in row),
        all(piece.bold for piece in row),
    )
