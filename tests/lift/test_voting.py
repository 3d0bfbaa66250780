"""The rule for three views against a plain count of their votes."""

from itertools import product

import pytest

from liftapp.lift.prompts import NOT_FOUND
from liftapp.lift.voting import CERTAIN, Vote, is_open, winner

LOW, MIDDLE, HIGH = 0.2, 0.5, 0.99
assert MIDDLE < CERTAIN < HIGH


@pytest.mark.parametrize("refusals", list(product((False, True), repeat=3)))
@pytest.mark.parametrize("sure", list(product((LOW, MIDDLE, HIGH), repeat=2)))
def test_two_of_three_decide_but_for_a_second_one_that_is_certain(
    refusals: tuple[bool, bool, bool], sure: tuple[float, float]
) -> None:
    first, second = map(Vote, refusals[:2], sure)
    asked = list[bool]()

    def third() -> bool:
        asked.append(refusals[2])
        return refusals[2]

    told = winner(first, second, third)
    differ, certain = refusals[0] != refusals[1], sure[1] > CERTAIN
    assert len(asked) == is_open(first, second) == (differ and not certain)
    if not differ:
        assert sure[told] == max(sure)
        assert told == 0 or sure[0] < sure[1]
    elif certain:
        assert told == 1
    else:
        assert refusals[told] is (sum(refusals) >= 2)


@pytest.mark.parametrize(("said", "refuses"), [(NOT_FOUND, True), (" \n", True), ("Mira", False)])
def test_who_says_nothing_does_not_answer(said: str, refuses: bool) -> None:
    assert Vote.of(said, MIDDLE) == Vote(refuses, MIDDLE)
