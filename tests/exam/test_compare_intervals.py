import numpy as np
import pytest

from liftapp.exam import intervals
from liftapp.exam.compare_intervals import Draws, ratio, share


def test_documents_alike_give_the_interval_of_their_questions() -> None:
    """With one document there is nothing but its questions to draw."""
    values = np.array([1.0] * 30 + [0.0] * 30)
    one = share(values, Draws([60], seed=1))
    plain = intervals.share(values, seed=1)
    assert one.value == plain.value == 0.5
    assert one.low == pytest.approx(plain.low, abs=0.03)
    assert one.high == pytest.approx(plain.high, abs=0.03)


def test_documents_that_differ_widen_it() -> None:
    """Ten documents, each all right or all wrong, are ten observations and not 200."""
    values = np.repeat([1.0, 0.0] * 5, 20)
    clustered = share(values, Draws([20] * 10, seed=0))
    apart = intervals.share(values)
    assert clustered.low is not None
    assert clustered.high is not None
    assert apart.low is not None
    assert apart.high is not None
    assert clustered.high - clustered.low > 3 * (apart.high - apart.low)
    assert clustered.low == pytest.approx(0.2, abs=0.11)


def test_resamples_are_those_of_a_plain_loop() -> None:
    """Sizes differ: a document counts for as many questions as it has."""
    sizes, values = [1, 4, 2], np.arange(7.0)
    means = Draws(sizes, seed=3).means(values)
    parts = np.split(values, [1, 5])
    rng, slow = np.random.default_rng(8), []
    for _ in range(4000):
        chosen = [parts[i] for i in rng.integers(0, 3, 3)]
        drawn = [rng.choice(own, len(own)) for own in chosen]
        slow.append(np.concatenate(drawn).mean())
    assert means.shape == (intervals.RESAMPLES,)
    assert means.mean() == pytest.approx(np.mean(slow), abs=0.12)
    assert means.std() == pytest.approx(np.std(slow), rel=0.1)
    assert means.min() >= 0
    assert means.max() <= 6


def test_the_same_seed_draws_the_same() -> None:
    values = np.arange(9.0)
    assert np.array_equal(Draws([4, 5], 2).means(values), Draws([4, 5], 2).means(values))
    assert not np.array_equal(Draws([4, 5], 2).means(values), Draws([4, 5], 3).means(values))


def test_a_ratio_compares_the_same_draws() -> None:
    draws = Draws([3, 3], 0)
    upper = np.array([1.0, 0, 1, 0, 1, 1])
    same = ratio(upper, upper, draws)
    assert same is not None
    assert (same.value, same.low, same.high) == (1.0, 1.0, 1.0)
    assert ratio(upper, np.zeros(6), draws) is None
    rare = ratio(upper, np.array([0.0, 0, 0, 0, 0, 1]), draws)
    assert rare is not None
    assert (rare.value, rare.low) == (4.0, None)
