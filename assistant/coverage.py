"""How much of a question a text speaks of: the share of its terms, weighted by how rare they are.

The weight of a term is its inverse document frequency ln(1 + (N - n + 0.5) / (n + 0.5)), n of N
passages holding its rarest part (Robertson and Sparck Jones, as BM25 uses it).
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import log
from typing import Protocol

from corpus.model import Mention, NameKind
from corpus.words import STOPWORDS, located_stems, stem_set, stems, terms
from index.asked import Asked


class Lexicon(Protocol):
    """What is known of words: how common they are in the corpus, and whether they are words at all."""

    def frequencies(self, stems: Sequence[str]) -> tuple[dict[str, int], int]:
        """The number of passages with each stem, and of all passages."""
        ...

    def mentioning(self, kind: NameKind, names: Collection[str]) -> int:
        """The number of passages that mention one of the names."""
        ...

    def knows(self, stem: str, word: str) -> bool:
        """Whether the corpus has a word that begins like the stem, or the encoder reads the word almost whole."""
        ...


# Words that ask for something rather than name it.
_ASKING = stem_set(
    "accord affect allow answer arise associate attribute bear become behave big bring call case cause"
    " change claim come compare concern contribute cover define definition demonstrate describe detail"
    " determine differ difference discuss effect enough evidence example exist explain fact find finding"
    " form get give go good happen help identify impact implicate important include indicate influence"
    " information involve kind know known large lead like link list literature long look main make many"
    " matter mean mention much name need note occur old paper part people play point possible present"
    " propose provide question reason regard relate relation reliable report research result review role"
    " say see seem shape short show size small sort source speak state study suggest summarise summary"
    " take talk tell thing think topic tell type understand use way well work"
)


_INFLECTED = re.compile(r"(?:ing|ed|ly|ive|i[sz]e|er|ers|ness|able|ful|less|tion|tions|ment|ments)$")
"""Endings of words that are seldom names."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a question, each as a run of stems between spaces, with weight and spelling.

    A name that the vocabularies know is one term, whatever it is called: the word of digits that stands
    for it.
    """

    weights: dict[str, float]
    spellings: dict[str, str]
    names: tuple[str, ...]
    """Those with a digit that no vocabulary knows: without them no text answers."""
    strangers: tuple[str, ...]
    """Those that look like a name and that the corpus has never met."""
    asked: Asked

    def covered(self, text: str) -> float:
        """Share, by weight, of the terms that stand in a text prepared by ``prepared``."""
        total = sum(self.weights.values())
        return sum(weight for term, weight in self.weights.items() if term in text) / total if total else 0.0

    def absent(self, terms: Sequence[str], text: str) -> list[str]:
        """Which of the terms do not stand in a prepared text."""
        return [term for term in terms if term not in text]

    def named(self, mentions: Iterable[Mention]) -> str:
        """The terms that stand for the asked names among some mentions, to be put behind a prepared text."""
        return "".join(f" {name.token} " for name in self.asked.spoken_of(mentions))

    def heaviest(self, terms: Sequence[str], count: int) -> list[str]:
        """The rarest of the terms, as the question spells them, in its order."""
        kept = set(sorted(terms, key=lambda term: -self.weights[term])[:count])
        return [self.spellings[term] for term in self.weights if term in kept]


def weigh(question: str, asked: Asked, lexicon: Lexicon) -> Terms:
    """The terms of a question; those that only ask are left out, unless there is nothing else."""
    rest = _without(question, asked.mentions)
    spellings = {f" {' '.join(stems(' '.join(parts)))} ": spelling for parts, spelling in terms(rest).items()}
    if asked.names:  # what is left beside them may be nothing but "what are"
        spellings = {term: spelling for term, spelling in spellings.items() if term.strip() not in STOPWORDS}
    naming = {term: spelling for term, spelling in spellings.items() if term.strip() not in _ASKING}
    spellings = naming if naming or asked.names else spellings
    counts, passages = lexicon.frequencies(sorted({stem for term in spellings for stem in term.split()}))
    rarest = {term: min((counts.get(stem, 0) for stem in term.split()), default=0) for term in spellings}
    weights = {term: log((passages + 1) / (count + 0.5)) for term, count in rarest.items()}
    for name in asked.names:
        count = min(lexicon.mentioning(name.kind, name.meant), passages) if name.meant else 0
        weights[f" {name.token} "] = log((passages + 1) / (count + 0.5))
        spellings[f" {name.token} "] = name.spelling
    names = tuple(term for term in rarest if _NAME.search(term))
    strangers = tuple(
        term
        for term, count in rarest.items()
        if not count and term not in names and _looks_like_a_name(question, term, spellings[term], lexicon)
    )
    return Terms(weights, spellings, names, strangers, asked)


def _without(question: str, mentions: Iterable[Mention]) -> str:
    """The question with signs that part words where its names stand."""
    characters = list(question)
    for mention in mentions:
        characters[mention.start : mention.end] = "|" * (mention.end - mention.start)
    return "".join(characters)


def _looks_like_a_name(question: str, term: str, spelling: str, lexicon: Lexicon) -> bool:
    if spelling[:1].isupper() and not spelling.isupper() and not question.lstrip(" \"'([").startswith(spelling):
        return True
    return not _INFLECTED.search(spelling) and not lexicon.knows(term.strip(), spelling)


_NAME = re.compile(r"(?=.*\d).*[^\W\d_]")


class Prepared:
    """A text whose stretches can be held against terms, stemmed once."""

    def __init__(self, text: str) -> None:
        self._starts, self._stems = located_stems(text)

    def between(self, start: int, end: int) -> str:
        """The stems of ``text[start:end]`` between spaces."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return f" {' '.join(self._stems[first:last])} "


def prepared(text: str) -> str:
    """The stems of a whole text between spaces."""
    return f" {' '.join(stems(text))} "
