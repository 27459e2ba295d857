"""Whether a study may be relied on: by its publication status, which is all that the corpus knows of it."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from corpus.model import Source, Status

_WORK = r"(?:stud(?:y|ies)|papers?|articles?|publications?|reports?|works?|sources?)"
_SOUND = r"(?:reliable|trustworthy|credible|sound|valid|citable|corrected|trusted|relied\ on)\b"
_ASKS = re.compile(
    rf"""\b(?:retract\w*|withdrawn|expressions?\ of\ concern)\b
    | \b{_WORK}\b.*\b{_SOUND}(?!\ \w*(?:marker|predictor|indicator|target|tool|test|sign)s?\b)
    | \b{_SOUND}\ (?:(?:is|are|was|were|the|this|that|these)\ ){{0,2}}(?:[\w-]+\ ){{0,2}}{_WORK}\b(?!\ of\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_TOLD: Mapping[Status | None, str] = {
    "retracted": "retracted",
    "concern": "under an expression of concern",
    "corrected": "corrected",
    None: "without a notice of retraction, correction or concern",
}


def asks_standing(question: str) -> bool:
    """Whether a question asks for the soundness of a publication, not of what it found."""
    return _ASKS.search(question) is not None


def standing(sources: Sequence[Source]) -> str:
    """What to say of the publication status of some sources, at least one."""
    status: dict[str, Status | None] = {source.id: source.status for source in sources}
    counts = Counter(status.values())
    if len(status) == 1:
        return f"Publication status of the source found on it: {_TOLD[next(iter(status.values()))]}."
    told = ", ".join(f"{counts[kind]} {words}" for kind, words in _TOLD.items() if counts[kind])
    return f"Publication status of the {len(status)} sources found on it: {told}."
