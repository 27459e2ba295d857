"""Reciprocal rank (Voorhees 1999, TREC-8 question answering track)."""

from collections.abc import Mapping, Sequence


def reciprocal_rank(ranked: Sequence[str], relevant: Mapping[str, int], k: int) -> float:
    """1 / rank of the first document of grade 1 or more, ranks from 1; 0 where none is among the first ``k``.

    The mean over queries is MRR@k.
    """
    return next((1 / rank for rank, name in enumerate(ranked[:k], start=1) if relevant.get(name, 0) > 0), 0.0)
