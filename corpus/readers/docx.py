"""DOCX files, by python-docx: sections by heading, tables as rows, deleted text and raised reference marks left out."""

from collections.abc import Iterator
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from corpus.errors import ExociteError
from corpus.model import Source
from corpus.readers.found import found_in, told
from corpus.readers.pdf.headings import is_main, is_references
from corpus.readers.pdf.raised import raised_run
from corpus.readers.pieces import Pieces
from corpus.readers.text import read_bytes
from corpus.readers.zips import check_whole, opened
from corpus.storable import storable

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OPENING = 4000


def read_docx(path: Path, max_bytes: int) -> list[Source]:
    """A document as one source, named after the file.

    Its title is the paragraph of the style Title, else what its properties say, else the file's name.
    Raises ExociteError when it can't be opened, or has no text.
    """
    raw = read_bytes(path, max_bytes)
    with opened(path) as archive:
        check_whole(path, archive, max_bytes)
    document = _opened(path, raw)
    name = storable(path.name)
    title, whence = _title(document, name)
    pieces = Pieces(None, max_bytes)
    pieces.aside(title)
    _read(document, pieces, title)
    if not pieces.sections:
        raise ExociteError(f"{path} has no text; there is nothing to add.")
    known = found_in(pieces.text[:_OPENING])
    return [
        Source(
            id=name,
            kind="file",
            text=pieces.text,
            sections=tuple(pieces.sections),
            title=title,
            note=told(filter(None, (whence, *known.notes()))),
            **known.fields(),
        )
    ]


def _opened(path: Path, raw: bytes) -> Any:
    docx: Any = import_module("docx")
    etree: Any = import_module("lxml.etree")
    try:
        return docx.Document(BytesIO(raw))
    except (BadZipFile, KeyError, ValueError, AttributeError, etree.LxmlError) as error:
        raise ExociteError(
            f"{path} is not a readable DOCX ({' '.join(str(error).split())[:100]}); save it again as DOCX."
        ) from error


def _title(document: Any, name: str) -> tuple[str, str]:
    for paragraph in document.paragraphs[:20]:
        if _style(paragraph) == "title" and (text := _text(paragraph)):
            return text, ""
    stated = storable(str(document.core_properties.title or "")).strip()
    return (stated, "") if stated else (name, "title from the file's name")


def _read(document: Any, pieces: Pieces, title: str) -> None:
    path: list[tuple[int, str]] = []
    apart = 0
    for block in document.iter_inner_content():
        headings = tuple(text for _, text in path)
        if hasattr(block, "rows"):
            for row in _rows(block):
                pieces.aside(row) if apart else pieces.unit((*headings, "Table"), row)
            continue
        text = _text(block)
        level = _level(block, text)
        if not text or text == title:
            continue
        if level:
            apart = level if is_references(text) else 0 if level <= apart else apart
            path = [*(part for part in path if part[0] < level), (level, text)]
            pieces.aside(text)
        elif apart:
            pieces.aside(text)
        else:
            pieces.paragraph(headings, text)


def _level(paragraph: Any, text: str) -> int:
    """The level of a heading, by its style, else of one that papers have by custom; 0 for text."""
    word, _, number = _style(paragraph).rpartition(" ")
    if word == "heading" and number.isdecimal():
        return int(number)
    return 1 if is_main(text) or is_references(text) else 0


def _style(paragraph: Any) -> str:
    style = paragraph.style
    return str(style.name or "").lower() if style is not None else ""


def _text(paragraph: Any) -> str:
    read = ""
    for run in paragraph._p.iter(f"{_W}r"):  # insertions and links too, which python-docx's own text leaves out
        if any(parent.tag in (_FALLBACK, f"{_W}del", f"{_W}moveFrom") for parent in run.iterancestors()):
            continue
        text = "".join(_characters(run))
        raised = run.find(f"{_W}rPr/{_W}vertAlign")
        is_raised = raised is not None and raised.get(f"{_W}val") == "superscript"
        read += raised_run(read, text) if is_raised else text
    return storable(" ".join(read.split()))


def _characters(run: Any) -> Iterator[str]:
    for node in run:
        name = str(node.tag).removeprefix(_W)
        yield {"t": node.text or "", "tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}.get(name, "")


def _rows(table: Any) -> Iterator[str]:
    """The rows of a table, each cell with the name of its column; the first row names them."""
    names: list[str] = []
    for row in table.rows:
        cells = [" ".join(filter(None, (_text(p) for p in cell.paragraphs))) for cell in _cells(row)]
        if not names:
            names = cells
            continue
        pairs = [(names[i] if i < len(names) else "", cell) for i, cell in enumerate(cells) if cell]
        if pairs:
            yield "; ".join(f"{name.rstrip(':')}: {cell}" if name else cell for name, cell in pairs)


def _cells(row: Any) -> list[Any]:
    """The cells of a row, one that spans several columns once."""
    found: list[Any] = []
    for cell in row.cells:
        if not found or cell._tc is not found[-1]._tc:
            found.append(cell)
    return found
