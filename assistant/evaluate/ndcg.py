"""Normalised discounted cumulative gain (Järvelin and Kekäläinen 2002, doi 10.1145/582415.582418)."""

from collections.abc import Iterable, Mapping, Sequence
from math import log2


def ndcg(ranked: Sequence[str], relevant: Mapping[str, int], k: int) -> float:
    """nDCG of the first ``k`` of a ranking without repeats, as trec_eval's ndcg_cut (and so BEIR) has it.

    ``relevant`` gives the grade of each judged document. The gain of a document is its grade itself,
    not 2^grade - 1; documents that are not judged, or with a grade below 1, gain nothing. The ideal
    is the best ranking of all judged documents, found or not. 0 where none is relevant.
    """
    ideal = _dcg(sorted(relevant.values(), reverse=True)[:k])
    return _dcg(relevant.get(name, 0) for name in ranked[:k]) / ideal if ideal else 0.0


def _dcg(grades: Iterable[int]) -> float:
    return sum(max(grade, 0) / log2(rank + 1) for rank, grade in enumerate(grades, start=1))
