"""One pass over chunks of a document: the keys and values of each, as memory slots see them.

Legend: B batch, G key/value heads, S tokens read, M tokens of the chunk, D head width.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from transformers import PreTrainedModel

from liftapp.lift.memory.attachment import AttentionCall
from liftapp.lift.memory.rotary import rotates, turn


@dataclass(frozen=True)
class Rows:
    """Keys and values of one layer, (G, M, D) each, float32."""

    key: Tensor
    value: Tensor


class ChunkReader:
    """Takes the rows of every layer from one pass over some chunks, each read by itself.

    Keys are turned so that their product with a query before RoPE is that of a query right behind
    the chunk.
    """

    def __init__(self, prefix: Tensor, chunks: Sequence[Tensor]) -> None:
        """Token ids (S,): a chunk is read behind the prefix, whose rows are not taken."""
        self.rows: list[list[Rows]] = [[] for _ in chunks]
        """Of each chunk, one for every layer."""
        self._ids = [torch.cat((prefix, chunk)) for chunk in chunks]
        self._start = len(prefix)

    @property
    def tokens(self) -> int:
        """Passed forward, without padding."""
        return sum(map(len, self._ids))

    def read(self, model: PreTrainedModel) -> None:
        """The pass; the attention of `model` must hand its calls to `take`."""
        # At least one more token, whatever it is: its position is that of a query behind the chunk.
        longest = max(map(len, self._ids)) + 1
        tokens = torch.zeros(len(self._ids), longest, dtype=torch.long)  # (B, S)
        for row, ids in zip(tokens, self._ids, strict=True):
            row[: len(ids)] = ids
        with torch.no_grad():
            model(tokens.to(model.device), use_cache=False, logits_to_keep=1)

    def take(self, call: AttentionCall) -> Tensor:
        """Keep this layer's rows; gives the base model's own attention."""
        for i, (rows, ids) in enumerate(zip(self.rows, self._ids, strict=True)):
            chunk, key = slice(self._start, len(ids)), call.key[i : i + 1].float()
            if call.position is not None and rotates(call.module):
                cos, sin = (part[:1, chunk.stop : chunk.stop + 1].float() for part in call.position)
                # q . R(-p) k is what the model computes for q at position p.
                key = turn(call.module, key, (cos, -sin))
            rows.append(
                Rows(key[0, :, chunk], call.value[i, :, chunk].to(torch.float32, copy=True))
            )
        return call.base()
