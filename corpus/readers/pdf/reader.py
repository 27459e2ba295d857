"""PDF files: one paper, one source, with the page of every place in its text."""

import re
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from corpus.errors import ExociteError
from corpus.model import Source
from corpus.readers.found import found_in, told
from corpus.readers.pdf.body import Body
from corpus.readers.pdf.furniture import without_furniture
from corpus.readers.pdf.lines import reading_order
from corpus.readers.pdf.paragraphs import Paragraph, paragraphs
from corpus.readers.pdf.words import PageWords, page_words
from corpus.readers.pieces import Pieces
from corpus.readers.text import read_bytes
from corpus.storable import storable

_MOST_PAGES = 20_000
_OPENING = 4000
"""Characters of the first page in which a paper names itself."""
_UNREADABLE = 0.5
"""Share of letters that the file does not tell from which on a page counts as one without text."""
_WORDS_OF_A_TITLE = 4
_EMPTY = PageWords((), 0.0)


def looks_like_pdf(start: bytes) -> bool:
    """Whether a file that begins so is a PDF, whatever its name."""
    return b"%PDF-" in start[:1024]


def read_pdf(path: Path, max_bytes: int) -> list[Source]:
    """The paper in a PDF, named after the file; pages without text are told in its note.

    Raises ExociteError when it can't be opened, or when no page of it has text.
    """
    pages, stated, lost = _pages(path, read_bytes(path, max_bytes))
    kept, heads = without_furniture(pages)
    found = paragraphs(list(enumerate(reading_order([page.words for page in kept]), start=1)))
    if not found:
        raise ExociteError(
            f"{path} has no text on its {_count(len(pages))}: it is a scan, perhaps; have the text recognised (OCR) "
            "and give it again."
        )
    opening = " ".join(p.text for p in found if p.marks[0][1] == found[0].marks[0][1])[:_OPENING]
    title, whence = _title(found, stated, storable(path.name), opening)
    known = found_in(opening, heads)
    pieces = Pieces("full_text" if known.fields() else None, max_bytes)
    pieces.aside(title)
    marks = Body(pieces, title).read(found)
    if not pieces.sections:
        raise ExociteError(f"{path} has headings and references and no text; there is nothing to add.")
    return [
        Source(
            id=storable(path.name),
            kind="file",
            text=pieces.text,
            sections=tuple(pieces.sections),
            title=title,
            note=told(filter(None, (whence, *known.notes(), *lost))),
            pages=marks,
            **known.fields(),
        )
    ]


def _pages(path: Path, raw: bytes) -> tuple[list[PageWords], str, list[str]]:
    """The words of each page, the title that the file states, and what was lost."""
    pdfium: Any = import_module("pypdfium2")
    try:
        document = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise ExociteError(f"{path} is locked with a password; save it without one and give it again.") from error
        raise ExociteError(f"{path} is not a readable PDF ({_problem(error)}); get the file again.") from error
    try:
        count = len(document)
        if count > _MOST_PAGES:
            raise ExociteError(f"{path} has {count:,} pages and the limit is {_MOST_PAGES:,}; split it.")
        pages: list[PageWords] = []
        empty: list[int] = []
        broken: list[int] = []
        for number in range(1, count + 1):
            words = _words(document, number - 1)
            if words is None:
                broken.append(number)
            elif not words.words:
                empty.append(number)
            pages.append(words or _EMPTY)
        stated = str(document.get_metadata_value("Title") or "")
    finally:
        document.close()
    lost = [f"no text on {_listed(empty)} (scanned, perhaps)"] if empty else []
    lost += [f"{_listed(broken)} left out as unreadable"] if broken else []
    return pages, stated, lost


def _words(document: Any, index: int) -> PageWords | None:
    """The words of a page; None where it is broken, which must not cost the others."""
    pdfium: Any = import_module("pypdfium2")
    try:
        page = document[index]
        try:
            words = page_words(page)
        finally:
            page.close()
    except (pdfium.PdfiumError, ValueError):
        return None
    return _EMPTY if words.unread > _UNREADABLE else words


def _title(found: Sequence[Paragraph], stated: str, name: str, opening: str) -> tuple[str, str]:
    """The title and, where the file does not state it, whence it was taken."""
    stated = " ".join(storable(stated).split())
    if len(stated.split()) >= _WORDS_OF_A_TITLE and _plain(stated) in _plain(opening):
        return stated, ""
    first = found[0].marks[0][1]
    on_page = [p for p in found if p.marks[0][1] == first and not p.is_caption]
    large = [p for p in on_page if p.ratio >= 1.15 and 2 <= len(p.text.split()) <= 60]
    if not large:
        return name, "title from the file's name"
    largest = max(large, key=_weight)
    return storable(largest.text), f"title from the largest words of page {first}"


def _weight(paragraph: Paragraph) -> float:
    """How much like a title: by its size, and few words count less, since the name of a journal may be as large."""
    is_short = len(paragraph.text.split()) < _WORDS_OF_A_TITLE
    return round(paragraph.ratio, 1) / (1.5 if is_short else 1.0)


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


def _problem(error: Exception) -> str:
    return " ".join(str(error).split())[:100].rstrip(".")


def _count(pages: int) -> str:
    return "one page" if pages == 1 else f"{pages:,} pages"


def _listed(numbers: Iterable[int]) -> str:
    """Pages in a few words: "pages 2-4, 9"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    parts = [str(a) if a == b else f"{a}-{b}" for a, b in runs]
    shown = ", ".join(parts[:20]) + (" and others" if len(parts) > 20 else "")
    return f"page{'s' if len(parts) > 1 or '-' in shown else ''} {shown}"
