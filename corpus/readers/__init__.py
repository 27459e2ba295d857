"""Readers: a file in, sources out. One format to a module."""

from collections.abc import Callable
from pathlib import Path

from corpus.errors import ExociteError
from corpus.model import Source
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
}


def holds_many(path: Path) -> bool:
    """Whether a file brings ids for its documents; any other is one source, named after the file."""
    return READERS.get(path.suffix.lower()) is read_jsonl


def read_file(path: Path, max_bytes: int) -> list[Source]:
    """Read one file that a user adds.

    Raises ExociteError for a suffix without a reader, and for whatever keeps the file from being read.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise ExociteError(f"{path}: files of this kind are not read; give one of {', '.join(READERS)}.")
    return reader(path, max_bytes)
