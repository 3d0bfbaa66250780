"""Which chunks of a document a question is about: where the model's own attention goes.

Some heads of a model look for what a text is asked for (retrieval heads: Wu et al. 2024,
arXiv 2404.15574). A chunk's relevance is the mass that such a head gives to it, averaged over the
question's own words, when all chunks compete with one another and with the pieces of what is in
view, and with nothing else. A chunk that is in view already does not compete. What shares rare
pairs of tokens with the question is more relevant (lift.memory.pairs): its mass is multiplied by
exp(weight * nats shared), as retrieval by meaning and by words is joined elsewhere.

Legend: B prompts, T tokens with padding, H query heads, G key/value heads, D head width,
N tokens of all chunks, C chunks, P pieces of what is in view.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from liftapp.lift.memory.attachment import AttentionCall
from liftapp.lift.memory.pairs import Pairs
from liftapp.lift.memory.rotary import Position, rotates, turn_back

Head = tuple[int, int]
"""Layer and query head."""
_BLOCK = 32_768  # keys searched at once
_GRAM = 8  # tokens from the middle of a chunk by which it is found in view
_FACTOR = 0x5851F42D4C957F2D  # Knuth's MMIX multiplier: odd, its bits well mixed


@dataclass(frozen=True)
class Asked:
    """A batch of prompts as the model reads them, and what in them is what."""

    tokens: Tensor  # (B, T)
    view: Tensor  # (B, T) bool: the tokens of the context
    behind: Tensor  # (B,): the first token behind the context
    words: Tensor  # (B,): the first token that is not the same for every question
    start: int = 0  # tokens that are in the cache before a pass

    @classmethod
    def one(cls, prompt: Sequence[int], view: slice, words: int, start: int = 0) -> "Asked":
        """A single prompt whose context lies at `view`, its own words from `words` on."""
        tokens = torch.tensor([prompt])
        seen = torch.zeros(tokens.shape, dtype=torch.bool)
        seen[:, view] = True
        return cls(tokens, seen, torch.tensor([view.stop]), torch.tensor([words]), start)


@dataclass(frozen=True)
class Index:
    """All chunks as some heads see them: keys (N, D) of each, and where each chunk ends in N.

    Keys are in the dtype in which they are searched.
    """

    keys: Mapping[Head, Tensor]
    ends: Tensor  # (C,)

    def place(self, chunk: int) -> slice:
        """Where a chunk lies in N."""
        return slice(int(self.ends[chunk - 1]) if chunk else 0, int(self.ends[chunk]))


def query_behind(call: AttentionCall, position: Position | None) -> Tensor:
    """Queries as they would be if `position`, that of the first token behind the context, were
    where a chunk ends: (B, H, T, D) float32. `position` has cos and sin, (B or 1, 1, R) each.
    """
    if position is None or not rotates(call.module):
        return call.query.float()
    return turn_back(call.module, call.query, position)


def position_of(call: AttentionCall, index: Tensor) -> Position | None:
    """cos and sin of the tokens `index` (B,) of this call, (B, 1, R) each."""
    if call.position is None:
        return None
    rows = torch.arange(len(index), device=index.device)
    cos, sin = (part.expand(len(index), -1, -1)[rows, index][:, None] for part in call.position)
    return cos, sin


@dataclass(frozen=True)
class Common:
    """What is told by words in common, and how much it weighs."""

    pairs: Pairs
    weight: float

    def weigh(
        self, question: Tensor, chunks: Tensor, pieces: Tensor, view: Sequence[Tensor]
    ) -> tuple[Tensor, Tensor]:
        """Masses of chunks (C,) and of pieces of what is in view (P,), whose tokens `view` has."""
        shared = torch.tensor([self.pairs.shared_with(question, text) for text in view])
        told = self.pairs.shared(question)
        return chunks * (self.weight * told).exp(), pieces * (self.weight * shared).exp()


class Scan:
    """Takes the relevance from one pass over the questions; `masses` has it afterwards."""

    def __init__(
        self, asked: Asked, index: Index, ids: Tensor, piece: int, common: Common | None = None
    ) -> None:
        """`ids` (N,) are all chunks' tokens, `piece` the tokens of a piece of what is in view."""
        self.masses: dict[Head, list[tuple[Tensor, Tensor]]] = {}
        self._asked, self._index, self._piece, self._common = asked, index, piece, common
        self._hidden = [_in_view(ids, index.ends, t[v]) for t, v in
                        zip(asked.tokens, asked.view, strict=True)]  # fmt: skip

    def take(self, call: AttentionCall) -> Tensor:
        """Measure in this layer's heads; gives the base model's own attention."""
        heads = [head for head in self._index.keys if head[0] == call.layer]
        if heads:
            offset = self._asked.start
            first = (self._asked.behind - offset).to(call.query.device)
            query = query_behind(call, position_of(call, first))
            for head in heads:
                self.masses[head] = [
                    self._mass(call, query, head, row, int(words) - offset)
                    for row, words in enumerate(self._asked.words)
                ]
        return call.base()

    def _mass(
        self, call: AttentionCall, query: Tensor, head: Head, row: int, words: int
    ) -> tuple[Tensor, Tensor]:
        """The relevance of each chunk (C,) and of each piece of what is in view (P,)."""
        group = head[1] * call.key.shape[1] // call.query.shape[1]
        keys = self._index.keys[head].to(query.device)
        sought = query[row, head[1], words:] * call.scaling
        hidden = [self._index.place(chunk) for chunk in self._hidden[row].nonzero()[:, 0].tolist()]
        logits, mass = _searched(sought, keys, hidden)
        # The cache of a layer with a sliding window has the last keys only.
        gone = self._asked.start + call.query.shape[2] - call.key.shape[2]
        seen = self._asked.view[row, gone:].nonzero()[:, 0].to(query.device)
        own = call.query[row, head[1], words:].float() * call.scaling
        near = own @ call.key[row, group, seen].float().T  # (Q, S)
        # One softmax over both: that of each times its share.
        share = torch.sigmoid(logits - near.logsumexp(dim=1)).nan_to_num()  # (Q,)
        told = mass(share / len(share))  # (N,)
        here = (1 - share) @ near.softmax(dim=1) / len(share)  # (S,)
        pieces = torch.arange(self._piece, len(seen) + self._piece, self._piece)
        pieces = pieces.clamp_max(len(seen))
        masses = _summed(told, self._index.ends), _summed(here, pieces)
        if self._common is None:
            return masses
        tokens = self._asked.tokens[row]
        view = torch.split(tokens[gone:][seen.cpu()], self._piece)
        return self._common.weigh(tokens[words + self._asked.start :], *masses, view)


