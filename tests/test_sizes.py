"""Sizes in words."""

import pytest

from liftapp.sizes import sized


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0 bytes"), (999, "999 bytes"), (1_000, "1.0 kB"), (1_600_000, "1.6 MB"),
     (19.96e9, "20.0 GB"), (10**15, "1.0 PB"), (2 * 10**18, "2000.0 PB")],
)  # fmt: skip
def test_sizes_are_told_in_powers_of_1000(count: float, words: str) -> None:
    assert sized(count) == words
