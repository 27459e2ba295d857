"""What a question asks for by name, and how a passage stands to it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.model import Mention, NameKind
from corpus.names.names import Names
from index.store.mentions import HeldName, token


@dataclass(frozen=True, slots=True)
class AskedName:
    """A name in a question, with the names of the corpus that mean it or something narrower."""

    kind: NameKind
    name: str
    spelling: str
    """As the question writes it."""
    meant: frozenset[str]
    broader: frozenset[str]
    """Names of the corpus that are broader: a passage with one of them speaks of nothing else."""

    @property
    def is_unknown(self) -> bool:
        """Whether the corpus has nothing on it; what it has on lung cancer is an answer for one kind of it."""
        return not self.meant and not (self.broader and self.kind == "cancer")

    @property
    def token(self) -> str:
        """One word of digits for it."""
        return token(self.kind, self.name)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a passage stands to the names that a question asks for."""

    met: float
    """Sum over the kinds of name of the share that the passage mentions, times the weight of the kind."""
    missed: float
    """The same for kinds of which it mentions others and none that was asked for."""
    strays: int
    """0 where no other microRNA stands in place of the asked one, 1 where only the heading has that, else 2."""


@dataclass(frozen=True)
class Asked:
    """The names of a question."""

    mentions: tuple[Mention, ...] = ()
    names: tuple[AskedName, ...] = ()

    @cached_property
    def kinds(self) -> Mapping[NameKind, tuple[AskedName, ...]]:
        """The names by their kind."""
        found: dict[NameKind, tuple[AskedName, ...]] = {}
        for name in self.names:
            found[name.kind] = (*found.get(name.kind, ()), name)
        return found

    @cached_property
    def _by_held(self) -> Mapping[tuple[NameKind, str], tuple[AskedName, ...]]:
        found: dict[tuple[NameKind, str], tuple[AskedName, ...]] = {}
        for name in self.names:
            for held in name.meant:
                found[name.kind, held] = (*found.get((name.kind, held), ()), name)
        return found

    @property
    def tokens(self) -> list[str]:
        """What to look for in the lexical index."""
        return [token(name.kind, held) for name in self.names for held in sorted(name.meant)]

    def spoken_of(self, mentions: Iterable[Mention]) -> Iterator[AskedName]:
        """The asked names that some mentions speak of, once for each of them."""
        for mention in mentions:
            yield from self._by_held.get((mention.kind, mention.name), ())

    def fits(self, kind: NameKind, held: Iterable[str]) -> bool | None:
        """Whether the names that something holds of a kind are asked for; None where they leave that open.

        A broader name leaves it open, but for cancers: what holds in lung cancer is an answer for one kind of it.
        """
        names = set(held)
        if any(not names.isdisjoint(name.meant) for name in self.kinds[kind]):
            return True
        if any(not names.isdisjoint(name.broader) for name in self.kinds[kind]):
            return True if kind == "cancer" else None
        return False if names else None

    def standing(self, names: Iterable[HeldName], weights: Mapping[NameKind, float]) -> Standing:
        """How a passage that holds these names stands to the question."""
        inside: dict[NameKind, set[str]] = {}
        anywhere: dict[NameKind, set[str]] = {}
        for kind, name, in_text in names:
            anywhere.setdefault(kind, set()).add(name)
            if in_text:
                inside.setdefault(kind, set()).add(name)
        met = missed = 0.0
        for kind, asked in self.kinds.items():
            held = anywhere.get(kind, set())
            met += weights[kind] * sum(not name.meant.isdisjoint(held) for name in asked) / len(asked)
            if self.fits(kind, held) is False:
                missed += weights[kind]
        return Standing(met, missed, self._strays(inside.get("mirna", set()), anywhere.get("mirna", set())))

    def _strays(self, inside: set[str], anywhere: set[str]) -> int:
        if not inside or "mirna" not in self.kinds or self.fits("mirna", inside):
            return 0
        return 1 if self.fits("mirna", anywhere) else 2


def asked_names(question: str, names: Names, known: Mapping[NameKind, Sequence[str]]) -> Asked:
    """Read the names of a question; ``known`` are those that the corpus mentions."""
    mentions = names.find(question)
    asked: dict[tuple[NameKind, str], AskedName] = {}
    for mention in mentions:
        kind, name = mention.kind, mention.name
        if (kind, name) not in asked:
            held = known.get(kind, [])
            meant = frozenset(other for other in held if names.means(kind, name, other))
            broader = frozenset(other for other in held if names.covers(kind, name, other))
            asked[kind, name] = AskedName(kind, name, question[mention.start : mention.end], meant, broader)
    return Asked(mentions, tuple(asked.values()))
