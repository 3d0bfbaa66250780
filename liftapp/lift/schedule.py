"""Which questions the next update asks: those not known yet, and now and then the rest.

Asking what is known by heart already is most of the work of learning in epochs. A question that
was answered well comes back after `REST` times as long, and as often as any other once it is
forgotten.
"""

from collections.abc import Sequence
from random import Random

import torch
from torch import Tensor

KNOWN = 0.1
"""Nats per token of an answer below which its question counts as known."""
REST = 4.0
"""How much longer a known question rests."""
_NEVER = -1.0


class Schedule:
    """The last loss of every question, and the step it was asked in; that is its whole state."""

    def __init__(self, count: int) -> None:
        self._losses = [float("inf")] * count
        self._asked = [_NEVER] * count

    @property
    def known(self) -> float:
        """Share of the questions whose last answer was known."""
        return sum(loss < KNOWN for loss in self._losses) / len(self._losses)

    def choose(self, step: int, count: int, rng: Random) -> list[int]:
        """`count` questions for a step, in random order; each one of them once while that does."""
        size = len(self._losses)
        due = sorted(range(size), key=lambda i: self._rested(i, step) * rng.uniform(0.75, 1.0))
        chosen = [due[-1 - i % size] for i in range(count)]
        rng.shuffle(chosen)
        return chosen

    def _rested(self, index: int, step: int) -> float:
        if self._asked[index] == _NEVER:
            return 1e9
        rested = step - self._asked[index]
        return rested / REST if self._losses[index] < KNOWN else rested

    def note(self, step: int, questions: Sequence[int], losses: Sequence[float]) -> None:
        """What the answers cost, nats per token."""
        for index, loss in zip(questions, losses, strict=True):
            self._asked[index], self._losses[index] = float(step), loss

    def state(self) -> Tensor:
        """(2, questions) float64."""
        return torch.tensor([self._losses, self._asked], dtype=torch.float64)

    def load(self, state: Tensor) -> None:
        self._losses, self._asked = state.tolist()
