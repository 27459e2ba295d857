"""A question for all that match: every record, grouped by effect, as sentences and as a table."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from assistant.answers.findings import told as telling
from assistant.answers.passages import from_passages
from assistant.asking import Asking
from assistant.conflicts import conflict_points
from assistant.draft import Draft, refused
from assistant.evidence import Evidence
from assistant.findings import Finding
from assistant.narrowing import narrowed
from assistant.phrasing import by_effect, finding_points
from corpus.model import Effect
from corpus.wording import listed
from index.asked import Asked

_TOLD: dict[Effect, str] = {
    "promotes_resistance": "where the microRNA promotes resistance",
    "reverses_resistance": "where it reverses resistance",
    "biomarker_only": "where its level marks the response",
}


def answer_list(asking: Asking) -> Draft:
    """All records that match; the passages answer where none can or does."""
    if asking.request.is_empty:
        return from_passages(asking)
    found = telling(asking, narrowed(asking, asking.matching()))
    if not found:
        return _of_sentences(asking)
    ordered = by_effect(found)
    points = (*conflict_points(ordered, asking.names), *finding_points(ordered, by_effect=True))
    return Draft(points, _counted(ordered, len(asking.findings)), tuple(ordered))


_MIRNAS = re.compile(r"\b(?:mi(?:cro)?-?rnas?|mirs?)\b", re.IGNORECASE)


def _of_sentences(asking: Asking) -> Draft:
    """Sentences that speak of all that is named, and of a microRNA where microRNAs are asked for; else a refusal."""
    names = asking.found.asked.names
    wants_mirna = _MIRNAS.search(asking.question) is not None
    told = tuple(item for item in asking.weighed.evidence if _speaks(item, asking.found.asked, wants_mirna))
    if not names or told:
        return from_passages(replace(asking, weighed=replace(asking.weighed, evidence=told)) if names else asking)
    lack = listed([name.spelling for name in names])
    return refused(f"The corpus has no evidence on {lack} as asked; the nearest that it has: {asking.near}.")


def _speaks(item: Evidence, asked: Asked, wants_mirna: bool) -> bool:
    inside = [m for m, in_text in item.hit.mentions if in_text and item.start <= m.start < item.end]
    return len(set(asked.spoken_of(inside))) == len(asked.names) and (
        not wants_mirna or any(mention.kind == "mirna" for mention in inside)
    )


def _counted(found: Sequence[Finding], of: int) -> str:
    counts = Counter(finding.record.effect for finding in found)
    sources = len({finding.source.id for finding in found})
    parts = listed([f"{counts[effect]} {told}" for effect, told in _TOLD.items() if counts[effect]])
    one = len(found) == 1
    records = f"{len(found)} record{'' if one else 's'} of {sources} source{'' if sources == 1 else 's'}"
    return f"{records} match{'es' if one else ''}, of the {of} in the corpus: {parts}."
