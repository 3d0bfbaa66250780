"""Durations and sizes in words."""

import pytest
from PySide6.QtCore import QLocale

from liftapp.sizes import sized
from liftapp.ui.words import duration, size

ENGLISH, GERMAN = QLocale("en_US"), QLocale("de_DE")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(-1, "0 s"), (0.2, "0 s"), (89, "89 s"), (90, "2 min"), (3570, "1 h 0 min"),
     (3900, "1 h 5 min"), (360_000, "100 h 0 min")],
)  # fmt: skip
def test_a_duration_is_told_in_the_units_that_fit(seconds: float, words: str) -> None:
    assert duration(ENGLISH, seconds) == words


def test_numbers_are_written_as_the_language_does() -> None:
    assert size(ENGLISH, 1_600_000) == "1.6 MB"
    assert size(GERMAN, 1_600_000) == "1,6 MB"


@pytest.mark.parametrize("count", [0, 999, 1000, 1_649_999, 98_000_000, 4_260_000_000, 10**13])
def test_the_command_line_and_the_window_say_the_same_size(count: int) -> None:
    assert size(ENGLISH, count) == sized(count)
