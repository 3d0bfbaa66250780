"""A document's own keys and values, chunk by chunk, as memory slots see them.

Every chunk is read by itself by the base model. Which rows are kept: all, or those that the
chunk's last queries attend to most, chosen for each layer and key/value head.

Legend: H query heads, G key/value heads, S tokens read, M slots, D head width.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from transformers import PreTrainedModel

from liftapp.lift.memory.attachment import Attachment, AttentionCall
from liftapp.lift.memory.rotary import rotates, turn

_LAST_QUERIES = 16  # whose attention says which rows matter


@dataclass(frozen=True)
class Rows:
    """Keys and values of one layer, (G, M, D) each, float32."""

    key: Tensor
    value: Tensor


def read_chunks(
    model: PreTrainedModel,
    chunks: Sequence[Tensor],
    prefix: Tensor,
    *,
    per_chunk: int,
    keep_prefix: bool,
    own_positions: bool,
) -> list[Rows]:
    """The rows of all chunks, joined, for each layer.

    `chunks` and `prefix` are token ids (S,); each chunk is read after the prefix. `per_chunk` is
    the number of rows kept of each chunk (0: all), and with `keep_prefix` the prefix's rows are
    kept once. Keys are turned so that their product with a query before RoPE is that of a query
    right behind their chunk; with `own_positions` they stay as the model turned them.
    """
    layers: list[list[Rows]] = []
    for number, chunk in enumerate(chunks):
        reader = _Reader(len(prefix), len(chunk), per_chunk, keep_prefix and not number)
        reader.own_positions = own_positions
        reader.read(model, torch.cat((prefix, chunk)).to(model.device))
        layers.append(reader.layers)
    return [_joined(list(rows)) for rows in zip(*layers, strict=True)]


class _Reader:
    """One pass over one chunk."""

    def __init__(self, prefix: int, chunk: int, per_chunk: int, keep_prefix: bool) -> None:
        self.layers: list[Rows] = []
        self.own_positions = False
        self._prefix, self._end = prefix, prefix + chunk
        self._count = min(per_chunk or chunk, chunk)
        self._keep_prefix = keep_prefix

    def read(self, model: PreTrainedModel, tokens: Tensor) -> None:
        # One more token, whatever it is: its position is that of a query behind the chunk.
        tokens = torch.cat((tokens, tokens[-1:]))[None]
        attachment = Attachment(model, self._take)
        try:
            with torch.no_grad():
                model(tokens, use_cache=False, logits_to_keep=1)
        finally:
            attachment.detach()

    def _take(self, call: AttentionCall) -> Tensor:
        key = call.key
        if call.position is not None and rotates(call.module) and not self.own_positions:
            cos, sin = (part[:, self._end : self._end + 1] for part in call.position)
            # q . R(-p) k is what the model computes for q at position p.
            key = turn(call.module, key.float(), (cos.float(), -sin.float()))
        kept = self._kept(call)[..., None].expand(-1, -1, key.shape[-1])  # (G, M, D)
        value = call.value[0].float().gather(1, kept)
        self.layers.append(Rows(key[0].float().gather(1, kept), value))
        return call.base()

    def _kept(self, call: AttentionCall) -> Tensor:
        """The indices of the rows to keep, (G, M), in the order of the text."""
        first = self._prefix
        sliding = _sliding(call.module)
        if sliding is not None:
            first = max(first, self._end - sliding + 1)
        mass = _mass(call, self._end)[:, first : self._end]  # (G, chunk)
        count = min(self._count, mass.shape[1])
        best = mass.topk(count, dim=1).indices.sort(dim=1).values + first
        if not self._keep_prefix or first != self._prefix:
            return best
        sink = torch.arange(self._prefix, device=best.device).expand(best.shape[0], -1)
        return torch.cat((sink, best), dim=1)


def _sliding(module: nn.Module) -> int | None:
    """How far this layer looks back; Mistral and Phi 3 say so in the config only."""
    stated: object = module if hasattr(module, "sliding_window") else module.config
    sliding: object = getattr(stated, "sliding_window", None)
    return sliding if isinstance(sliding, int) else None


def _mass(call: AttentionCall, end: int) -> Tensor:
    """The attention each row gets from the chunk's last queries, (G, S)."""
    groups = call.key.shape[1]
    first = max(0, end - _LAST_QUERIES)
    query = call.query[0, :, first:end].float()  # (H, Q, D)
    query = query.reshape(groups, -1, query.shape[-1])  # (G, H/G Q, D)
    logits = query @ call.key[0, :, :end].float().transpose(1, 2) * call.scaling  # (G, H/G Q, S)
    place = torch.arange(first, end, device=query.device).repeat(query.shape[1] // (end - first))
    unseen = torch.arange(end, device=query.device) > place[:, None]
    shares: Tensor = logits.masked_fill(unseen, -torch.inf).softmax(dim=-1)
    return shares.sum(dim=1)


def _joined(rows: list[Rows]) -> Rows:
    return Rows(
        torch.cat([part.key for part in rows], dim=1),
        torch.cat([part.value for part in rows], dim=1),
    )
