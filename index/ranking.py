"""The order of hits after fusion: names decide first, then no source takes more than its share."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from corpus.model import NameKind
from index.asked import Asked
from index.settings import IndexSettings
from index.store.mentions import HeldName

_TOP = 10
"""Ranks over which a source may take no more than its share."""

Ranked = list[tuple[int, float]]
"""Keys of passages with their scores, best first."""


def by_names(fused: Ranked, asked: Asked, held: Mapping[int, Sequence[HeldName]], settings: IndexSettings) -> Ranked:
    """Weigh each score by the names that a passage shares with the question.

    A passage that mentions another microRNA and not the one asked for comes after all that do not.
    """
    weights = name_weights(settings)
    most = 1 + sum(weights[kind] for kind in asked.kinds)
    ranked: list[tuple[int, float, int]] = []
    for key, score in fused:
        standing = asked.standing(held.get(key, ()), weights)
        ranked.append((standing.strays, score * (1 + standing.met) / (1 + standing.missed) / most, key))
    ranked.sort(key=lambda item: (item[0], -item[1]))
    return [(key, score) for _, score, key in ranked]


def name_weights(settings: IndexSettings) -> dict[NameKind, float]:
    """The weight of each kind of name."""
    return {
        "mirna": settings.mirna_weight,
        "drug": settings.drug_weight,
        "cancer": settings.cancer_weight,
        "gene": settings.gene_weight,
        "cell": settings.cell_weight,
        "mechanism": settings.mechanism_weight,
    }


def spread(ranked: Ranked, sources: Mapping[int, int], free: Collection[int], share: float) -> Ranked:
    """Move hits of a source that has its share of the top ten behind them; ``free`` sources may take all."""
    most = max(1, round(share * _TOP))
    taken: Counter[int] = Counter()
    top: Ranked = []
    rest: Ranked = []
    for item in ranked:
        source = sources[item[0]]
        if len(top) < _TOP and (taken[source] < most or source in free):
            taken[source] += 1
            top.append(item)
        else:
            rest.append(item)
    return top + rest


def is_named(question: str, identifiers: Sequence[str | None]) -> bool:
    """Whether a question holds one of the identifiers, or the title, of a source."""
    text = question.casefold()
    folded = (identifier.casefold() for identifier in identifiers if identifier)
    return any(one in text and re.search(rf"(?<![\w.]){re.escape(one)}(?!\w)", text) for one in folded)
