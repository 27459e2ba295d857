"""The verdict that follows from evidence, and how it is said."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from assistant.model import ClaimedFinding, ClaimVerdict, Stands
from corpus.wording import listed

_SAID: dict[ClaimVerdict, str] = {
    "supported": "supported",
    "contradicted": "contradicted",
    "mixed": "both supported and contradicted",
    "not_found": "without evidence",
}


def verdict_of(stands: Collection[Stands]) -> ClaimVerdict:
    """Of one finding, by how all evidence stands to it."""
    if "supports" in stands:
        return "mixed" if "contradicts" in stands else "supported"
    return "contradicted" if "contradicts" in stands else "not_found"


def whole(verdicts: Sequence[ClaimVerdict]) -> ClaimVerdict:
    """Of a claim of several findings: contradicted or mixed where one is, supported only where all are."""
    found = set(verdicts)
    if found & {"contradicted", "mixed"}:
        return "contradicted" if found <= {"contradicted", "not_found"} else "mixed"
    return "supported" if found == {"supported"} else "not_found"


def told(verdict: ClaimVerdict, findings: Sequence[ClaimedFinding], sources: tuple[int, int]) -> str:
    """The verdict in a sentence. ``sources`` counts those that support it and those that contradict it."""
    if len(findings) > 1:
        return _of_findings(verdict, findings)
    supporting, contradicting = sources
    match verdict:
        case "supported":
            return f"Supported by {_sources(supporting)}."
        case "contradicted":
            return f"Contradicted by {_sources(contradicting)}; nothing in the corpus supports it."
        case "mixed":
            return f"Sources disagree: {_sources(supporting)} for it, {_sources(contradicting)} against it."
        case "not_found":
            lacks = findings[0].lacks if findings else None
            nearest = f"; the nearest evidence: {lacks}" if lacks else ""
            return f"Nothing in the corpus says this or its opposite{nearest}."


def of_text(verdicts: Sequence[ClaimVerdict], sentences: int) -> str:
    """The verdicts on the sentences of a text in one sentence."""
    if not verdicts:
        return f"None of the {sentences} sentences states anything that could be checked."
    return f"Of {sentences} sentences, {listed([*_counted(verdicts), *_unchecked(sentences - len(verdicts))])}."


def _counted(verdicts: Iterable[ClaimVerdict]) -> list[str]:
    counts = Counter(verdicts)
    return [
        f"{counts[kind]} {'is' if counts[kind] == 1 else 'are'} {said}" for kind, said in _SAID.items() if counts[kind]
    ]


def _unchecked(count: int) -> list[str]:
    return [f"{count} {'states' if count == 1 else 'state'} nothing that could be checked"] if count else []


def _of_findings(verdict: ClaimVerdict, findings: Sequence[ClaimedFinding]) -> str:
    parts = listed(_counted(finding.verdict for finding in findings))
    end = "" if verdict == "supported" else "; not supported as a whole"
    return f"Of the {len(findings)} findings that this states, {parts}{end}."


def _sources(count: int) -> str:
    return "1 source" if count == 1 else f"{count} sources"
