"""The sentences of the passages found that speak most of a question."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.coverage import Prepared, Terms, prepared
from corpus.model import Mention, NameKind
from corpus.words import STOPWORDS
from index.asked import Asked
from index.search import Hit

_LEANING = re.compile(r"(?:They|Them|It|Its|This|These|Those|That|He|She)\b")
_NEGATIONS = frozenset(("no", "not", "nor", "without"))
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
DECIDING: tuple[NameKind, ...] = ("mirna", "drug", "cancer")
"""Kinds of name of which a passage with another one does not answer."""
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
    complete: bool
    """Whether one passage speaks of a microRNA, a drug and a cancer asked for, as far as each was."""


def weigh_sentences(terms: Terms, hits: Sequence[Hit]) -> Weighed:
    """Score every sentence of the hits by the terms it covers, what is around it, and its passage's cosine.

    Passages that speak of another microRNA, drug or cancer than the one asked for are left out, and so are
    sentences that name another microRNA, or none where the passage speaks of several.
    """
    evidence: list[Evidence] = []
    cosine = support = 0.0
    nearest = stems = ""
    fits = [_fits(terms.asked, hit) for hit in hits]
    for hit, fit in zip(hits, fits, strict=True):
        if fit is False:
            continue
        heading = prepared(hit.passage.heading)
        body = Prepared(hit.passage.text)
        whole = heading + body.between(0, len(hit.passage.text)) + terms.named(mention for mention, _ in hit.mentions)
        share = terms.covered(whole)
        evidence += _sentences(terms, hit, body, _CONTEXT * share + _COSINE * hit.cosine)
        cosine, stems = max(cosine, hit.cosine), stems + whole
        if not nearest or hit.cosine + _COVERED * share > support:
            support, nearest = hit.cosine + _COVERED * share, whole
    evidence.sort(key=lambda item: -item.score)
    return Weighed(tuple(evidence), cosine, support, nearest, stems, complete=True in fits)


def _fits(asked: Asked, hit: Hit) -> bool | None:
    """True where a passage speaks of what is asked, None where it leaves a kind of name out, else False."""
    mentions = [mention for mention, _ in hit.mentions]
    found = [asked.fits(kind, _names(mentions, kind)) for kind in DECIDING if kind in asked.kinds]
    return False if False in found else None if None in found else True


def _speaks_of_one(asked: Asked, hit: Hit) -> bool:
    """Whether all microRNAs in a passage's text are asked for, so that its sentences without one are on that."""
    held = {mention.name for mention, inside in hit.mentions if inside and mention.kind == "mirna"}
    return bool(held) and all(asked.fits("mirna", (name,)) for name in held)


def _names(mentions: Iterable[Mention], kind: NameKind) -> Iterator[str]:
    return (mention.name for mention in mentions if mention.kind == kind)


def choose(evidence: Sequence[Evidence], most: int, keep_above: float) -> list[list[Evidence]]:
    """The best sentences, best first, each with those that say the same; at most two of one passage lead."""
    chosen: list[list[Evidence]] = []
    for item in evidence:
        if item.score < keep_above * evidence[0].score:
            break
        alike = next((group for group in chosen if says_the_same(item.stems, group[0].stems)), None)
        if alike:
            alike.append(item)
        elif len(chosen) < most and sum(group[0].hit is item.hit for group in chosen) < _PER_PASSAGE:
            chosen.append([item])
    return chosen


def says_the_same(one: str, other: str) -> bool:
    """Whether two sentences, as stems, hold the same words, those apart that say nothing: "not" says much."""
    return _content(one) == _content(other)


def _content(stems: str) -> set[str]:
    return {stem for stem in stems.split() if stem not in STOPWORDS or stem in _NEGATIONS}


def _sentences(terms: Terms, hit: Hit, body: Prepared, base: float) -> Iterator[Evidence]:
    offset = hit.passage.start
    alone = "mirna" in terms.asked.kinds and _speaks_of_one(terms.asked, hit)
    for start, end in hit.passage.sentences:
        held = [mention for mention, _ in hit.mentions if start <= mention.start and mention.end <= end and mention.end]
        fits = "mirna" not in terms.asked.kinds or terms.asked.fits("mirna", _names(held, "mirna"))
        if not (alone if fits is None else fits):
            continue
        inside = body.between(start - offset, end - offset) + terms.named(held)
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
