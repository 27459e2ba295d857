"""Names of a vocabulary in text: all of them looked for at once, short forms only with evidence around them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from corpus.model import NameKind
from corpus.names.tokens import Tokens, patterns, tokens
from corpus.names.vocabulary import Key, Vocabulary

_AROUND = 4
"""Words on each side of a short form that are looked at."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of text that may be a name: words ``first`` to ``last``, the last one included."""

    key: Key
    first: int
    last: int
    short: bool


class Dictionary:
    """Finds the names of a vocabulary by an Aho-Corasick automaton."""

    def __init__(self, vocabulary: Vocabulary, context: Mapping[NameKind, frozenset[str]]) -> None:
        """``context`` holds the words beside which a short form of each kind counts."""
        self._context = {
            kind: frozenset(w for word in words for w in tokens(word).words) for kind, words in context.items()
        }
        owners: dict[str, list[tuple[Key, str | None]]] = defaultdict(list)
        for key, entry in vocabulary.entries.items():
            for pattern in {p for name in entry.long for p in patterns(name)}:
                owners[pattern].append((key, None))
            for form in entry.short:
                for pattern in patterns(form):
                    owners[pattern].append((key, form))
        self._owners = list(owners.values())
        self._automaton = AhoCorasick(list(owners), matchkind=MatchKind.Standard)

    def find(self, text: str, known: Iterable[Key]) -> Iterator[tuple[Key, int, int]]:
        """(key, start, end) of the names in a plain text; ``known`` are those that text around it names in full."""
        held = tokens(text)
        found = [
            Candidate(key, held.at[start], held.ends[end], form is not None)
            for which, start, end in self._automaton.find_matches_as_indexes(held.joined, overlapping=True)
            for key, form in self._owners[which]
            if _stands_alone(text, held, held.at[start], held.ends[end])
            and (form is None or _is_written(text, held, held.at[start], held.ends[end], form))
            and not (form and key[0] == "cell" and _follows_a_line(text, held, held.at[start]))
        ]
        sure = {candidate.key for candidate in found if not candidate.short}.union(known)
        chosen = [c for c in found if not c.short] + self._proven(held, [c for c in found if c.short], sure)
        for candidate in _outermost(chosen):
            yield candidate.key, held.spans[candidate.first][0], held.spans[candidate.last][1]

    def _proven(self, held: Tokens, shorts: list[Candidate], sure: set[Key]) -> list[Candidate]:
        """The short forms that count; where one may mean several names, those with the most evidence."""
        by_place: dict[tuple[int, int], list[tuple[float, Candidate]]] = defaultdict(list)
        for candidate in shorts:
            around = held.words[max(candidate.first - _AROUND, 0) : candidate.first]
            around += held.words[candidate.last + 1 : candidate.last + 1 + _AROUND]
            words = self._context.get(candidate.key[0], frozenset())
            weight = float("inf") if candidate.key in sure else sum(word in words for word in around)
            if weight:
                by_place[candidate.first, candidate.last].append((weight, candidate))
        return [c for rivals in by_place.values() for weight, c in rivals if weight == max(w for w, _ in rivals)]


def _stands_alone(text: str, held: Tokens, first: int, last: int) -> bool:
    """Whether letters and digits end where a name does: HCC827 is a cell line and names no cancer."""
    start, end = held.spans[first][0], held.spans[last][1]
    return not text[max(start - 1, 0) : start].isalnum() and not text[end : end + 1].isalnum()


def _follows_a_line(text: str, held: Tokens, first: int) -> bool:
    """Whether a short form stands behind a cell line: MCF-7/TAM resists tamoxifen, and is no macrophage."""
    start = held.spans[first][0]
    return text[max(start - 1, 0) : start] == "/"


def _is_written(text: str, held: Tokens, first: int, last: int, form: str) -> bool:
    """Whether a short form stands there in its own case, plural or not."""
    written = text[held.spans[first][0] : held.spans[last][1]]
    return written in (form, f"{form}s")


def _outermost(candidates: list[Candidate]) -> Iterator[Candidate]:
    """Those that do not lie within a longer one, in order."""
    end = -1
    widest: tuple[int, int] | None = None
    for candidate in sorted(candidates, key=lambda c: (c.first, -c.last)):
        if candidate.last > end:
            end = candidate.last
            widest = (candidate.first, candidate.last)
            yield candidate
        elif (candidate.first, candidate.last) == widest:
            yield candidate
