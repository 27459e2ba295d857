"""What this floor hands up: answers made of statements, statements that rest on citations."""

from dataclasses import dataclass
from typing import Literal

from corpus.model import Source


@dataclass(frozen=True, slots=True)
class Citation:
    """An exact quote: ``source.text[start:end] == quote``, offsets in Unicode code points.

    ``source`` comes without its text and sections, which the store gives by its id.
    """

    number: int
    quote: str
    start: int
    end: int
    section: str | None
    record: str | None
    basis: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer with the numbers of its citations, at least one."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Seconds:
    """Wall time of an answer and of two parts of it."""

    total: float
    embed: float
    search: float


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question; refused answers have a message and no statements."""

    question: str
    status: Literal["answered", "refused"]
    message: str | None
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    seconds: Seconds


@dataclass(frozen=True, slots=True)
class Stance:
    """A piece of evidence for a claim and how it stands to it."""

    stance: Literal["supports", "contradicts", "related"]
    score: float
    """How much of the claim it speaks of, between 0 and 1."""
    citation: Citation


@dataclass(frozen=True, slots=True)
class Verdict:
    """Evidence for a claim. ``verdict`` is None while the evidence has not been judged."""

    claim: str
    verdict: Literal["supported", "contradicted", "mixed", "not_found"] | None
    evidence: tuple[Stance, ...]
    seconds: Seconds
