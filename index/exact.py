"""Search without the vector index: every passage is compared, from the vectors in the store."""

import sqlite3
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.store.passages import Version, live_digests, read_vectors

EXACTLY = 1000
"""Texts up to which all, or those that a filter lets through, are compared one by one.

That is quicker than Chroma, whose graph is another one each time that it is made and passes some of them over: of the
nearest 100 of the 448 shipped texts 0.6%.
"""


class ExactIndex:
    """All vectors of what is live, in memory; for few of them, and where a vector index can't be opened."""

    def __init__(self, connection: sqlite3.Connection, version: Version) -> None:
        self.version = version
        rows = list(read_vectors(connection, version.model, live_digests(connection)))
        self._digests = [digest for digest, _ in rows]
        self._matrix = np.array([vector for _, vector in rows], np.float32).reshape(-1, version.dimension)

    def nearest(
        self, vector: NDArray[np.float32], count: int, among: Sequence[str] | None = None
    ) -> list[tuple[str, float]]:
        """(digest, cosine) of the texts nearest to a unit vector of shape (dimension,), nearest first.

        ``among`` holds the digests to choose from; None for all.
        """
        kept = None if among is None else frozenset(among)
        found = nearest_of(self._digests, self._matrix, vector, len(self._digests) if kept else count)
        return found if kept is None else [item for item in found if item[0] in kept][:count]


def nearest_of(
    digests: Sequence[str], vectors: NDArray[np.float32], vector: NDArray[np.float32], count: int
) -> list[tuple[str, float]]:
    """(digest, cosine) of the texts nearest to a unit vector, by comparing all ``vectors``, shape (n, dimension)."""
    cosines = vectors @ vector
    order: list[int] = np.argsort(-cosines, kind="stable")[:count].tolist()
    return [(digests[i], float(cosines[i])) for i in order]
