"""Three views of a document vote on whether it says what was asked.

Two have the memory, beside passages that fit the question and beside the document's head and tail.
Each finds answers that the other refuses, and each answers some of what the document does not say:
whichever is asked first, either answers or refusals are lost. A third view, of passages alone,
knows nothing of what misled the memory. It decides where the two differ, but for a second view that
is certain: it alone has head and tail (docs/log.md, 2026-11-29).
"""

from collections.abc import Callable
from typing import NamedTuple

CERTAIN = 0.9
"""Probability of its first token from which on the second view is not overruled."""


class Vote(NamedTuple):
    """Whether a view refuses to answer; `sure` is the probability of its first token."""

    refuses: bool
    sure: float


def is_open(first: Vote, second: Vote) -> bool:
    """Whether two views leave it to the third."""
    return first.refuses != second.refuses and second.sure <= CERTAIN


def winner(first: Vote, second: Vote, third: Callable[[], bool]) -> int:
    """Which of two views is to answer, 0 or 1: where they agree, the surer one.

    `third`, asked where `is_open`, says whether the third view refuses.
    """
    if first.refuses == second.refuses:
        return int(second.sure > first.sure)
    return int(not is_open(first, second) or second.refuses == third())
