"""What chunks have in common with a question word for word, in pairs of neighbouring tokens.

Attention finds what is meant, and now and then overlooks a name that stands in a single chunk of a
long document. A pair of tokens tells the more the fewer chunks have it: its inverse document
frequency as in BM25 (Robertson and Zaragoza 2009), log(1 + (C - c + 1/2) / (c + 1/2)) nats for a
pair in c of C chunks. Pairs need no tokenizer, so that a memory works without one.

Legend: N tokens of all chunks, C chunks, P pairs that occur, L pairs in chunks.
"""

import math

import torch
from torch import Tensor

_BITS = 32  # of a token's number


class Pairs:
    """All pairs of some chunks."""

    def __init__(self, ids: Tensor, ends: Tensor) -> None:
        """`ids` (N,) are all chunks' tokens, `ends` (C,) where each chunk ends in them."""
        self._chunks = len(ends)
        chunk = torch.arange(self._chunks).repeat_interleave(ends.diff(prepend=ends.new_zeros(1)))
        inside = chunk[1:] == chunk[:-1]
        self._pairs, of = torch.unique(_pairs(ids)[inside], return_inverse=True)  # (P,)
        held = torch.unique(of * self._chunks + chunk[1:][inside])  # (L,)
        self._held = held % self._chunks
        self._starts = torch.searchsorted(held, torch.arange(len(self._pairs) + 1) * self._chunks)

    def shared(self, question: Tensor) -> Tensor:
        """What each chunk has in common with a question's tokens: nats (C,)."""
        out = torch.zeros(self._chunks)
        for pair in torch.unique(_pairs(question)):
            found = self._held[self._place(pair)]
            out[found] += self._telling(len(found))
        return out

    def shared_with(self, question: Tensor, text: Tensor) -> float:
        """What any text's tokens have in common with a question's: nats."""
        asked, there = torch.unique(_pairs(question)), _pairs(text)
        places = (self._place(pair) for pair in asked[torch.isin(asked, there)])
        return sum(self._telling(place.stop - place.start) for place in places)

    def _place(self, pair: Tensor) -> slice:
        """Where the chunks are listed that have a pair."""
        at = int(torch.searchsorted(self._pairs, pair))
        known = at < len(self._pairs) and bool(self._pairs[at] == pair)
        return slice(int(self._starts[at]), int(self._starts[at + 1])) if known else slice(0, 0)

    def _telling(self, chunks: int) -> float:
        return math.log1p((self._chunks - chunks + 0.5) / (chunks + 0.5))


def _pairs(ids: Tensor) -> Tensor:
    """Each pair of neighbouring tokens as one number."""
    ids = ids.long()
    return (ids[:-1] << _BITS) | ids[1:]
