"""Recall: how much of what is relevant was found."""

from collections.abc import Mapping, Sequence


def recall(ranked: Sequence[str], relevant: Mapping[str, int], k: int) -> float:
    """Share of the documents of grade 1 or more that are among the first ``k``, as trec_eval's recall.

    ``ranked`` is without repeats. 0 where none is relevant.
    """
    wanted = {name for name, grade in relevant.items() if grade > 0}
    return len(wanted.intersection(ranked[:k])) / len(wanted) if wanted else 0.0
