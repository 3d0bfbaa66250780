"""Shares and ratios with 95 % intervals by bootstrap: the questions are drawn again, seeded.

The percentile bootstrap (Efron 1979). The same number of questions and the same seed draw the
same questions, so that what is compared is compared on the same ones. It knows no more than the
questions: where all or none were right, the interval is that one point.

Legend: `N` questions, `R` resamples.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

RESAMPLES = 2000
LEVEL = 0.95


@dataclass(frozen=True)
class Interval:
    """A figure and the ends of its interval; None where the questions can't tell them."""

    value: float
    low: float | None
    high: float | None


def draws(count: int, seed: int) -> NDArray[np.int64]:
    """Indices of the questions of every resample, (R, N), drawn with replacement."""
    return np.random.default_rng(seed).integers(0, count, (RESAMPLES, count))


def share(right: ArrayLike, seed: int = 0) -> Interval:
    """The mean of N numbers (at least one of them)."""
    values = np.asarray(right, float)  # (N,)
    return between(float(values.mean()), values[draws(len(values), seed)].mean(axis=1))


def ratio(upper: ArrayLike, lower: ArrayLike, seed: int = 0) -> Interval | None:
    """mean(upper) / mean(lower) of the same N questions; None where `lower` is not positive."""
    above, below = np.asarray(upper, float), np.asarray(lower, float)  # (N,)
    assert above.shape == below.shape
    if below.mean() <= 0:
        return None
    value = float(above.mean() / below.mean())
    drawn = draws(len(above), seed)
    return between_ratios(value, above[drawn].mean(axis=1), below[drawn].mean(axis=1))


def between_ratios(
    value: float, tops: NDArray[np.float64], bottoms: NDArray[np.float64]
) -> Interval:
    """A ratio with its interval, from the two means of every resample, (R,) each.

    Resamples without a positive bottom have no ratio. Where they are more than the interval
    leaves out at one end anyway, it has no ends.
    """
    sound = bottoms > 0
    if (~sound).mean() > (1 - LEVEL) / 2:
        return Interval(value, None, None)
    return between(value, tops[sound] / bottoms[sound])


def between(value: float, figures: NDArray[np.float64]) -> Interval:
    """A figure with its interval, from the same figure of every resample."""
    low, high = np.quantile(figures, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(value, float(low), float(high))