def _searched(
    sought: Tensor, keys: Tensor, hidden: Sequence[slice]
) -> tuple[Tensor, Callable[[Tensor], Tensor]]:
    """log sum exp (Q,) of the logits of `sought` (Q, D) and all keys (N, D) but the hidden ones,
    and a function that gives their softmax over N, averaged with weights (Q,): (N,).

    Key by key in blocks that stay in the processor's cache: what it costs grows with N only.
    """
    sought, parts = sought.to(keys.dtype), list[tuple[Tensor, Tensor]]()
    for at, block in enumerate(torch.split(keys, _BLOCK)):
        far = (sought @ block.T).float()
        for place in hidden:
            start, end = place.start - at * _BLOCK, place.stop - at * _BLOCK
            if start < _BLOCK and end > 0:
                far[:, max(0, start) : end] = -torch.inf
        most = far.amax(dim=1).clamp_min(torch.finfo(far.dtype).min)
        parts.append((most, far.sub_(most[:, None]).exp_()))
    most = torch.stack([m for m, _ in parts])
    total = (most + torch.stack([away.sum(dim=1) for _, away in parts]).log()).logsumexp(dim=0)
    scale = (most - total).exp()
    return total, lambda weights: torch.cat(
        [(weights * own) @ away for own, (_, away) in zip(scale, parts, strict=True)]
    )


def _summed(mass: Tensor, ends: Tensor) -> Tensor:
    """The mass of each stretch that ends there, on the CPU; where nothing competes, none."""
    if not len(ends):
        return torch.zeros(0)
    sizes = ends.long().diff(prepend=ends.new_zeros(1).long()).to(mass.device)
    return torch.segment_reduce(mass, "sum", lengths=sizes).nan_to_num().cpu()


def _in_view(ids: Tensor, ends: Tensor, view: Tensor) -> Tensor:
    """Whether each chunk's middle stands in the context as it is, (C,) bool."""
    starts = torch.cat((ends.new_zeros(1), ends[:-1]))
    long = ends - starts >= _GRAM
    if len(view) < _GRAM or not long.any():
        return torch.zeros(len(ends), dtype=torch.bool)
    middle = torch.where(long, (starts + ends - _GRAM) // 2, 0)[:, None] + torch.arange(_GRAM)
    found = _numbers(ids[middle.clamp_max(len(ids) - 1)])
    return long & torch.isin(found, _numbers(view.cpu().unfold(0, _GRAM, 1)))


def _numbers(grams: Tensor) -> Tensor:
    """Each row of tokens (R, G) as one number (R,): two share one by a chance of about 2^-64."""
    number = torch.zeros(len(grams), dtype=torch.int64)
    for token in grams.long().unbind(dim=1):
        number = (number ^ token) * _FACTOR  # modulo 2^64
    return number
