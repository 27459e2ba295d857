"""Percentile bootstrap of a mean (Efron and Tibshirani 1993, An Introduction to the Bootstrap, chapter 13)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

RESAMPLES = 2000
SEED = 20260101
"""Fixed, so that the same figures always have the same interval."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean with its bootstrap interval."""

    mean: float
    low: float
    high: float


def estimate(values: Sequence[float], level: float = 0.95) -> Estimate:
    """The mean of at least one value, with the interval that holds ``level`` of the resampled means.

    The values are resampled as they are, one a query; for the difference of two systems give the
    differences query by query.
    """
    data = np.asarray(values, dtype=np.float64)
    draw = np.random.default_rng(SEED)
    means = [data[draw.integers(len(data), size=len(data))].mean() for _ in range(RESAMPLES)]
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
    return Estimate(float(data.mean()), float(low), float(high))
