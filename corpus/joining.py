"""One paper that is there several times: as a text of its own, as this project's digest, by records and notes."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from corpus.identifiers import Identifier, identifiers_of
from corpus.model import Section, Source

DIGEST = "digest"
NOTE = "note_"
"""Begins what was read for a note that stands beside the paper's own text."""
_SEPARATOR = "\n\n"
_FILLED = ("title", "authors", "year", "journal", "doi", "pmid", "pmcid", "licence", "url", "status", "status_note")
_GRAVITY = (None, "corrected", "concern", "retracted")


def groups(sources: Sequence[Source]) -> list[list[int]]:
    """The places in ``sources`` of those that are one paper, by DOI, PMID and PMCID together; alone ones left out."""
    first: dict[Identifier, int] = {}
    leader = list(range(len(sources)))

    def led(i: int) -> int:
        while leader[i] != i:
            leader[i] = leader[leader[i]]
            i = leader[i]
        return i

    for i, source in enumerate(sources):
        for identifier in identifiers_of(source):
            a, b = led(first.setdefault(identifier, i)), led(i)
            leader[max(a, b)] = min(a, b)
    found: dict[int, list[int]] = {}
    for i in range(len(sources)):
        found.setdefault(led(i), []).append(i)
    return [group for group in found.values() if len(group) > 1]


def is_abstract(source: Source) -> bool:
    """Whether a text is no more of its paper than the abstract."""
    return bool(source.sections) and all(section.basis == "abstract" for section in source.sections)


def is_worse(source: Source, other: Source) -> bool:
    """Whether another text of the same paper is to be kept in place of one that comes later.

    A full text goes before an abstract, and one whose parts the file tells before one that was read off pages, unless
    that has far more text.
    """
    if is_abstract(source) != is_abstract(other):
        return is_abstract(source)
    return bool(source.pages) and not other.pages and 2 * len(other.text) >= len(source.text)


def joined(base: Source, others: Sequence[Source]) -> Source:
    """The source with what the others hold besides: records, notes, and a digest where there is no full text.

    These are sections of their own behind its text, each labelled as what it is. Fields that the source lacks are
    taken from the others, and the gravest status is its status.
    """
    text = base.text
    sections = list(base.sections)
    for other in others:
        for section in other.sections:
            if kept := _section(base, other, section):
                start = len(text) + len(_SEPARATOR)
                text += _SEPARATOR + other.text[section.start : section.end]
                sections.append(replace(kept, start=start, end=len(text)))
    pages = (*base.pages, (len(base.text), 0)) if base.pages and text != base.text else base.pages
    return replace(base, text=text, sections=tuple(sections), pages=pages, **_fields(base, others))


def _section(base: Source, other: Source, section: Section) -> Section | None:
    """A section of another source as it stands behind the text of ``base``; None where it would say nothing more."""
    if section.record:
        return section
    if other.kind == "note":
        return replace(section, basis=f"{NOTE}{section.basis or 'abstract_read'}")
    if other.kind == "review" and (is_abstract(base) or base.kind != "file"):
        return section
    return None


def _fields(base: Source, others: Sequence[Source]) -> dict[str, Any]:
    known = {field.name for field in fields(Source)}
    taken: dict[str, Any] = {}
    for name in (name for name in _FILLED if name in known and not name.startswith("status")):
        is_guess = name == "title" and base.note is not None and "title from" in base.note
        if not getattr(base, name) or is_guess:
            better = next((getattr(other, name) for other in others if getattr(other, name)), None)
            if better:
                taken[name] = better
                if name == "authors":
                    taken["et_al"] = next(other.et_al for other in others if other.authors)
                if is_guess and base.note:
                    kept = [part for part in base.note.split("; ") if not part.startswith("title from")]
                    taken["note"] = "; ".join(kept) or None
    worst = max((base, *others), key=lambda source: _GRAVITY.index(source.status))
    if worst.status != base.status:
        taken |= {"status": worst.status, "status_note": worst.status_note}
    return taken
