"""By what the records can be narrowed down, and which records each choice leaves."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.overview.facts import Fact
from assistant.overview.order import by_count, natural
from corpus.model import NameKind
from corpus.names.names import Names


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet, and the ids of the records that it lets through."""

    value: str
    records: frozenset[str]


@dataclass(frozen=True, slots=True)
class Facet:
    """What can be chosen of one kind, the most frequent first; choosing several lets through what any of them does."""

    name: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is chosen of one facet; nothing asks for nothing."""

    facet: str
    values: tuple[str, ...]


def facets(found: Sequence[Fact], names: Names) -> tuple[Facet, ...]:
    """The facets of some records.

    A microRNA, a cancer, a class and a donor cell let narrower ones through too, as a filter does; a drug only itself.
    """

    def broader(fact: Fact) -> set[str]:
        return {name for drug in fact.drugs for name in names.vocabulary.broader.get(("drug", drug), ())}

    known = {name for fact in found for name in broader(fact)}

    def classes(fact: Fact) -> set[str]:
        return broader(fact) | known.intersection(fact.drugs)

    def meant(kind: NameKind, value: str, held: Iterable[str]) -> bool:
        return any(names.means(kind, value, name) for name in held)

    every: Mapping[str, tuple[Callable[[Fact], Iterable[str]], NameKind | None]] = {
        "mirna": (lambda fact: (fact.mirna,), "mirna"),
        "drug": (lambda fact: fact.drugs, None),
        "class": (classes, None),
        "cancer": (lambda fact: fact.cancers, "cancer"),
        "effect": (lambda fact: (fact.finding.record.effect,), None),
        "mechanism": (lambda fact: fact.mechanisms, None),
        "donor": (lambda fact: fact.donors, "cell"),
        "status": (lambda fact: (fact.finding.source.status or "none",), None),
    }
    return (
        *(
            Facet(name, _choices([(fact.id, list(of(fact))) for fact in found], kind, meant))
            for name, (of, kind) in every.items()
        ),
        _since(found),
    )


def narrowed(found: Sequence[Fact], among: Sequence[Facet], wanted: Sequence[Wanted]) -> list[Fact]:
    """The records that every facet lets through of which something is chosen; a choice that is none lets none."""
    left = {fact.id for fact in found}
    for want in wanted:
        if want.values:
            choices = next((facet.choices for facet in among if facet.name == want.facet), ())
            left &= {name for choice in choices if choice.value in want.values for name in choice.records}
    return [fact for fact in found if fact.id in left]


def _choices(
    held: Sequence[tuple[str, list[str]]],
    kind: NameKind | None,
    meant: Callable[[NameKind, str, Iterable[str]], bool],
) -> tuple[Choice, ...]:
    values = by_count(name for _, names in held for name in dict.fromkeys(names))
    found = [
        Choice(
            value,
            frozenset(record for record, names in held if value in names or (kind and meant(kind, value, names))),
        )
        for value in values
    ]
    return tuple(sorted(found, key=lambda choice: (-len(choice.records), natural(choice.value))))


def _since(found: Sequence[Fact]) -> Facet:
    """Each year lets through what appeared in it or later; the latest first."""
    years = sorted({year for fact in found if (year := fact.finding.source.year) is not None}, reverse=True)
    return Facet(
        "since",
        tuple(
            Choice(str(since), frozenset(fact.id for fact in found if (fact.finding.source.year or 0) >= since))
            for since in years
        ),
    )
