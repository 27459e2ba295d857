"""Digests of reviews: Markdown with strict front matter, one file a review."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from corpus.errors import ExociteError
from corpus.model import Section, Source
from corpus.readers.bibliography import bibliography
from corpus.readers.markdown import markdown_sections, split_front_matter
from corpus.readers.text import read_text

_KEYS = frozenset(
    "id title authors et_al year journal doi pmid pmcid licence url status status_note provenance".split()
)


def read_review(path: Path, max_bytes: int) -> Source:
    """One digest; its front matter holds an id, a title and no key that is not known.

    Raises ExociteError naming the file and what is wrong.
    """
    meta, body = split_front_matter(path, read_text(path, max_bytes))
    refuse_keys(path, meta, _KEYS)
    name = meta.get("id")
    if not isinstance(name, str) or not isinstance(meta.get("title"), str) or not body:
        raise ExociteError(f"{path}: a review has an id, a title and a digest; add the one that is missing.")
    sections = tuple(Section(s.heading, s.start, s.end, basis="digest") for s in markdown_sections(body))
    return Source(id=name, kind="review", text=body, sections=sections, **bibliography(path, meta))


def refuse_keys(where: object, meta: Mapping[str, Any], known: frozenset[str]) -> None:
    """Raise ExociteError for the first key of ``meta`` that is not among ``known``."""
    for key in meta:
        if key not in known:
            raise ExociteError(f"{where}: {key} is not a known key; write one of {', '.join(sorted(known))}.")
