"""Two ways to make one order of the two legs of a search."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def convex_combination(cosines: Mapping[T, float], matches: Mapping[T, float], share: float) -> list[tuple[T, float]]:
    """Items with their scores, best first: ``share`` of the cosine, the rest of the lexical score.

    ``cosines`` holds every item, ``matches`` those that the lexical leg found, by scores above 0, which are
    divided by the highest (Bruch, Gai and Ingber 2023, doi 10.1145/3596512).
    """
    most = max(matches.values(), default=0.0) or 1.0
    scores = {
        item: max(share * cosine + (1 - share) * matches.get(item, 0.0) / most, 0.0) for item, cosine in cosines.items()
    }
    return sorted(scores.items(), key=lambda pair: -pair[1])


def reciprocal_rank_fusion(legs: Iterable[Sequence[T]], k: int) -> list[tuple[T, float]]:
    """Items of all legs with their scores, best first; items of equal score keep the order of the legs.

    The score is the sum of 1 / (k + rank) over the legs, ranks from 1, divided by what an item at the
    head of every leg would get, so that it lies between 0 and 1 (Cormack, Clarke and Buettcher 2009,
    doi 10.1145/1571941.1572114).
    """
    scores: dict[T, float] = {}
    count = 0
    for leg in legs:
        count += 1
        for rank, item in enumerate(leg, start=1):
            scores[item] = scores.get(item, 0.0) + 1.0 / (k + rank)
    best = count / (k + 1)
    return sorted(((item, score / best) for item, score in scores.items()), key=lambda pair: -pair[1])
