"""Whether a model's sentence may be shown: the support check against the quotes that it cites, and more.

A sentence that this project words from a record's fields can leave out or add little. A model can do anything: so
besides the check that every statement passes, it must be a sentence, keep what the evidence says of its own
strength, and bring no word that looks like a name, a reference or advice.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from assistant.draft import Point
from assistant.support.cover import uncovered
from assistant.support.lexicon import stem
from assistant.support.support import supports
from assistant.support.tokens import read
from assistant.writers.form import is_spoiled
from corpus.model import NameKind
from corpus.names.names import Names

Knows = Callable[[str, str], bool]
"""Whether a stem and a word are known as a word at all: what is not is most likely a name."""

_SHORTEST = 4
"""Words of the shortest sentence."""
_JUDGED: tuple[NameKind, ...] = ("mirna", "drug", "cancer", "gene", "cell")
"""Kinds of name that the support check compares by what they mean."""
_KEPT = (
    re.compile(r"\bby inference\b", re.IGNORECASE),
    re.compile(r"\btitle alone\b", re.IGNORECASE),
    re.compile(r"\breview\b", re.IGNORECASE),
    re.compile(r"\bwithout a functional test\b", re.IGNORECASE),
    re.compile(r"\bvesicles carry\b", re.IGNORECASE),
    re.compile(r"\b(?:disagree|reports both)\b", re.IGNORECASE),
)
"""What evidence says of its own strength, or of what acts in it: a sentence on it says so too."""
_FOREIGN = re.compile(
    r"https?:|www\.|\bdoi\b|\bpmid\b|\bet al\b|</?[a-z]|\{|\}|```|\b(?:please|ignore|disregard|instructions?|prompts?"
    r"|you|your|we|our|i|me|my|should|must|ought|recommend\w*|advis\w*|cures?|cured|prescribe\w*)\b",
    re.IGNORECASE,
)
"""References, markup, talk and advice: shown only where the evidence has the same words."""
_ODD = re.compile(r"(?<![\w-])(?=[\w-]*[A-Z0-9])[\w-]+")
"""Words with a capital or a digit."""
_MEDICINE = re.compile(
    r"(?:mab|nib|platin|taxel|mycin|rubicin|limus|ciclib|parib|tidine|citabine|trexate|statin|zole|olol|pril|sartan)s?\Z"
)
_SIGNS = re.compile(r"[\W_]+")
_WORD = re.compile(r"\w+")
_HIDDEN = 5
"""Letters of the shortest name that is looked for within a word."""


class Proof:
    """Judges a model's sentences; safe to share between threads."""

    def __init__(self, names: Names, knows: Knows) -> None:
        self._names = names
        self._knows = knows

    def why(self, sentence: str, cited: Sequence[Point]) -> str | None:
        """By what a sentence passes on the word of the evidence that it cites; None where it does not."""
        if not cited or len({point.group for point in cited}) > 1:
            return None
        for point in cited:
            if sentence == point.text:
                return point.why
        quotes = [" ".join(quote.text.split()) for point in cited for quote in point.quotes]
        evidence = list(dict.fromkeys((*(point.text for point in cited), *quotes)))
        if len(sentence.split()) < _SHORTEST or is_spoiled(sentence, evidence) or not self._keeps(sentence, evidence):
            return None
        if not self._micrornas(sentence) <= {name for text in evidence for name in self._micrornas(text)}:
            return None
        support = supports(sentence, evidence, self._names)
        if support.verdict != "supported" or any(self._strange(sentence, evidence)):
            return None
        if any(self._hidden(sentence, evidence)):
            return None
        return "; ".join(support.grounds)

    def _micrornas(self, text: str) -> set[str]:
        """The microRNAs of a text: an arm or a letter more or less may be another molecule."""
        return {mention.name for mention in self._names.find(text) if mention.kind == "mirna"}

    @staticmethod
    def _keeps(sentence: str, evidence: Sequence[str]) -> bool:
        """Whether a sentence keeps what its evidence says of itself, and is free of what no evidence says."""
        held = " ".join(evidence)
        if any(sign.search(held) and not sign.search(sentence) for sign in _KEPT):
            return False
        return all(found.group().casefold() in held.casefold() for found in _FOREIGN.finditer(sentence))

    def _strange(self, sentence: str, evidence: Sequence[str]) -> Iterator[str]:
        """Words of a sentence that look like names and stand in no evidence."""
        held = _SIGNS.sub("", " ".join(evidence)).casefold()
        spans = [(m.start, m.end) for m in self._names.find(sentence) if m.kind in _JUDGED]
        for word in _ODD.finditer(sentence):
            opens = word.start() == 0 and word.group()[1:].islower()
            inside = any(start < word.end() and word.start() < end for start, end in spans)
            if not opens and not inside and _SIGNS.sub("", word.group()).casefold() not in held:
                yield word.group()
        texts, _ = read(evidence, self._names)
        (stated,), _ = read([sentence], self._names)
        for word in uncovered(stated, texts)[0]:
            if _MEDICINE.search(word) or not self._knows(stem(word), word):
                yield word

    def _hidden(self, sentence: str, evidence: Sequence[str]) -> Iterator[str]:
        """Names that stand in no evidence and come to light where a word is cut in two: "cisplatinbreast cancer"."""
        words = {word.casefold() for text in evidence for word in _WORD.findall(text)}
        cut = [
            f"{sentence[:place]} {sentence[place:]}"
            for word in _WORD.finditer(sentence)
            if len(word.group()) > _HIDDEN and word.group().casefold() not in words
            for place in range(word.start() + 1, word.end())
        ]
        held = {mention.name for text in evidence for mention in self._names.find(text)}
        for mention in self._names.find("\n\n".join(cut)):
            if mention.kind in _JUDGED and mention.name not in held and mention.end - mention.start >= _HIDDEN:
                yield mention.name
