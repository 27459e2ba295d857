"""A question for all that match: every record, grouped by effect, as sentences and as a table."""

from collections import Counter
from collections.abc import Sequence

from assistant.answers.findings import answer_finding, told
from assistant.answers.passages import from_passages
from assistant.asking import Asking
from assistant.conflicts import conflict
from assistant.draft import Draft
from assistant.findings import Finding
from assistant.narrowing import narrowed
from assistant.phrasing import by_effect, finding_points
from corpus.model import Effect
from corpus.wording import listed

_TOLD: dict[Effect, str] = {
    "promotes_resistance": "where the microRNA promotes resistance",
    "reverses_resistance": "where it reverses resistance",
    "biomarker_only": "where its level marks the response",
}


def answer_list(asking: Asking) -> Draft:
    """All records that match; the passages answer where none can or does."""
    if asking.request.is_empty:
        return from_passages(asking)
    found = told(asking, narrowed(asking, asking.matching()))
    if not found:
        return answer_finding(asking)
    ordered = by_effect(found)
    message = " ".join(filter(None, (_counted(ordered, len(asking.findings)), conflict(ordered, asking.names))))
    return Draft(tuple(finding_points(ordered, by_effect=True)), message, tuple(ordered))


def _counted(found: Sequence[Finding], of: int) -> str:
    counts = Counter(finding.record.effect for finding in found)
    sources = len({finding.source.id for finding in found})
    parts = listed([f"{counts[effect]} {told}" for effect, told in _TOLD.items() if counts[effect]])
    one = len(found) == 1
    records = f"{len(found)} record{'' if one else 's'} of {sources} source{'' if sources == 1 else 's'}"
    return f"{records} match{'es' if one else ''}, of the {of} in the corpus: {parts}."
