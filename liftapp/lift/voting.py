"""Three views of a document vote on whether it says what was asked.

Two have the memory, beside passages that fit the question and beside the document's head and tail.
Each finds answers that the other refuses, and each answers some of what the document does not say:
whichever is asked first, either answers or refusals are lost. A third view, of passages alone,
knows nothing of what misled the memory, and decides where the two differ; but not against a second
view that is certain, be it of an answer or of a refusal (docs/log.md, 2026-11-29, night).
"""

from collections.abc import Callable
from typing import NamedTuple

from liftapp.lift.questions import is_refusal

CERTAIN = 0.8
"""How sure the second view is where it is not overruled."""


class Vote(NamedTuple):
    """Whether a view refuses to answer; `sure` as in `Sureness`."""

    refuses: bool
    sure: float

    @classmethod
    def of(cls, said: str, sure: float) -> "Vote":
        """That of a whole answer. Who says nothing does not answer."""
        return cls(is_refusal(said) or not said.strip(), sure)


def is_open(first: Vote, second: Vote) -> bool:
    """Whether two views leave it to the third."""
    return first.refuses != second.refuses and second.sure <= CERTAIN


def winner(first: Vote, second: Vote, third: Callable[[], bool]) -> int:
    """Which of two views is to answer, 0 or 1.

    Where they agree, the surer one, else the second if it is certain, else the one that the third
    is for: `third` says whether it refuses.
    """
    if first.refuses == second.refuses:
        return int(second.sure > first.sure)
    return int(not is_open(first, second) or second.refuses == third())
