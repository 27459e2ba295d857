"""A claim in, a verdict with its evidence out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.claims.carrier import difference
from assistant.claims.checkable import is_checkable, states
from assistant.claims.gathering import distinct, evidence_on, passages_for
from assistant.claims.judged import Judged
from assistant.claims.reading import Reading
from assistant.claims.splitting import parts_of
from assistant.claims.stated import Stated, stated
from assistant.claims.verdicts import of_text, told, verdict_of, whole
from assistant.draft import Numbers, Quote
from assistant.findings import Finding
from assistant.model import Citation, ClaimedFinding, ClaimVerdict, JudgedSentence, Seconds, Stance, Verdict
from assistant.strength import weakness
from corpus.model import Span
from index.filters import Filter
from index.search import Found, Hit, Searcher

_RELATED = 6
"""Evidence that only stands near, shown at most for a sentence."""
_DECIDING = 12
"""The same of evidence that decides."""
_LEAST = 0.3
"""Score from which evidence that only stands near is shown."""

Weighed = tuple[Judged, Quote]


@dataclass(frozen=True, slots=True)
class Checked:
    """One sentence with the evidence for it, and what was searched."""

    sentence: JudgedSentence
    evidence: tuple[Stance, ...]
    found: tuple[Found, ...]


class Claims:
    """Judges the sentences of one claim; numbers its citations from 1."""

    def __init__(
        self, searcher: Searcher, findings: Sequence[Finding], reading: Reading, wanted: Filter, depth: int
    ) -> None:
        self._searcher = searcher
        self._findings = findings
        self._reading = reading
        self._wanted = wanted
        self._depth = depth
        self._numbers = Numbers()

    def judge(self, text: str, span: Span, number: int, *, alone: bool) -> Checked:
        """Judge one sentence of a claim; one that stands alone also where it only tells what is open."""
        if not (states(text) if alone else is_checkable(text)):
            return Checked(JudgedSentence(text, *span, None, "States nothing that could be checked.", ()), (), ())
        found = passages_for(text, self._searcher, self._depth, self._wanted)
        hits = distinct(found)
        parts, weighed = self._weighed(text, hits)
        verdicts: list[ClaimVerdict] = [verdict_of({judged.stands for judged, _ in found}) for found in weighed]
        shown = self._shown(parts, weighed, number)
        findings = tuple(map(self._finding, parts, verdicts, weighed))
        return Checked(self._sentence(text, span, findings, shown), shown, found)

    def _weighed(self, text: str, hits: Sequence[Hit]) -> tuple[list[Stated], list[list[Weighed]]]:
        """The findings of a sentence, each with its evidence; the sentence as one where one source says it all."""
        names, asked = self._searcher.names, self._searcher.asked
        parts = [stated(part, asked, names) for part in parts_of(text, asked, names)]
        if len(parts) > 1:
            one = stated(text, asked, names)
            found = self._evidence(one, hits)
            if verdict_of({judged.stands for judged, _ in found}) == "supported":
                return [one], [found]
        return parts, [self._evidence(part, hits) for part in parts]

    def _evidence(self, part: Stated, hits: Sequence[Hit]) -> list[Weighed]:
        return sorted(evidence_on(part, self._findings, hits, self._reading), key=_order)

    def _shown(self, parts: Sequence[Stated], weighed: Sequence[Sequence[Weighed]], number: int) -> tuple[Stance, ...]:
        """The evidence of all findings of a sentence: the best of each first, what is only related last."""
        deciding = [(part, item) for part, item in _in_turn(parts, weighed) if item[0].stands != "related"]
        related = [
            (part, item)
            for part, item in _in_turn(parts, weighed)
            if item[0].stands == "related" and item[0].score >= _LEAST
        ]
        shown: dict[int, Stance] = {}
        keys: set[tuple[str, int, int]] = set()
        for items, most in ((deciding, _DECIDING * len(parts)), (related, _RELATED)):
            left = most
            for part, (judged, quote) in items:
                key = (quote.source.id, quote.start, quote.end)
                if key in keys or not left:
                    continue
                keys.add(key)
                left -= 1
                citation = self._numbers.cited(quote)
                why = "; ".join(filter(None, (judged.why, _caveat(part, judged, quote))))
                shown[citation.number] = Stance(judged.stands, why, judged.score, number, citation)
        return tuple(shown.values())

    def _finding(self, part: Stated, verdict: ClaimVerdict, weighed: Sequence[Weighed]) -> ClaimedFinding:
        numbers = [self._numbers.number(quote) for judged, quote in weighed if judged.stands != "related"][:_DECIDING]
        names = dict.fromkeys(name.name for name in part.asked.names)
        lacks = weighed[0][0].why if verdict == "not_found" and weighed else None
        return ClaimedFinding(part.text, tuple(names), verdict, tuple(dict.fromkeys(numbers)), lacks)

    def _sentence(
        self, text: str, span: Span, findings: tuple[ClaimedFinding, ...], shown: Sequence[Stance]
    ) -> JudgedSentence:
        verdict = whole([finding.verdict for finding in findings])
        supporting = [item.citation for item in shown if item.stance == "supports"]
        contradicting = [item.citation for item in shown if item.stance == "contradicts"]
        counts = len(set(map(paper, supporting))), len(set(map(paper, contradicting)))
        decisive = {"supported": supporting, "contradicted": contradicting}.get(verdict, [])
        message = " ".join(filter(None, (told(verdict, findings, counts), weakness(decisive))))
        return JudgedSentence(text, *span, verdict, message, findings)


def _in_turn(parts: Sequence[Stated], weighed: Sequence[Sequence[Weighed]]) -> Iterable[tuple[Stated, Weighed]]:
    """The evidence of the findings in turn: the first of each, the second of each, and so on."""
    longest = max(map(len, weighed), default=0)
    for place in range(longest):
        for part, items in zip(parts, weighed, strict=True):
            if place < len(items):
                yield part, items[place]


def _order(item: Weighed) -> tuple[bool, bool, float]:
    """What decides first, of that what stands, and then by score."""
    judged, quote = item
    return judged.stands == "related", quote.source.status == "retracted", -judged.score


def paper(citation: Citation) -> str:
    """What tells a paper from others: a record and a note may rest on the same."""
    source = citation.source
    return source.doi or source.pmid or source.pmcid or source.id


def _caveat(part: Stated, judged: Judged, quote: Quote) -> str:
    return (
        ""
        if judged.stands == "related"
        else difference(part, f"{quote.passage.heading} {quote.passage.text}", judged.record)
    )


def verdict(claim: str, judged: Sequence[Checked], seconds: float) -> Verdict:
    """The verdict on a claim from those on its sentences."""
    sentences = tuple(item.sentence for item in judged)
    verdicts: list[ClaimVerdict] = [sentence.verdict for sentence in sentences if sentence.verdict]
    found = [one for item in judged for one in item.found]
    return Verdict(
        claim=claim,
        verdict=whole(verdicts) if verdicts else None,
        message=sentences[0].message if len(sentences) == 1 else of_text(verdicts, len(sentences)),
        sentences=sentences,
        evidence=tuple(stance for item in judged for stance in item.evidence),
        seconds=Seconds(seconds, sum(one.embed for one in found), sum(one.search for one in found)),
    )
