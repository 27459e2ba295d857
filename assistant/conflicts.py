"""Where sources disagree: the same microRNA, drug and cancer, and opposite effects."""

from collections.abc import Iterable, Sequence
from itertools import combinations

from assistant.draft import Point, Quote, quote_of
from assistant.findings import Finding
from corpus.model import NameKind
from corpus.names.names import Names
from corpus.wording import listed, treatment

_SAME: tuple[NameKind, ...] = ("mirna", "drug", "cancer")


def conflict_points(findings: Sequence[Finding], names: Names) -> list[Point]:
    """One sentence on each disagreement among some findings, on the word of both; empty where there is none."""
    told: dict[str, dict[Quote, None]] = {}
    for one, other in disagreements(findings, names):
        quotes = told.setdefault(_told(one, other), {})
        quotes.update((quote_of(finding, finding.places["finding"]), None) for finding in (one, other))
    return [Point(text, tuple(quotes), _GROUP) for text, quotes in told.items()]


_GROUP = "Sources disagree"


def disagreements(findings: Iterable[Finding], names: Names) -> list[tuple[Finding, Finding]]:
    """Pairs of a finding that promotes resistance and one that reverses it, on the same names."""
    pairs = combinations(findings, 2)
    ordered = (pair if pair[0].record.effect == "promotes_resistance" else pair[::-1] for pair in pairs)
    return [
        (one, other)
        for one, other in ordered
        if (one.record.effect, other.record.effect) == ("promotes_resistance", "reverses_resistance")
        and "finding" in one.places
        and "finding" in other.places
        and all(_share(one, other, kind, names) for kind in _SAME)
    ]


def _share(one: Finding, other: Finding, kind: NameKind, names: Names) -> bool:
    return any(names.means(kind, a, b) or names.means(kind, b, a) for a in one.names[kind] for b in other.names[kind])


def _told(one: Finding, other: Finding) -> str:
    r = one.record
    drugs = listed([treatment(drug) for drug in r.drugs])
    who = "One source reports both" if one.source.id == other.source.id else "Two sources disagree"
    return (
        f"{who}: {r.mirna} promotes resistance to {drugs} in {r.cancer}, "
        f"and {other.record.mirna} reverses it in {other.record.cancer}."
    )
