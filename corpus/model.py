"""What passes upward from this floor: sources, their sections, passages, records, and the names in them.

Every offset counts Unicode code points (Python string indices) from the start of ``Source.text``.
"""

from bisect import bisect_right
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

Kind = Literal["review", "study", "note", "file"]
Status = Literal["retracted", "corrected", "concern"]
Effect = Literal["promotes_resistance", "reverses_resistance", "biomarker_only"]
Confidence = Literal["abstract_read", "title_only", "secondary_review"]
NameKind = Literal["mirna", "drug", "cancer", "gene", "cell", "mechanism"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Section:
    """A titled stretch of a source: ``text[start:end]``, its heading left out."""

    heading: str | None
    start: int
    end: int
    record: str | None = None
    basis: str | None = None
    """What was read for it (``abstract_read``, ``title_only`` ...), or what it is of a paper (``full_text``,
    ``abstract``); None for a text given whole."""


@dataclass(frozen=True, slots=True)
class Source:
    """Something citable. A field that is None or empty was not read; it is never guessed."""

    id: str
    kind: Kind
    text: str
    sections: tuple[Section, ...]
    title: str | None = None
    authors: tuple[str, ...] = ()
    et_al: bool = False
    """Whether more authors may exist than the ones listed."""
    year: int | None = None
    journal: str | None = None
    doi: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    licence: str | None = None
    url: str | None = None
    status: Status | None = None
    status_note: str | None = None
    note: str | None = None
    """What to know of how it was read: a title from the file's name, pages without text."""
    pages: tuple[tuple[int, int], ...] = ()
    """(offset, page) wherever another page of the file begins in the text, by offset, with 0 for what stands on none;
    empty where the file has no pages."""

    def page_at(self, offset: int) -> int | None:
        """The page of the file that a place in the text stands on; None where it stands on none."""
        before = bisect_right(self.pages, offset, key=lambda mark: mark[0])
        return self.pages[before - 1][1] or None if before else None


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive sentences of one section, the unit that is embedded."""

    start: int
    end: int
    text: str
    heading: str
    """Title and section path, put before the text when it is embedded; may be empty."""
    section: str | None
    record: str | None
    basis: str | None
    sentences: tuple[Span, ...]
    """Spans of the sentences in the source's text, in order."""
    pieces: int
    """Word pieces of the embedded text, the encoder's special tokens included."""

    @property
    def embedded_text(self) -> str:
        return embedded_text(self.heading, self.text)

    @property
    def digest(self) -> str:
        """Name of the embedded text: 32 hexadecimal digits of its SHA-256."""
        return sha256(self.embedded_text.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Record:
    """One curated finding; the columns are described in ``records/datapackage.json``."""

    id: str
    source_id: str
    mirna: str
    cancer: str
    drugs: tuple[str, ...]
    effect: Effect
    ev_level_change: str | None
    ev_cargo: str
    donor: str | None
    recipient: str | None
    targets: tuple[str, ...]
    pathway: tuple[str, ...]
    mechanism: tuple[str, ...]
    model: str | None
    evidence_note: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in a text: ``text[start:end]`` is how it is written there."""

    kind: NameKind
    name: str
    """The canonical identity: miR-200c-3p, cisplatin, glioblastoma, ABCB1."""
    start: int
    end: int


def embedded_text(heading: str, text: str) -> str:
    """The text that stands for a passage in the index."""
    return f"{heading}\n{text}" if heading else text
