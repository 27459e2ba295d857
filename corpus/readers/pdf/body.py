"""The text of a PDF as pieces with sections, the reference list kept apart."""

import re
from collections.abc import Sequence

from corpus.readers.pdf.headings import CAPTION, is_main, is_references, is_top, looks_like_heading, run_in, tidy
from corpus.readers.pdf.paragraphs import Paragraph
from corpus.readers.pieces import Pieces

_LONG = 300
"""Characters of a paragraph before the first heading that is text, and no author list or address."""


class Body:
    """Puts paragraphs into pieces, and marks where another page begins."""

    def __init__(self, pieces: Pieces, title: str | None) -> None:
        self._pieces = pieces
        self._title = _plain(title or "")
        self._path: tuple[str, ...] = ()
        self._in_references = False
        self._marks: dict[int, int] = {}

    def read(self, found: Sequence[Paragraph]) -> tuple[tuple[int, int], ...]:
        """Put in all paragraphs; (offset, page) wherever another page begins."""
        has_head = any(is_main(p.text) or run_in(p.text)[0] for p in found)
        for paragraph in found:
            if _plain(paragraph.text) == self._title and self._title:
                continue  # it stands before the text already
            self._one(paragraph, before_all=has_head and not self._path and not self._in_references)
        return self._pages()

    def _one(self, paragraph: Paragraph, *, before_all: bool) -> None:
        text = paragraph.text
        if is_references(text):
            self._in_references = True
            self._mark(paragraph, self._pieces.aside(text))
        elif is_main(text):
            self._in_references = False
            self._path = (tidy(text),)
            self._mark(paragraph, self._pieces.aside(text))
        elif self._in_references:
            self._mark(paragraph, self._pieces.aside(text))
        elif paragraph.is_caption:
            self._mark(paragraph, self._caption(text))
        elif looks_like_heading(text, paragraph.lines, paragraph.ratio, bold=paragraph.bold) and not before_all:
            above = self._path[:1] if self._path and not is_top(text) else ()
            self._path = (*above, tidy(text)) if above and (is_main(above[0]) or is_top(above[0])) else (tidy(text),)
            self._mark(paragraph, self._pieces.aside(text))
        else:
            self._text(paragraph, before_all=before_all)

    def _text(self, paragraph: Paragraph, *, before_all: bool) -> None:
        heading, rest = run_in(paragraph.text)
        if heading:
            self._path = (heading,)
            self._pieces.aside(heading)
            self._mark(paragraph, self._pieces.paragraph(self._path, rest), len(paragraph.text) - len(rest))
        elif before_all and len(paragraph.text) < _LONG:
            self._mark(paragraph, self._pieces.aside(paragraph.text))
        else:
            self._mark(paragraph, self._pieces.paragraph(self._path, paragraph.text))

    def _caption(self, text: str) -> int:
        found = CAPTION.match(text)
        label = found[1].rstrip(".") if found else "Figure"
        return self._pieces.unit((*self._path, label[:1].upper() + label[1:]), text)

    def _mark(self, paragraph: Paragraph, start: int, cut: int = 0) -> None:
        for offset, page in paragraph.marks:
            self._marks[start + max(0, offset - cut)] = page

    def _pages(self) -> tuple[tuple[int, int], ...]:
        marks: list[tuple[int, int]] = []
        for offset in sorted(self._marks):
            if not marks or marks[-1][1] != self._marks[offset]:
                marks.append((offset, self._marks[offset]))
        return tuple(marks)


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()
