"""How a row of training is laid out: a stem, then branches that see it and themselves.

Told to the attention beside the mask, since a mask over the whole row costs far more than what
its branches see.

Legend: `S` tokens of the stem, `N` branches, `M` tokens of the longest one, `R` of all of them.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True)
class Layout:
    """The stem's length and, for the branches padded at their ends, where each token stands."""

    stem: int
    places: Tensor  # (N, M), counted from the end of the stem; 0 for padding
    kept: Tensor  # (N, M) bool, not padding

    @classmethod
    def of(cls, stem: int, lengths: Sequence[int], device: torch.device | None = None) -> "Layout":
        """The layout of branches of these lengths."""
        sizes = torch.tensor(lengths, device=device)
        places = torch.arange(max(lengths, default=0), device=device)  # (M,)
        kept = places < sizes[:, None]
        first = sizes.cumsum(0) - sizes
        return cls(stem, (first[:, None] + places) * kept, kept)

    def apart(self, states: Tensor) -> Tensor:
        """(1, H, R, D) -> (N, H, M, D), padded with the first token."""
        return states[0][:, self.places].transpose(0, 1)

    def together(self, states: Tensor) -> Tensor:
        """(N, H, M, ...) -> (1, H, R, ...)."""
        return states.transpose(1, 2)[self.kept].transpose(0, 1)[None]


_current: ContextVar[Layout | None] = ContextVar("layout", default=None)


@contextmanager
def laid_out(layout: Layout) -> Iterator[None]:
    """Inside the block every pass of a model is over a row of this layout."""
    before = _current.set(layout)
    try:
        yield
    finally:
        _current.reset(before)


def current() -> Layout | None:
    """The layout of the pass that is going on, if it was told."""
    return _current.get()
