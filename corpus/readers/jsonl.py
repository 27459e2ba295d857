"""JSON Lines of documents, one source a line (the corpus form of BEIR, with optional bibliography)."""

from pathlib import Path

from corpus.errors import ExociteError
from corpus.lines import numbered, parsed
from corpus.model import Section, Source
from corpus.readers.bibliography import bibliography
from corpus.readers.text import read_text
from corpus.storable import storable


def read_jsonl(path: Path, max_bytes: int) -> list[Source]:
    """One source for each line, with ``_id``, ``title`` and ``text``, and optionally ``doi``, ``pmid``,
    ``pmcid``, ``year``, ``authors``, ``journal``, ``url`` and ``status``.

    A document without text is searched by its title. Raises ExociteError with the line of the first
    fault; then nothing of the file is taken.
    """
    sources: list[Source] = []
    lines: dict[str, int] = {}
    for number, line in numbered(read_text(path, max_bytes)):
        source = _document(f"{path}, line {number}", line)
        if source.id in lines:
            raise ExociteError(
                f"{path}, line {number}: _id {source.id!r} is also in line {lines[source.id]}; give each its own."
            )
        lines[source.id] = number
        sources.append(source)
    return sources


def _document(where: str, line: str) -> Source:
    document = parsed(where, line, "_id, title and text")
    name = document.get("_id")
    if not isinstance(name, str | int) or isinstance(name, bool) or not str(name).strip():
        raise ExociteError(f"{where} has no _id; give each document one.")
    text, title = document.get("text"), document.get("title")
    if not isinstance(text or "", str) or not isinstance(title or "", str):
        raise ExociteError(f"{where}: title and text must be text; mend that line.")
    text = storable(text or "")
    if not text.strip():
        text = storable(title or "")
    if not text.strip():
        raise ExociteError(f"{where} has neither text nor title; leave that document out.")
    fields = bibliography(where, document)
    return Source(
        id=storable(str(name)).strip(), kind="file", text=text, sections=(Section(None, 0, len(text)),), **fields
    )
