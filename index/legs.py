"""The two legs of a search, and what they bring made into one order."""

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.exact import EXACTLY, nearest_of
from index.fusion import convex_combination, reciprocal_rank_fusion
from index.settings import IndexSettings
from index.store.passages import digests_of, live_keys, read_vectors

Vector = NDArray[np.float32]


class Nearest(Protocol):
    """An index of vectors."""

    def nearest(self, vector: Vector, count: int, among: Sequence[str] | None = None) -> list[tuple[str, float]]:
        """(digest, cosine) of the texts nearest to a unit vector, nearest first, of those in ``among`` if given."""
        ...


def dense_leg(
    connection: sqlite3.Connection, index: Nearest, model: str, vector: Vector, depth: int, among: list[int] | None
) -> dict[int, float]:
    """Keys of the passages whose vectors are nearest, nearest first, with their cosines.

    ``among`` holds the keys to choose from; None for all.
    """
    if among is None:
        near = index.nearest(vector, depth)
    else:
        digests = digests_of(connection, among)
        if len(digests) > EXACTLY:
            near = index.nearest(vector, depth, digests)
        else:
            near = nearest_of(*_vectors(connection, model, digests, len(vector)), vector, depth)
    keys = live_keys(connection, [digest for digest, _ in near])
    kept = None if among is None else frozenset(among)
    return {key: cosine for digest, cosine in near for key in keys.get(digest, ()) if kept is None or key in kept}


def cosines_of(connection: sqlite3.Connection, model: str, vector: Vector, keys: Collection[int]) -> dict[int, float]:
    """The cosine between a unit vector and each of some passages."""
    digests = digests_of(connection, list(keys))
    near = dict(nearest_of(*_vectors(connection, model, digests, len(vector)), vector, len(digests)))
    places = live_keys(connection, digests)
    return {key: cosine for digest, cosine in near.items() for key in places.get(digest, ()) if key in keys}


def fused(
    cosines: Mapping[int, float], dense: Sequence[int], lexical: Mapping[int, float], settings: IndexSettings
) -> list[tuple[int, float]]:
    """Keys with their scores, best first; ``cosines`` holds those of both legs."""
    if settings.fusion == "rrf":
        return reciprocal_rank_fusion((dense, list(lexical)), settings.rrf_k)
    return convex_combination(cosines, lexical, settings.dense_share)


def _vectors(
    connection: sqlite3.Connection, model: str, digests: Sequence[str], dimension: int
) -> tuple[list[str], Vector]:
    rows = list(read_vectors(connection, model, digests))
    return [digest for digest, _ in rows], np.array([row for _, row in rows], np.float32).reshape(-1, dimension)
