"""How well claims are judged: verdicts, and whether what carries them stands first."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.assistant import Assistant
from assistant.evaluate.bootstrap import Estimate, estimate
from assistant.evaluate.citing import identifiers
from assistant.evaluate.f1 import f1, macro_f1
from assistant.evaluate.product import own_index
from assistant.evaluate.verdicts import GoldClaim, read_claims
from assistant.model import Verdict
from assistant.settings import AssistantSettings
from index.progress import Progress, silent

_FIRST = 3


@dataclass(frozen=True, slots=True)
class ClaimMark:
    """What one verdict is worth."""

    claim: str
    group: str
    verdict: str
    """The right one."""
    given: str
    first: float | None
    """1 where one of the first three pieces of evidence cites a gold source; None where there is no gold source."""


@dataclass(frozen=True, slots=True)
class ClaimFigures:
    """What was measured on a file of claims; estimates with their 95% bootstrap intervals."""

    split: str | None
    claims: int
    accuracy: Estimate
    macro_f1: float
    f1: Mapping[str, float]
    first: Estimate | None
    confusion: Mapping[tuple[str, str], int]
    """How often a claim with a right verdict was given another, or the same."""
    groups: Mapping[str, Estimate]
    """Accuracy of each kind of claim."""
    marks: tuple[ClaimMark, ...]


def evaluate_claims(
    assistant: Assistant, path: Path, split: str | None = None, progress: Progress = silent
) -> ClaimFigures:
    """Judge the claims of a JSON Lines file, those of one split if named, and hold the verdicts against the gold.

    Raises ExociteError for a fault in the file, naming the line, and for a claim that can't be judged.
    """
    marks: list[ClaimMark] = []
    claims = read_claims(path, split)
    with progress("Judging", len(claims)) as advance:
        for gold in claims:
            marks.append(mark(assistant.cite(gold.claim), gold))
            advance(1)
    return figures(marks, split)


def mark(verdict: Verdict, gold: GoldClaim) -> ClaimMark:
    """Hold one verdict against the right one; a claim that states nothing checkable has no evidence."""
    cited = [identifiers(item.citation) for item in verdict.evidence[:_FIRST]]
    first = float(any(not names.isdisjoint(gold.sources) for names in cited)) if gold.sources else None
    return ClaimMark(gold.claim, gold.group, gold.verdict, verdict.verdict or "not_found", first)


def figures(marks: Sequence[ClaimMark], split: str | None) -> ClaimFigures:
    """The figures over some marks, at least one."""
    pairs = [(one.verdict, one.given) for one in marks]
    first = [one.first for one in marks if one.first is not None]
    groups = dict.fromkeys(one.group for one in marks)
    return ClaimFigures(
        split=split,
        claims=len(marks),
        accuracy=_accuracy(marks),
        macro_f1=macro_f1(pairs),
        f1=f1(pairs),
        first=estimate(first) if first else None,
        confusion=Counter(pairs),
        groups={
            group: estimate([float(one.verdict == one.given) for one in marks if one.group == group])
            for group in groups
        },
        marks=tuple(marks),
    )


def _accuracy(marks: Sequence[ClaimMark]) -> Estimate:
    return estimate([float(one.verdict == one.given) for one in marks])


def assistant_over(settings: AssistantSettings, documents: Path, progress: Progress = silent) -> Assistant:
    """An assistant over the documents of a benchmark and nothing else. Raises ExociteError as ``own_index`` does."""
    return Assistant(own_index(settings, documents, progress), progress)
