"""How much of a question a text speaks of: the share of its terms, weighted by how rare they are.

The weight of a term is its inverse document frequency ln(1 + (N - n + 0.5) / (n + 0.5)), n of N
passages holding its rarest part (Robertson and Sparck Jones, as BM25 uses it).
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Protocol

from corpus.words import located_stems, stems, terms


class Lexicon(Protocol):
    """What is known of words: how common they are in the corpus, and whether they are words at all."""

    def frequencies(self, stems: Sequence[str]) -> tuple[dict[str, int], int]:
        """The number of passages with each stem, and of all passages."""
        ...

    def knows(self, stem: str, word: str) -> bool:
        """Whether the corpus has a word that begins like the stem, or the encoder reads the word almost whole."""
        ...


# Words that ask for something rather than name it.
_ASKING = frozenset(
    stem
    for word in (
        "accord affect allow answer arise associate attribute bear become behave big bring call case cause"
        " change claim come compare concern contribute cover define definition demonstrate describe detail"
        " determine differ difference discuss effect enough evidence example exist explain fact find finding"
        " form get give go good happen help identify impact implicate important include indicate influence"
        " information involve kind know known large lead like link list literature long look main make many"
        " matter mean mention much name need note occur old paper part people play point possible present"
        " propose provide question reason regard relate relation reliable report research result review role"
        " say see seem shape short show size small sort source speak state study suggest summarise summary"
        " take talk tell thing think topic tell type understand use way well work"
    ).split()
    for stem in stems(word)
)


_INFLECTED = re.compile(r"(?:ing|ed|ly|ive|i[sz]e|er|ers|ness|able|ful|less|tion|tions|ment|ments)$")
"""Endings of words that are seldom names."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a question, each as a run of stems between spaces, with weight and spelling."""

    weights: dict[str, float]
    spellings: dict[str, str]
    names: tuple[str, ...]
    """Those with a digit, such as miR-21: without them no text answers."""
    strangers: tuple[str, ...]
    """Those that look like a name and that the corpus has never met."""

    def covered(self, text: str) -> float:
        """Share, by weight, of the terms that stand in a text prepared by ``prepared``."""
        total = sum(self.weights.values())
        return sum(weight for term, weight in self.weights.items() if term in text) / total if total else 0.0

    def absent(self, terms: Sequence[str], text: str) -> list[str]:
        """Which of the terms do not stand in a prepared text.

        An arm (-3p, -5p) that the text leaves out is no absence, nor is a letter that it adds to a family.
        """
        return [term for term in terms if not re.search(_loosely(term), text)]

    def heaviest(self, terms: Sequence[str], count: int) -> list[str]:
        """The rarest of the terms, as the question spells them, in its order."""
        kept = set(sorted(terms, key=lambda term: -self.weights[term])[:count])
        return [self.spellings[term] for term in self.weights if term in kept]


def weigh(question: str, lexicon: Lexicon) -> Terms:
    """The terms of a question; those that only ask are left out, unless there is nothing else."""
    spellings = {f" {' '.join(stems(' '.join(parts)))} ": spelling for parts, spelling in terms(question).items()}
    naming = {term: spelling for term, spelling in spellings.items() if term.strip() not in _ASKING}
    spellings = naming or spellings
    counts, passages = lexicon.frequencies(sorted({stem for term in spellings for stem in term.split()}))
    rarest = {term: min((counts.get(stem, 0) for stem in term.split()), default=0) for term in spellings}
    weights = {term: log((passages + 1) / (count + 0.5)) for term, count in rarest.items()}
    names = tuple(term for term in spellings if _NAME.search(term))
    strangers = tuple(
        term
        for term, count in rarest.items()
        if not count and term not in names and _looks_like_a_name(question, term, spellings[term], lexicon)
    )
    return Terms(weights, spellings, names, strangers)


def _looks_like_a_name(question: str, term: str, spelling: str, lexicon: Lexicon) -> bool:
    if spelling[:1].isupper() and not spelling.isupper() and not question.lstrip(" \"'([").startswith(spelling):
        return True
    return not _INFLECTED.search(spelling) and not lexicon.knows(term.strip(), spelling)


def _loosely(name: str) -> str:
    whole = _ARM.sub(" ", name).rstrip()
    return re.escape(whole) + ("[a-z]? " if whole[-1:].isdigit() else " ")


_NAME = re.compile(r"(?=.*\d).*[^\W\d_]")
_ARM = re.compile(r" [35]p $")


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
