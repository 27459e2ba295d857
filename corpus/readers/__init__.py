"""Readers: a file in, sources out. One format to a module, chosen by what a file holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import ExociteError
from corpus.model import Source
from corpus.readers.docx import read_docx
from corpus.readers.exports import looks_like_medline, looks_like_ris, read_medline, read_ris
from corpus.readers.html import looks_like_html, read_html
from corpus.readers.jats import looks_like_jats, read_jats
from corpus.readers.jsonl import read_jsonl
from corpus.readers.markdown import read_markdown
from corpus.readers.pdf.reader import looks_like_pdf, read_pdf
from corpus.readers.reading import Limits, Reader, Reading, one_source
from corpus.readers.record_table import looks_like_records, read_record_table
from corpus.readers.text import read_plain
from corpus.readers.zips import opened

_EXPORTS = (read_ris, read_medline)
_JSONL = one_source(read_jsonl)
_PLAIN = one_source(read_plain)

READERS: dict[str, Reader] = {
    ".pdf": one_source(read_pdf),
    ".xml": one_source(read_jats),
    ".nxml": one_source(read_jats),
    ".html": one_source(read_html),
    ".htm": one_source(read_html),
    ".xhtml": one_source(read_html),
    ".docx": one_source(read_docx),
    ".md": one_source(read_markdown),
    ".markdown": one_source(read_markdown),
    ".txt": _PLAIN,
    ".text": _PLAIN,
    ".jsonl": _JSONL,
    ".ndjson": _JSONL,
    ".nbib": read_medline,
    ".ris": read_ris,
    ".csv": read_record_table,
    ".tsv": read_record_table,
}
"""By the end of the name, for what does not show in its content what it is."""
ENDINGS = (*READERS, ".zip")
"""Ends of the names of what can be added."""

VERSION = 1
"""Raised whenever the same file would be read otherwise, so that it is read again when it is added again."""

_START = 4096
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Format:
    """How a file is read."""

    read: Reader
    many: bool
    """Whether it brings ids for its documents; any other file is one source, named after the file."""


def format_of(path: Path, *, named: bool = True) -> Format | None:
    """The format of a file, by its content, else by its name; None for one that is not read.

    A text of another name is read where somebody ``named`` it, and passed over where a folder is walked.
    """
    start = _start(path)
    reader = _by_content(path, start) or READERS.get(path.suffix.lower())
    if reader is None and named and start and _is_text(start):
        reader = _PLAIN
    return Format(reader, reader in (_JSONL, read_record_table, *_EXPORTS)) if reader else None


def is_zip(path: Path) -> bool:
    """Whether a file holds other files, and is no document in the form of a ZIP file."""
    if not _start(path).startswith(_ZIP):
        return False
    with opened(path) as archive:
        return not {"[Content_Types].xml", "mimetype"} & set(archive.namelist())


def read(path: Path, limits: Limits) -> Reading:
    """Read one file that a user adds.

    Raises ExociteError for a file without a reader, and for whatever keeps the file from being read.
    """
    found = format_of(path)
    if found is None:
        raise ExociteError(f"{path}: files of this kind are not read; give one of {', '.join(ENDINGS)}.")
    return found.read(path, limits)


def read_file(path: Path, max_bytes: int, columns: Mapping[str, str] | None = None) -> list[Source]:
    """The sources of one file; raises ExociteError as ``read`` does."""
    return list(read(path, Limits(max_bytes, columns or {})).sources)


def _start(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_START)
    except OSError:  # the reader says what is wrong with it
        return b""


def _by_content(path: Path, start: bytes) -> Reader | None:
    if looks_like_pdf(start):
        return READERS[".pdf"]
    if start.startswith(_ZIP):
        return READERS[".docx"] if _is_docx(path) else None
    if looks_like_jats(start):
        return READERS[".xml"]
    if looks_like_html(start):
        return READERS[".html"]
    if looks_like_medline(start):
        return read_medline
    if looks_like_ris(start):
        return read_ris
    return read_record_table if looks_like_records(start) else None


def _is_docx(path: Path) -> bool:
    try:
        with opened(path) as archive:
            return "word/document.xml" in archive.namelist()
    except ExociteError:
        return path.suffix.lower() == ".docx"


def _is_text(start: bytes) -> bool:
    try:
        start.decode()
    except UnicodeDecodeError as error:
        return error.start > len(start) - 4 and b"\x00" not in start  # cut inside a character
    return b"\x00" not in start
