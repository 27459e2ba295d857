"""The sentences of the passages found that speak most of a question."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.coverage import Prepared, Terms, prepared
from index.search import Hit

_LEANING = re.compile(r"(?:They|Them|It|Its|This|These|Those|That|He|She)\b")
_LEANS = 0.9
"""Factor for a sentence that leans on the one before it."""
_LABEL = re.compile(r"[A-Z][\w ]{2,30}(?=: )")
_CONTEXT = 0.3
"""Weight of what the passage around a sentence covers, beside 1 for the sentence."""
_COSINE = 0.3
"""Weight of the cosine between question and passage."""
_COVERED = 0.5
"""Weight of the covered share beside the cosine where it is judged whether anything answers."""
_EARLY = 0.05
"""Bonus of a sentence that opens with a term of the question: it is about it, not only of it."""
_FRAGMENT = 0.7
"""Factor for "Donor: ..." and the like, which say little alone, unless the question asks for that."""
_PER_PASSAGE = 2
"""Sentences taken from one passage at most."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of a passage, chosen for one question: ``source.text[start:end] == text``."""

    hit: Hit
    start: int
    end: int
    text: str
    stems: str
    """Its stems between spaces."""
    score: float


@dataclass(frozen=True, slots=True)
class Weighed:
    """All sentences of the passages found, the one that speaks most of the question first."""

    evidence: tuple[Evidence, ...]
    cosine: float
    """Highest cosine of a passage."""
    support: float
    """Highest sum, for one passage, of its cosine and half the share of the question's terms that it covers."""
    nearest: str
    """Stems of the passage with that sum, between spaces."""
    stems: str
    """Stems of all passages, between spaces."""


def weigh_sentences(terms: Terms, hits: Sequence[Hit]) -> Weighed:
    """Score every sentence of the hits by the terms it covers, what is around it, and its passage's cosine."""
    evidence: list[Evidence] = []
    cosine = support = 0.0
    nearest = stems = ""
    for hit in hits:
        heading = prepared(hit.passage.heading)
        body = Prepared(hit.passage.text)
        whole = heading + body.between(0, len(hit.passage.text))
        share = terms.covered(whole)
        evidence += _sentences(terms, hit, body, _CONTEXT * share + _COSINE * hit.cosine)
        cosine, stems = max(cosine, hit.cosine), stems + whole
        if not nearest or hit.cosine + _COVERED * share > support:
            support, nearest = hit.cosine + _COVERED * share, whole
    evidence.sort(key=lambda item: -item.score)
    return Weighed(tuple(evidence), cosine, support, nearest, stems)


def choose(evidence: Sequence[Evidence], most: int, keep_above: float) -> list[Evidence]:
    """The best sentences, best first: no two that say the same, at most two of one passage."""
    chosen: list[Evidence] = []
    for item in evidence:
        if len(chosen) == most or item.score < keep_above * evidence[0].score:
            break
        alike = any(says_the_same(item.stems, other.stems) for other in chosen)
        if not alike and sum(other.hit is item.hit for other in chosen) < _PER_PASSAGE:
            chosen.append(item)
    return chosen


def says_the_same(one: str, other: str) -> bool:
    """Whether two sentences, as stems, hold nearly the same words, and the same numbers and names with digits."""
    left, right = set(one.split()), set(other.split())
    if any(character.isdigit() for stem in left ^ right for character in stem):
        return False
    return len(left & right) >= 0.8 * min(len(left), len(right))


def _sentences(terms: Terms, hit: Hit, body: Prepared, base: float) -> Iterator[Evidence]:
    offset = hit.passage.start
    for start, end in hit.passage.sentences:
        inside = body.between(start - offset, end - offset)
        score = base + terms.covered(inside)
        words = inside.split()
        if any(term in f" {' '.join(words[:3])} " for term in terms.weights):
            score += _EARLY
        text = hit.passage.text[start - offset : end - offset]
        label = _LABEL.match(text)
        if label and not terms.covered(prepared(label.group())):
            score *= _FRAGMENT
        if _LEANING.match(text):
            score *= _LEANS
        yield Evidence(hit, start, end, text, inside, score)
