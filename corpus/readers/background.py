"""Background facts: Markdown, one file a topic, each fact under its id with its source in the front matter."""

from pathlib import Path
from typing import Any, cast

from corpus.errors import ExociteError
from corpus.model import Section, Source
from corpus.readers.bibliography import bibliography
from corpus.readers.markdown import markdown_sections, split_front_matter
from corpus.readers.reviews import refuse_keys
from corpus.readers.text import read_text

_KEYS = frozenset({"topic", "sources"})
_SOURCE_KEYS = frozenset("title first_author year journal doi pmid pmcid url status status_note basis".split())


def read_background(path: Path, max_bytes: int) -> list[Source]:
    """One source for each fact of the file: its text is the fact, its bibliography the paper read for it.

    Raises ExociteError naming the file, the fact and what is wrong.
    """
    whole = read_text(path, max_bytes)
    meta, body = split_front_matter(path, whole)
    refuse_keys(path, meta, _KEYS)
    topic, papers = meta.get("topic"), meta.get("sources")
    if not isinstance(topic, str) or not isinstance(papers, dict):
        raise ExociteError(f"{path}: a background file has a topic and sources; add the one that is missing.")
    facts = _facts(path, whole, body)
    papers = cast("dict[str, Any]", papers)
    for name in set(facts) ^ set(papers):
        have, lack = ("sources", "text") if name in papers else ("the text", "sources")
        raise ExociteError(f"{path}: {name} stands in {have} but not in {lack}; add it there.")
    return [_fact(f"{path}, {name}", name, topic, facts[name], paper) for name, paper in papers.items()]


def _facts(path: Path, whole: str, body: str) -> dict[str | None, str]:
    """The text under each heading; ``body`` is the end of ``whole``."""
    facts: dict[str | None, str] = {}
    before = len(whole.rstrip()) - len(body)
    for section in markdown_sections(body):
        if section.heading in facts:
            line = whole.count("\n", 0, before + section.start)  # the heading stands in the line before its text
            raise ExociteError(f"{path}, line {line}: {section.heading} is the heading of two facts; rename one.")
        facts[section.heading] = body[section.start : section.end].strip()
    return facts


def _fact(where: str, name: str, topic: str, text: str, paper: object) -> Source:
    if not isinstance(paper, dict):
        raise ExociteError(f"{where}: the source is not a list of 'name: value' lines; mend it.")
    given = cast("dict[str, Any]", paper)
    refuse_keys(where, given, _SOURCE_KEYS)
    fields = bibliography(where, given)
    if author := given.get("first_author"):
        fields |= {"authors": (str(author),), "et_al": True}
    section = Section(topic, 0, len(text), basis=str(given.get("basis") or "abstract_read"))
    return Source(id=name, kind="note", text=text, sections=(section,), **fields)
