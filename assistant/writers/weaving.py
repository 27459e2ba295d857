"""A model's sentences and the evidence's own words made one answer that loses nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.draft import Point
from assistant.support.cover import uncovered
from assistant.support.tokens import Name, Tokens, read
from assistant.writers.parser import Written
from assistant.writers.proof import Proof
from corpus.model import NameKind
from corpus.names.names import Names
from corpus.words import STOPWORDS, stems

_MUST: tuple[NameKind, ...] = ("mirna", "drug", "cancer", "gene")
_LEFT_OUT = 0.4
"""Share of a piece of evidence's content words that the sentences on it may leave out."""


@dataclass(frozen=True, slots=True)
class _Shown:
    point: Point
    told: frozenset[int]
    """Places of the evidence that it is on."""


class Weave:
    """Takes a model's sentences one by one and holds what is shown by now, in the order of the evidence's groups."""

    def __init__(self, evidence: Sequence[Point], given: Sequence[int], proof: Proof, names: Names) -> None:
        """``given`` holds the places of the evidence that the model got, in the order of its numbers from 1."""
        self._evidence = evidence
        self._given = given
        self._proof = proof
        self._names = names
        self._shown: list[_Shown] = []
        self._own: set[int] = set()
        self.replaced = 0
        self.in_vain = 0
        """Sentences in a row of which nothing was shown as it was written."""

    def take(self, written: Written) -> bool:
        """A sentence of the model, or the own words of what it cites where it does not pass; whether more is shown."""
        places = [self._given[number - 1] for number in written.numbers if 0 < number <= len(self._given)]
        cited = [self._evidence[place] for place in places]
        why = self._proof.why(written.text, cited)
        if why is None:
            self.replaced += 1
            self.in_vain += 1
            missing = [place for place in places if not self._is_told(place)]
            for place in missing:
                self._tell(place)
            return bool(missing)
        if set(places) <= self._own or self._repeats(written.text, places):
            self.in_vain += 1
            return False
        quotes = tuple(dict.fromkeys(quote for point in cited for quote in point.quotes))
        point = Point(written.text, quotes, cited[0].group, why, checked=True)
        self._shown.append(_Shown(point, frozenset(places)))
        self.in_vain = 0
        return True

    def finish(self) -> None:
        """Tell in its own words all that no sentence has told."""
        for place in range(len(self._evidence)):
            if not self._is_told(place):
                self._tell(place)

    @property
    def is_told(self) -> bool:
        """Whether the sentences shown tell all evidence that the model was given."""
        return all(map(self._is_told, self._given))

    @property
    def points(self) -> tuple[Point, ...]:
        """What is shown by now; what stands under one heading stays together."""
        groups = list(dict.fromkeys(point.group for point in self._evidence))
        ordered = sorted(self._shown, key=lambda shown: groups.index(shown.point.group))
        return tuple(shown.point for shown in ordered)

    def _tell(self, place: int) -> None:
        """Show a piece of evidence in its own words; where the model wrote the same ones, on the word of both."""
        self._own.add(place)
        point = self._evidence[place]
        for number, shown in enumerate(self._shown):
            if (shown.point.text, shown.point.group) == (point.text, point.group):
                quotes = tuple(dict.fromkeys((*point.quotes, *shown.point.quotes)))
                self._shown[number] = _Shown(replace(shown.point, quotes=quotes), shown.told | {place})
                return
        self._shown.append(_Shown(point, frozenset((place,))))

    def _is_told(self, place: int) -> bool:
        """Whether what is shown on a piece of evidence holds its names, its numbers and most of its words."""
        if place in self._own:
            return True
        said = [shown.point.text for shown in self._shown if place in shown.told]
        if not said:
            return False
        (evidence, *texts), _ = read([self._evidence[place].text, *said], self._names)
        if not _names(evidence) <= {name for text in texts for name in _names(text)}:
            return False
        missing, count = uncovered(evidence, texts)
        return len(missing) <= _LEFT_OUT * count

    def _repeats(self, text: str, places: Sequence[int]) -> bool:
        """Whether what is shown on the same evidence says all words of a sentence already."""
        held = [shown.point.text for shown in self._shown if shown.told >= set(places)]
        return _content(text) <= _content(" ".join(held))


def _names(text: Tokens) -> set[Name | str]:
    """The names of a text, by what they mean, and its numbers."""
    names: set[Name | str] = {name for token in text for name in token.named(*_MUST)}
    return names | {token.text for token in text if token.kind == "number"}


def _content(text: str) -> set[str]:
    return {stem for stem in stems(text) if stem not in STOPWORDS}
