"""Paragraphs of a PDF, over columns and pages, with the places where another page begins."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from corpus.readers.pdf.headings import CAPTION
from corpus.readers.pdf.hyphens import Hyphens
from corpus.readers.pdf.lines import Block, Line

_ENDS = (".", "?", "!", ":", ".”", '."', ".)", ".]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, joined; ``marks`` are (offset in it, page), the first at 0."""

    text: str
    marks: tuple[tuple[int, int], ...]
    ratio: float
    """Height of its letters over that of the document's text."""
    bold: bool
    lines: int

    @property
    def is_caption(self) -> bool:
        return CAPTION.match(self.text) is not None


def paragraphs(pages: Sequence[tuple[int, Sequence[Block]]]) -> list[Paragraph]:
    """The paragraphs of (number, blocks) pages in order; one that a column, a page or a figure cuts is put together."""
    blocks = [(number, block) for number, found in pages for block in found if block]
    every = [line for _, block in blocks for line in block]
    if not every:
        return []
    height = _usual_height(every)
    pitch = _usual_pitch(block for _, block in blocks)
    hyphens = Hyphens(line.text for line in every)
    parts = [_paragraph(lines, number, height, hyphens) for number, block in blocks for lines in _split(block, pitch)]
    return _continued(parts, hyphens)


def _usual_height(lines: Iterable[Line]) -> float:
    heights: Counter[float] = Counter()
    for line in lines:
        heights[round(2 * line.height) / 2] += len(line.text)
    return heights.most_common(1)[0][0] or 1.0


def _usual_pitch(blocks: Iterable[Block]) -> float:
    steps = [a.bottom - b.bottom for block in blocks for a, b in pairwise(block)]
    return median(steps) if steps else 0.0


def _split(block: Block, pitch: float) -> list[list[Line]]:
    left, right = min(line.left for line in block), max(line.right for line in block)
    parts = [[block[0]]]
    for last, line in pairwise(block):
        if _begins(last, line, left, right, pitch):
            parts.append([line])
        else:
            parts[-1].append(line)
    return parts


def _begins(last: Line, line: Line, left: float, right: float, pitch: float) -> bool:
    """Whether a line begins a paragraph behind the last one."""
    ends = last.text.endswith(_ENDS)
    if last.bottom - line.bottom > 1.45 * max(pitch, 0.8 * line.height) or (CAPTION.match(line.text) and ends):
        return True
    if abs(last.height - line.height) > 0.12 * max(last.height, line.height) or last.bold != line.bold:
        return True
    is_short = last.right < right - 0.12 * (right - left)
    indented = (
        left + 0.5 * line.height < line.left < left + 4 * line.height and last.left < line.left - 0.4 * line.height
    )
    return ends and (is_short or indented)


def _paragraph(lines: Sequence[Line], page: int, height: float, hyphens: Hyphens) -> Paragraph:
    text = lines[0].text
    for line in lines[1:]:
        text = hyphens.joined(text, line.text)
    bold = all(line.bold for line in lines)
    return Paragraph(text, ((0, page),), median(line.height for line in lines) / height, bold, len(lines))


def _continued(parts: Sequence[Paragraph], hyphens: Hyphens) -> list[Paragraph]:
    """Paragraphs that go on behind the end of their column, over captions that stand between."""
    found: list[Paragraph] = []
    is_open: int | None = None
    for part in parts:
        if part.is_caption:
            found.append(part)
        elif is_open is not None and _goes_on(found[is_open], part):
            found[is_open] = _both(found[is_open], part, hyphens)
        else:
            found.append(part)
            is_open = len(found) - 1
    return found


def _goes_on(first: Paragraph, second: Paragraph) -> bool:
    if first.text.endswith(_ENDS) or abs(first.ratio - second.ratio) > 0.08 or first.bold != second.bold:
        return False
    start = second.text[:1]
    return start.islower() or first.text.endswith(("-", ",")) or (first.lines > 2 and start in "([0123456789")


def _both(first: Paragraph, second: Paragraph, hyphens: Hyphens) -> Paragraph:
    text = hyphens.joined(first.text, second.text)
    shift = len(text) - len(second.text)
    last = first.marks[-1][1]
    marks = tuple((offset + shift, page) for offset, page in second.marks if offset or page != last)
    return replace(first, text=text, marks=first.marks + marks, lines=first.lines + second.lines)
