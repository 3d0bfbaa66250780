"""Queries and keys with and without their rotary position.

The modelling file's own `apply_rotary_pos_emb` does the turning, so partial rotary (Phi 3),
scaled rotary (yarn) and interleaved pairs come out as that architecture means them.

Legend: B batch, H heads, T tokens, D head width, R rotated part of D.
"""

import sys
from collections.abc import Callable
from typing import cast

import torch
from torch import Tensor, nn

Rotate = Callable[[Tensor, Tensor, Tensor, Tensor], tuple[Tensor, Tensor]]
Position = tuple[Tensor, Tensor]  # cos, sin: each (B or 1, T, R)


def rotates(module: nn.Module) -> bool:
    """Whether this attention layer uses positions (SmolLM 3 and Llama 4 skip some layers)."""
    return bool(getattr(module, "use_rope", True)) and _rotation(module) is not None


def turn(module: nn.Module, states: Tensor, position: Position) -> Tensor:
    """Rotate `states` (B, H, T, D) to `position`, in the dtype of `states`."""
    rotation = _rotation(module)
    assert rotation is not None
    cos, sin = position
    width = cos.shape[-1]
    head, tail = states[..., :width], states[..., width:]
    turned, _ = rotation(head, head, cos, sin)
    return torch.cat((turned, tail), dim=-1) if tail.shape[-1] else turned


def turn_back(module: nn.Module, states: Tensor, position: Position) -> Tensor:
    """Undo the rotation of `states` (B, H, T, D) from `position`, in float32.

    cos and sin carry rounding (bf16) and a scale (yarn): dividing by cos^2 + sin^2 undoes both,
    so that this is the exact inverse of `turn` whatever they are.
    """
    cos, sin = (part.float() for part in position)
    norm = cos.square() + sin.square()
    return turn(module, states.float(), (cos / norm, -sin / norm))


def _rotation(module: nn.Module) -> Rotate | None:
    file = sys.modules[type(module).__module__]
    return cast("Rotate | None", getattr(file, "apply_rotary_pos_emb", None))
