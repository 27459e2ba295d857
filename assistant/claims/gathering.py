"""What may speak of a claim: records that hold its names, and passages found for it and for its opposite."""

from collections.abc import Iterable, Iterator, Sequence

from assistant.claims.by_record import judge_record
from assistant.claims.by_text import judge_hit
from assistant.claims.judged import Judged
from assistant.claims.opposite import opposite
from assistant.claims.reading import Reading
from assistant.claims.stated import Stated
from assistant.draft import Quote, quote_of
from assistant.findings import Finding
from index.filters import Filter
from index.search import Found, Hit, Searcher


def passages_for(sentence: str, searcher: Searcher, count: int, wanted: Filter) -> tuple[Found, ...]:
    """What is found for a sentence, and for the sentence turned round."""
    return tuple(searcher.search(text, count, wanted) for text in (sentence, opposite(sentence)))


def distinct(found: Iterable[Found]) -> list[Hit]:
    """The hits of some searches, each passage once."""
    return list(
        {(hit.source.id, hit.passage.start, hit.passage.end): hit for one in found for hit in one.hits}.values()
    )


_SPREAD = 0.12
"""How far below the nearest text another one may be that is judged by its words alone."""


def evidence_on(
    claim: Stated, findings: Sequence[Finding], hits: Sequence[Hit], reading: Reading
) -> list[tuple[Judged, Quote]]:
    """Each record and passage that may speak of a finding, how it stands to it, and its sentence nearest to it."""
    found = list(_judged(claim, findings, hits, reading))
    best: dict[str, float] = {}
    for judged, quote in found:
        if judged.nearness is not None:
            best[quote.source.id] = max(best.get(quote.source.id, 0.0), judged.nearness)
    least = max(best.values(), default=0.0) - _SPREAD
    return [
        (judged.as_related() if _is_outdone(judged, max(least, best.get(quote.source.id, 0.0))) else judged, quote)
        for judged, quote in found
    ]


def _is_outdone(judged: Judged, nearness: float) -> bool:
    """Whether a text is judged by its words alone and another, or another place of the same source, is nearer."""
    return judged.nearness is not None and judged.nearness < nearness


def _judged(
    claim: Stated, findings: Sequence[Finding], hits: Sequence[Hit], reading: Reading
) -> Iterator[tuple[Judged, Quote]]:
    found = {hit.passage.record for hit in hits}
    for finding in findings:
        if _may_speak(claim, finding, finding.record.id in found) and finding.places:
            judged = judge_record(claim, finding, reading)
            places = {place.text: place for place in finding.places.values()}
            near = reading.nearest(claim, "", list(places))
            yield judged.with_missing(near.missing, finding.record), quote_of(finding, places[near.sentence])
    for hit in hits:
        if hit.passage.record is None:
            passage = hit.passage
            spans = {passage.text[a - passage.start : b - passage.start]: (a, b) for a, b in passage.sentences}
            if not spans:
                continue
            judged = judge_hit(claim, hit, reading)
            near = reading.nearest(claim, passage.heading, list(spans))
            yield judged.with_missing(near.missing), Quote(hit.source, passage, *spans[near.sentence], near.sentence)


def _may_speak(claim: Stated, finding: Finding, is_found: bool) -> bool:
    """Whether a record has the claim's microRNA; of a claim without one, its drug and cancer, or it was found."""
    wanted = claim.request.names
    if claim.mirnas:
        return any(claim.names.means("mirna", name, held) for name in claim.mirnas for held in finding.names["mirna"])
    return is_found or ("drug" in wanted and "cancer" in wanted)
