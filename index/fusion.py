"""Reciprocal rank fusion (Cormack, Clarke and Buettcher 2009, doi 10.1145/1571941.1572114)."""

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def reciprocal_rank_fusion(legs: Iterable[Sequence[T]], k: int) -> list[tuple[T, float]]:
    """Items of all legs with their scores, best first; items of equal score keep the order of the legs.

    The score is the sum of 1 / (k + rank) over the legs, ranks from 1, divided by what an item at the
    head of every leg would get, so that it lies between 0 and 1.
    """
    scores: dict[T, float] = {}
    count = 0
    for leg in legs:
        count += 1
        for rank, item in enumerate(leg, start=1):
            scores[item] = scores.get(item, 0.0) + 1.0 / (k + rank)
    best = count / (k + 1)
    return sorted(((item, score / best) for item, score in scores.items()), key=lambda pair: -pair[1])
