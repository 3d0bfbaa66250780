"""Shares and ratios over questions of several documents, with 95 % intervals.

Questions of one document stand or fall together (one memory answers them all), so documents are
drawn again first, and then the questions of each drawn one (Davison and Hinkley 1997, 3.8).

Legend: `C` documents, `N` the most questions of one, `R` resamples.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from liftapp.exam.intervals import RESAMPLES, Interval, between, between_ratios

Numbers = NDArray[np.float64]


class Draws:
    """Documents and questions of every resample; the same sizes and seed draw the same ones."""

    def __init__(self, sizes: Sequence[int], seed: int) -> None:
        """`sizes`: questions of each document, at least one of each."""
        rng = np.random.default_rng(seed)
        counts, firsts = np.array(sizes), np.cumsum([0, *sizes[:-1]])
        chosen = rng.integers(0, len(sizes), (RESAMPLES, len(sizes)))  # (R, C)
        within = rng.random((RESAMPLES, len(sizes), max(sizes)))  # (R, C, N)
        own = counts[chosen][..., None]  # (R, C, 1)
        self._places = firsts[chosen][..., None] + (within * own).astype(np.int64)
        self._taken = np.arange(max(sizes)) < own  # (R, C, N): a document has its own number

    def means(self, values: Numbers) -> Numbers:
        """The mean of every resample, (R,), of one value for each question of all documents."""
        total = np.where(self._taken, values[self._places], 0.0).sum(axis=(1, 2))
        return np.asarray(total / self._taken.sum(axis=(1, 2)))


def share(values: Numbers, draws: Draws) -> Interval:
    """The mean over all questions."""
    return between(float(values.mean()), draws.means(values))


def ratio(upper: Numbers, lower: Numbers, draws: Draws) -> Interval | None:
    """mean(upper) / mean(lower) of the same questions; None where `lower` is not positive."""
    if lower.mean() <= 0:
        return None
    value = float(upper.mean() / lower.mean())
    return between_ratios(value, draws.means(upper), draws.means(lower))
