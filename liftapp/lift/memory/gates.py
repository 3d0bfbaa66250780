"""The gates of the passes made while recording.

Legend: B batch, L layers, T tokens, H query heads.
"""

import torch
from torch import Tensor


class Gates:
    """How much came from the memory, for each layer, token and head of the passes so far.

    A kind without a gate (LoRA) says so by `Gates(layers=0)`: `tensor()` is then None.
    """

    def __init__(self, layers: int) -> None:
        self._passes: list[list[Tensor]] = [[] for _ in range(layers)]  # each (B, T, H)

    @property
    def exist(self) -> bool:
        """Whether this kind of memory has gates at all."""
        return bool(self._passes)

    def add(self, layer: int, gate: Tensor) -> None:
        """Keep the gate (B, H, T) of one layer of one pass."""
        self._passes[layer].append(gate.detach().float().transpose(1, 2))

    def clear(self) -> None:
        """Forget the passes so far."""
        for passes in self._passes:
            passes.clear()

    def batch(self) -> Tensor | None:
        """(B, L, T, H) float32 in [0, 1], T counted over all passes since the start.

        None for a kind without gates, and before the first pass.
        """
        if not self._passes or not self._passes[0]:
            return None
        device = self._passes[0][0].device  # layers may lie on several devices
        layers = [torch.cat(passes, dim=1).to(device) for passes in self._passes]
        return torch.stack(layers, dim=1)

    def tensor(self) -> Tensor | None:
        """(L, T, H) of batch row 0; None where `batch()` is None."""
        gates = self.batch()
        return None if gates is None else gates[0]
