"""How a piece of evidence stands to a finding of a claim, and why."""

from dataclasses import dataclass, replace

from assistant.claims.fitting import Fits
from assistant.model import Stands
from corpus.model import Record


@dataclass(frozen=True, slots=True)
class Judged:
    """How evidence stands to a finding, and why, in half a line."""

    stands: Stands
    why: str
    share: float
    """How much of the finding's names it speaks of, between 0 and 1."""
    nearness: float | None = None
    """Where it is judged by its words: how near they are."""
    missing: float = 0.0
    """Share of the finding's words that its nearest sentence lacks."""
    record: Record | None = None

    @property
    def score(self) -> float:
        """How much of the finding it speaks of, between 0 and 1."""
        return self.share * (1 - self.missing / 2)

    def as_related(self) -> "Judged":
        """The same where others say it so much more plainly that this can't be told to."""
        names, _, _ = self.why.rpartition("; ")
        return replace(self, stands="related", why="; ".join(filter(None, (names, "others say it more plainly"))))

    def with_missing(self, share: float, record: Record | None = None) -> "Judged":
        """The same with what its nearest sentence lacks, and with its record."""
        return replace(self, missing=share, record=record)


def judged(stands: Stands, fits: Fits, *why: str, share: float | None = None, nearness: float | None = None) -> Judged:
    """How evidence stands whose names fit like this, with the reasons in half a line."""
    said = "; ".join(filter(None, (fits.met(), *fits.missed(), *why)))
    return Judged(stands, said, fits.share if share is None else share, nearness)
