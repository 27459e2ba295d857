"""Who words an answer: the protocol behind which the evidence itself and models stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Event
from typing import Protocol

from assistant.draft import Point
from assistant.model import WriterName


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences of an answer so far, each with quotes that support it."""

    points: tuple[Point, ...]
    writer: WriterName
    replaced: int = 0
    """Sentences that did not pass the check."""
    note: str | None = None
    """Why a model gave nothing, or stopped early, in one sentence."""


class Writer(Protocol):
    """Words the evidence of an answer."""

    def words(self, question: str, evidence: Sequence[Point], stop: Event) -> Iterator[Wording]:
        """Wordings that grow, the last one whole, at least one; after ``stop`` is set it comes at once.

        ``evidence`` has passed the support check. Every point of it is told by the last wording, which holds no
        sentence without a quote and no quote that is not of the evidence. Raises nothing: what fails is noted.
        """
        ...


class Extractive:
    """The evidence's own words, and sentences from records' fields, as they are."""

    def words(self, question: str, evidence: Sequence[Point], stop: Event) -> Iterator[Wording]:
        """All at once."""
        yield Wording(tuple(evidence), "extractive")
