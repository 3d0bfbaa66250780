"""A slow plain version of Gated Memory, and what it needs from inside a pass of the model.

One row, one head, one token at a time; nothing shared with the code under test.
"""

import math
import sys
from dataclasses import dataclass, field
from typing import Any

import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional as F
from transformers import AttentionInterface, PreTrainedModel

from liftapp.lift.memory.gated import GatedLayer


@dataclass
class Inside:
    """Per layer, in order: what RoPE got, what attention got, what the output projection got."""

    plain_query: list[Tensor] = field(default_factory=list)  # (B, H, T, D)
    query: list[Tensor] = field(default_factory=list)
    key: list[Tensor] = field(default_factory=list)
    value: list[Tensor] = field(default_factory=list)
    output: list[Tensor] = field(default_factory=list)  # (B, T, H D)
    module: list[nn.Module] = field(default_factory=list)


def look_inside(model: PreTrainedModel, patch: pytest.MonkeyPatch) -> Inside:
    """From now on every pass of `model` (a memory attached) is taken down."""
    inside = Inside()
    file = sys.modules[type(model).__module__]
    rotate = file.apply_rotary_pos_emb
    name = model.config._attn_implementation
    attention = AttentionInterface._global_mapping[name]

    def rotating(q: Tensor, k: Tensor, *args: Any, **kwargs: Any) -> Any:
        if q is not k:  # the memory itself turns one tensor, twice given
            inside.plain_query.append(q)
        return rotate(q, k, *args, **kwargs)

    def attending(
        module: nn.Module, query: Tensor, key: Tensor, value: Tensor, *args: Any, **kwargs: Any
    ) -> Any:
        out = attention(module, query, key, value, *args, **kwargs)
        for kept, seen in (
            (inside.query, query),
            (inside.key, key),
            (inside.value, value),
            (inside.output, out[0].flatten(2)),
        ):
            kept.append(seen)
        inside.module.append(module)
        return out

    patch.setattr(file, "apply_rotary_pos_emb", rotating)
    patch.setitem(AttentionInterface._global_mapping, name, attending)
    return inside


@torch.no_grad()
def gated_output(
    inside: Inside, index: int, layer: GatedLayer, seen: Tensor
) -> tuple[Tensor, Tensor]:
    """What attention layer `index` must give (B, T, H D), and its gates (B, T, H).

    `seen` (B, S) is 0 for padding; a row's padding tokens are left at 0.
    """
    query, key, value = inside.query[index], inside.key[index], inside.value[index]
    batch, heads, tokens, width = query.shape
    out = torch.zeros(batch, tokens, heads, width)
    gates = torch.zeros(batch, tokens, heads)
    for b in range(batch):
        for t in range(tokens):
            if not seen[b, t]:
                continue
            for h in range(heads):
                group = h * key.shape[1] // heads
                attention, lse = _attention(
                    inside.module[index], query[b, h, t], key[b, group], value[b, group], t, seen[b]
                )
                q = inside.plain_query[index][b, h, t]
                out[b, t, h], gates[b, t, h] = _mixed(layer, h, q, attention, lse)
    return out.flatten(2), gates


def _attention(
    module: Any, query: Tensor, key: Tensor, value: Tensor, t: int, seen: Tensor
) -> tuple[Tensor, float]:
    config = module.config
    sliding = module.sliding_window if hasattr(module, "layer_type") else None
    if config.model_type in ("mistral", "phi3"):
        sliding = config.sliding_window
    if config.model_type == "qwen2":
        sliding = None
    logits, rows = [], []
    for s in range(t + 1):
        if seen[s] and (sliding is None or t - s < sliding):
            logit = float(query @ key[s]) * module.scaling
            cap = getattr(module, "attn_logit_softcapping", None)
            logits.append(cap * math.tanh(logit / cap) if cap else logit)
            rows.append(value[s])
    most = max(logits)
    total = sum(math.exp(logit - most) for logit in logits)
    shares = [math.exp(logit - most) / total for logit in logits]
    attention = sum((p * row for p, row in zip(shares, rows, strict=True)), torch.zeros(()))
    return attention, most + math.log(total)


def _mixed(
    layer: GatedLayer, head: int, q: Tensor, attention: Tensor, lse: float
) -> tuple[Tensor, float]:
    settings = layer.settings
    m = F.silu(q @ layer.memory_in[head]) @ layer.memory_out[head]
    x = float(F.silu(q @ layer.gate_in[head]) @ layer.gate_out[head])
    if settings.gate == "window":
        g = _sigmoid(x + float(layer.gate_bias[head]) - lse)
        g0 = _sigmoid(settings.window_bias - lse)
    else:
        g, g0 = _sigmoid(3 * (x - 1)), _sigmoid(-3)
    lost = g if settings.start == "paper" else max(0.0, (g - g0) / (1 - g0))
    return (1 - lost) * attention + g * m, g


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x))
