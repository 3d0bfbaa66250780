"""Against plain loops over the same resampled questions."""

from collections.abc import Sequence
from random import Random

import pytest

from liftapp.exam.intervals import RESAMPLES, draws, ratio, share


def plain_quantile(values: Sequence[float], at: float) -> float:
    """Linear between the two nearest of the sorted values."""
    ordered = sorted(values)
    place = at * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def plain_ratio(upper: Sequence[float], lower: Sequence[float], seed: int) -> list[float]:
    """The ratio of every resample that has one."""
    found = []
    for drawn in draws(len(upper), seed).tolist():
        top, bottom = 0.0, 0.0
        for i in drawn:
            top += upper[i]
            bottom += lower[i]
        if bottom > 0:
            found.append(top / bottom)
    return found


def test_a_share_equals_the_plain_bootstrap() -> None:
    rng = Random(1)
    right = [rng.random() < 0.3 for _ in range(40)]
    found = share(right, seed=5)
    means = [sum(right[i] for i in drawn) / 40 for drawn in draws(40, 5).tolist()]
    assert found.value == pytest.approx(sum(right) / 40)
    assert found.low == pytest.approx(plain_quantile(means, 0.025))
    assert found.high == pytest.approx(plain_quantile(means, 0.975))


def test_a_share_is_about_as_wide_as_the_normal_interval() -> None:
    found = share([True] * 100 + [False] * 100)
    assert found.low == pytest.approx(0.5 - 1.96 * (0.25 / 200) ** 0.5, abs=0.01)
    assert found.high == pytest.approx(0.5 + 1.96 * (0.25 / 200) ** 0.5, abs=0.01)


def test_a_ratio_equals_the_plain_paired_bootstrap() -> None:
    rng = Random(2)
    upper = [float(rng.randint(-1, 1)) for _ in range(50)]
    lower = [float(rng.random() < 0.8) for _ in range(50)]
    found, plain = ratio(upper, lower, seed=3), plain_ratio(upper, lower, 3)
    assert found is not None
    assert len(plain) == RESAMPLES
    assert found.value == pytest.approx(sum(upper) / sum(lower))
    assert found.low == pytest.approx(plain_quantile(plain, 0.025))
    assert found.high == pytest.approx(plain_quantile(plain, 0.975))


def test_a_pair_that_never_differs_has_no_width() -> None:
    marks = [1.0, 0.0, 1.0, 1.0] * 20
    found = ratio(marks, marks)
    assert found is not None
    assert (found.value, found.low, found.high) == (1.0, 1.0, 1.0)


def test_where_there_is_no_gap_there_is_no_ratio() -> None:
    assert ratio([1.0, 0.0], [0.0, 0.0]) is None
    assert ratio([1.0, 0.0], [-1.0, 0.0]) is None


def test_a_gap_that_may_be_none_gives_a_figure_without_ends() -> None:
    found = ratio([1.0] + [0.0] * 19, [1.0] + [0.0] * 19)
    assert found is not None
    assert (found.value, found.low, found.high) == (1.0, None, None)


def test_the_seed_decides_and_the_size_alone_decides_the_questions() -> None:
    assert (draws(7, 1) == draws(7, 1)).all()
    assert (draws(7, 1) != draws(7, 2)).any()
    assert draws(7, 1).shape == (RESAMPLES, 7)
