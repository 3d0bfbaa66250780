"""One pass over a chunk of a document: its own keys and values, as memory slots see them.

Legend: B batch, G key/value heads, S tokens read, M tokens of the chunk, D head width.
"""

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
    """Takes the rows of every layer from one pass; `layers` has them afterwards.

    Keys are turned so that their product with a query before RoPE is that of a query right behind
    the chunk.
    """

    def __init__(self, prefix: Tensor, chunk: Tensor) -> None:
        """Token ids (S,): the chunk is read behind the prefix, whose rows are not taken."""
        self.layers: list[Rows] = []
        self._ids = torch.cat((prefix, chunk))
        self._start, self._end = len(prefix), len(prefix) + len(chunk)

    @property
    def tokens(self) -> int:
        """Passed forward."""
        return self._end

    def read(self, model: PreTrainedModel) -> None:
        """The pass; the attention of `model` must hand its calls to `take`."""
        # One more token, whatever it is: its position is that of a query behind the chunk.
        tokens = torch.cat((self._ids, self._ids[-1:]))[None].long()
        with torch.no_grad():
            model(tokens.to(model.device), use_cache=False, logits_to_keep=1)

    def take(self, call: AttentionCall) -> Tensor:
        """Keep this layer's rows; gives the base model's own attention."""
        key = call.key.float()
        if call.position is not None and rotates(call.module):
            cos, sin = (part[:, self._end : self._end + 1].float() for part in call.position)
            # q . R(-p) k is what the model computes for q at position p.
            key = turn(call.module, key, (cos, -sin))
        chunk = slice(self._start, self._end)
        self.layers.append(Rows(key[0, :, chunk], call.value[0, :, chunk].float()))
        return call.base()
