"""What the answers come to: figures by measure, view and class of questions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from liftapp.exam.asking import Outcome, is_right
from liftapp.exam.intervals import Interval, ratio, share
from liftapp.exam.known import Among, Known, Place
from liftapp.exam.views import CLOSED, FULL
from liftapp.lift.questions import is_refusal


class Measure(StrEnum):
    """What a figure says."""

    RIGHT = "right answers"
    """Share from 0 to 1, as the next two."""
    REFUSED = "refused unanswerable"
    """Correct: the document does not say."""
    FALSELY_REFUSED = "refused answerable"
    """False: the document says, whatever the view shows of it."""
    RECOVERED = "recovered (R)"
    """R = (view - closed book) / (full context - closed book), 1: the whole gap."""
    RETENTION = "in-context retention"
    """Right answers about an unrelated passage in view, memory on over memory off."""
    SIMILARITY = "cosine with full context"
    """Of a layer's attention outputs, from -1 to 1."""
    SECONDS = "seconds"
    """Of all questions of a view, as its tokens are; those to the first token are of one."""
    FIRST_SECONDS = "seconds to the first token"
    TOKENS_READ = "tokens read"
    TOKENS_WRITTEN = "tokens written"
    PEAK_BYTES = "peak memory of the process, bytes"
    MEMORY_BYTES = "memory, bytes per document token"
    DOCUMENT_TOKENS = "document tokens"
    QUESTIONS = "questions written while learning"
    TRAINED_TOKENS = "tokens trained on"
    QUESTION_SECONDS = "seconds of writing questions"
    TRAIN_SECONDS = "seconds of training"
    PASSES = "forward passes over the document, training"
    """Equivalent ones; writing the questions is not in them."""


@dataclass(frozen=True)
class Figure:
    """One measured number; `low` and `high` are the ends of its 95 % interval where it has one.

    `view` and `among` (a class of `count` questions) are empty where it has none.
    """

    measure: Measure
    value: float
    view: str = ""
    among: str = ""
    count: int = 0
    low: float | None = None
    high: float | None = None

    def as_row(self) -> dict[str, object]:
        """For JSON, without what it does not have."""
        row = {"measure": str(self.measure), "value": self.value}
        row |= {k: v for k in ("view", "among", "count") if (v := getattr(self, k))}
        return row | {k: v for k in ("low", "high") if (v := getattr(self, k)) is not None}


def figure(measure: Measure, found: Interval, view: str, among: str = "", count: int = 0) -> Figure:
    """A figure with its interval."""
    return Figure(measure, found.value, view, among, count, found.low, found.high)


def answered(
    known: Sequence[Known], among: Sequence[Among], outcomes: Sequence[Outcome], seed: int
) -> Iterator[Figure]:
    """Shares of right answers and R by class, and refusals, for every view.

    The views of one class are compared on the same resampled questions. R is told only of what
    lies out of the window: the rest needs no memory.
    """
    right = {o.view: _marks(known, o) for o in outcomes}
    for group in among:
        if group.place is Place.ABSENT:
            continue
        own = {view: marks[list(group.indices)] for view, marks in right.items()}
        size = len(group.indices)
        gap = own[FULL] - own[CLOSED]
        for view, marks in own.items():
            yield figure(Measure.RIGHT, share(marks, seed), view, group.name, size)
            if group.place is Place.OUTSIDE and view not in (CLOSED, FULL):
                found = ratio(marks - own[CLOSED], gap, seed)
                if found is not None:
                    yield figure(Measure.RECOVERED, found, view, group.name, size)
    for outcome in outcomes:
        yield from _refusals(known, outcome, seed)


def _marks(known: Sequence[Known], outcome: Outcome) -> NDArray[np.float64]:
    """1 for a right answer, 0 for another or none, (N,)."""
    said = zip(known, outcome.said, strict=True)
    return np.array([s is not None and is_right(k, s) for k, s in said], float)


def _refusals(known: Sequence[Known], outcome: Outcome, seed: int) -> Iterator[Figure]:
    for measure, answerable in ((Measure.REFUSED, False), (Measure.FALSELY_REFUSED, True)):
        said = [s for k, s in zip(known, outcome.said, strict=True)
                if s is not None and k.answerable is answerable]  # fmt: skip
        if said:
            found = share([is_refusal(s) for s in said], seed)
            yield figure(measure, found, outcome.view, count=len(said))
