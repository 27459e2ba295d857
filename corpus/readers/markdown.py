"""Markdown: sections by heading, and the YAML front matter before them."""

import re
from pathlib import Path
from typing import Any, cast

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.errors import ExociteError
from corpus.model import Section, Source
from corpus.readers.bibliography import bibliography
from corpus.readers.text import read_text
from corpus.storable import storable

_LINE_END = re.compile(r"\r\n?|\n")
_FENCE = re.compile(r"---[^\S\r\n]*(?:\r\n?|\n)")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[^\S\r\n]*$(?:\r\n?|\n)?", re.MULTILINE)


def read_markdown(path: Path, max_bytes: int) -> list[Source]:
    """A Markdown file as one source, with what its front matter says of title, authors, DOI and so on.

    Without a title there, a first heading of level 1 is the title, else the file's name. Keys of the
    front matter that mean nothing here are passed over.
    """
    meta, body = split_front_matter(path, read_text(path, max_bytes))
    if not body.strip():
        raise ExociteError(f"{path} has no text below its front matter; there is nothing to add.")
    sections = markdown_sections(body)
    if not sections:
        raise ExociteError(f"{path} has headings and no text below them; there is nothing to add.")
    fields = bibliography(path, meta)
    name = storable(path.name)
    title = fields.pop("title", None) or _first_heading(body) or name
    prefix = f"{title} › "
    sections = tuple(
        Section(None if s.heading == title else s.heading and s.heading.removeprefix(prefix), s.start, s.end)
        for s in sections
    )
    return [Source(id=name, kind="file", text=body, sections=sections, title=title, **fields)]


def split_front_matter(path: Path, text: str) -> tuple[dict[str, Any], str]:
    """The front matter as a dictionary, and the text after it, stripped.

    Raises ExociteError, with the line, when the front matter is not closed or not a YAML mapping.
    """
    opening = _FENCE.match(text)
    if opening is None:
        return {}, text.strip()
    close = _CLOSE.search(text, opening.end())
    if close is None:
        raise ExociteError(f"{path}: the front matter opened in line 1 is never closed; end it with a line of ---.")
    try:
        meta: object = yaml.safe_load(text[opening.end() : close.start()])
    except Exception as error:  # a tag that does not fit its value raises whatever the conversion of it does
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        problem = getattr(error, "problem", None) or "it is not YAML"
        raise ExociteError(f"{path}, line {line}: the front matter is broken ({problem}); mend that line.") from error
    if meta is None:
        meta = {}
    if not isinstance(meta, dict):
        raise ExociteError(f"{path}, line 2: the front matter is not a list of 'name: value' lines; mend it.")
    return {str(k): v for k, v in cast("dict[object, Any]", meta).items()}, text[close.end() :].strip()


def markdown_sections(text: str) -> tuple[Section, ...]:
    """Sections between headings, each named by its path of headings; stretches without text are left out."""
    starts = [0, *(m.end() for m in _LINE_END.finditer(text)), len(text)]
    path: list[tuple[int, str]] = []
    sections: list[Section] = []
    heading: str | None = None
    begin = 0
    tokens = _blocks(text)
    for i, token in enumerate(tokens):
        if token.type != "heading_open" or token.level or token.map is None:
            continue
        sections += _section(text, heading, begin, starts[token.map[0]])
        level = int(token.tag[1])
        path = [*(p for p in path if p[0] < level), (level, tokens[i + 1].content.strip())]
        heading = " › ".join(words for _, words in path if words) or None
        begin = starts[min(token.map[1], len(starts) - 1)]
    return tuple(sections + _section(text, heading, begin, len(text)))


def _blocks(text: str) -> list[Token]:
    parser = MarkdownIt()
    parser.core.ruler.enableOnly(["normalize", "block"])  # the text inside a block is not looked at
    return parser.parse(text)


def _section(text: str, heading: str | None, start: int, end: int) -> list[Section]:
    return [Section(heading, start, end)] if text[start:end].strip() else []


def _first_heading(text: str) -> str | None:
    tokens = _blocks(text)
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        return tokens[1].content.strip() or None
    return None
