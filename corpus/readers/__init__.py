"""Readers: a file in, sources out. One format to a module."""

from collections.abc import Callable
from pathlib import Path

from corpus.errors import ExociteError
from corpus.model import Source
from corpus.readers.jats import looks_like_jats, read_jats
from corpus.readers.jsonl import read_jsonl
from corpus.readers.markdown import read_markdown
from corpus.readers.text import read_plain

Reader = Callable[[Path, int], list[Source]]

READERS: dict[str, Reader] = {
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".txt": read_plain,
    ".text": read_plain,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".xml": read_jats,
    ".nxml": read_jats,
}
"""By the end of the name, for what does not show in its content what it is."""

_START = 4096


def holds_many(path: Path) -> bool:
    """Whether a file brings ids for its documents; any other is one source, named after the file."""
    return _reader(path) is read_jsonl


def read_file(path: Path, max_bytes: int) -> list[Source]:
    """Read one file that a user adds, by what it holds, else by its name.

    Raises ExociteError for a file without a reader, and for whatever keeps the file from being read.
    """
    reader = _reader(path)
    if reader is None:
        raise ExociteError(f"{path}: files of this kind are not read; give one of {', '.join(READERS)}.")
    return reader(path, max_bytes)


def _reader(path: Path) -> Reader | None:
    try:
        with path.open("rb") as file:
            start = file.read(_START)
    except OSError:  # the reader says what is wrong with it
        start = b""
    return read_jats if looks_like_jats(start) else READERS.get(path.suffix.lower())
