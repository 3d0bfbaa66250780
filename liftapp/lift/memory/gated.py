"""Gated Memory: in every layer and query head a small network answers beside the attention.

    m(q): D -> hidden -> D, SiLU, no bias               memory function
    g(q): D -> floor(sqrt D) -> 1, SiLU                 gate
    out = (1 - g) * attention + g * m                   before the output projection

q is the query before RoPE. Two gates: "query", the paper's sigmoid(3 (x - 1)), and "window",
sigmoid(a(q) - LSE_C(q)), which yields where the window itself holds the answer (the exact gate
of eq. 6-7 with a in place of the document's log-sum-exp).

Start. The paper's own gate starts at 0.047, so attention starts scaled by 0.953: not the
identity (`start="paper"`). Here (`start="identity"`) m starts at zero and attention gives way
only as far as the gate opens beyond its start g0:

    out = (1 - max(0, g - g0) / (1 - g0)) * attention + g * m

With g = g0 this is the base model exactly, g = 0 is the base model and g = 1 is m alone, as in
the paper; and m and g both have gradients from the first step, at every token (a gate started
at 0 has none for m, one clamped there can die).

Legend: B batch, H query heads, T tokens, D head width, F hidden width, E gate's hidden width.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from transformers import PreTrainedModel

from liftapp.errors import ModelUnavailable
from liftapp.lift.memory.attachment import AttentionCall
from liftapp.lift.memory.attending import AttendingMemory
from liftapp.lift.memory.layers import LayerShape, layer_shapes
from liftapp.lift.memory.protocol import check_tensors
from liftapp.lift.memory.settings import Settings
from liftapp.lift.memory.window import attention_with_lse

GATES = ("query", "window")
STARTS = ("identity", "paper")


@dataclass(frozen=True)
class GatedSettings(Settings):
    """Size, gate and start of a Gated Memory."""

    hidden: float = 2.0  # width of the memory function's hidden layer, in head widths
    gate: str = "query"  # "query" (the paper's) or "window"
    start: str = "identity"  # or "paper"
    window_bias: float = 3.0  # where a(q) starts, in nats; only for gate "window"

    def __post_init__(self) -> None:
        if self.gate not in GATES or self.start not in STARTS or self.hidden <= 0:
            raise ModelUnavailable(
                f"A gated memory with gate {self.gate!r}, start {self.start!r} and hidden width "
                f"{self.hidden} is unknown to this version of liftapp; update liftapp."
            )


class GatedLayer(nn.Module):
    """The memory function and the gate of one layer, all heads at once; float32 parameters."""

    def __init__(self, shape: LayerShape, settings: GatedSettings, rng: torch.Generator) -> None:
        super().__init__()
        heads, width = shape.heads, shape.width
        hidden, narrow = max(1, round(settings.hidden * width)), math.isqrt(width)
        self.settings = settings
        self.memory_in = _linear(rng, heads, width, hidden)  # (H, D, F)
        self.memory_out = _linear(rng, heads, hidden, width)  # (H, F, D)
        self.gate_in = _linear(rng, heads, width, narrow)  # (H, D, E)
        self.gate_out = _linear(rng, heads, narrow, 1)  # (H, E, 1)
        # where a(q) starts; the paper's query gate has no bias
        self.gate_bias = nn.Parameter(torch.full((heads, 1), settings.window_bias))
        if settings.gate == "query":
            del self.gate_bias
        nn.init.zeros_(self.gate_out)  # every gate starts at g0, whatever the query
        if settings.start == "identity":
            nn.init.zeros_(self.memory_out)

    def memory(self, query: Tensor) -> Tensor:
        """m(q): (B, H, T, D) -> (B, H, T, D), in the dtype of `query`."""
        hidden = F.silu(_per_head(query, self.memory_in.to(query.dtype)))  # (B, H, T, F)
        return _per_head(hidden, self.memory_out.to(query.dtype))

    def gate(self, query: Tensor, lse: Tensor | None) -> tuple[Tensor, Tensor]:
        """The gate's logit now and at the start: (B, H, T) each, float32.

        `query` (B, H, T, D) is float32; `lse` (B, H, T) is the window's log-sum-exp, for the
        gate "window" only.
        """
        with torch.autocast(query.device.type, enabled=False):
            hidden = F.silu(_per_head(query.float(), self.gate_in))  # (B, H, T, E)
            x = _per_head(hidden, self.gate_out).squeeze(-1)
        if lse is None:
            return 3 * (x - 1), torch.full_like(x, -3.0)
        return x + self.gate_bias - lse, self.settings.window_bias - lse

    def mix(self, attention: Tensor, memory: Tensor, logits: tuple[Tensor, Tensor]) -> Tensor:
        """The output (B, H, T, D), in the dtype of `attention`."""
        gate = torch.sigmoid(logits[0])[..., None]
        log_kept = F.logsigmoid(-logits[0])  # log (1 - g)
        if self.settings.start == "identity":
            # Two equal logits differ by 0 exactly, so an untouched memory is the base model.
            log_kept = (log_kept - F.logsigmoid(-logits[1])).clamp_max(0)
        kept = log_kept.exp()[..., None] * attention.float()
        return (kept + gate * memory.float()).to(attention.dtype)


class GatedMemory(AttendingMemory):
    """One GatedLayer for every attention layer of a base model."""

    kind = "gated"

    def __init__(self, model: PreTrainedModel, settings: GatedSettings, seed: int) -> None:
        """A new memory for models of the shape of `model`; the same seed gives the same one."""
        rng = torch.Generator().manual_seed(seed)
        self._settings = settings
        shapes = layer_shapes(model)
        super().__init__(model, [GatedLayer(shape, settings, rng) for shape in shapes])

    @property
    def settings(self) -> GatedSettings:
        return self._settings

    def load_tensors(self, tensors: Mapping[str, Tensor]) -> None:
        check_tensors(self._layers.state_dict(), tensors)
        self._layers.load_state_dict(dict(tensors))

    def layer(self, index: int) -> GatedLayer:
        """The memory of one attention layer."""
        layer = self._layers[index]
        assert isinstance(layer, GatedLayer)
        return layer

    def _attend(self, call: AttentionCall) -> Tensor:
        layer = self.layer(call.layer)
        query = call.plain_query()  # (B, H, T, D) float32
        if self._settings.gate == "window":
            attention, lse = attention_with_lse(call)
            logits = layer.gate(query, lse)
        else:
            attention = call.base().transpose(1, 2)
            logits = layer.gate(query, None)
        memory = layer.memory(query.to(call.query.dtype))
        self._record(call, torch.sigmoid(logits[0]))
        return layer.mix(attention, memory, logits).transpose(1, 2).contiguous()


def _linear(rng: torch.Generator, heads: int, inputs: int, outputs: int) -> nn.Parameter:
    """(H, inputs, outputs), spread as nn.Linear starts."""
    spread = inputs**-0.5
    return nn.Parameter((torch.rand(heads, inputs, outputs, generator=rng) * 2 - 1) * spread)


def _per_head(states: Tensor, weight: Tensor) -> Tensor:
    """(B, H, T, I) x (H, I, O) -> (B, H, T, O), as one batched product over the heads."""
    batch, heads, tokens, width = states.shape
    rows = states.transpose(0, 1).reshape(heads, batch * tokens, width)
    out = torch.bmm(rows, weight)  # (H, B T, O)
    return out.view(heads, batch, tokens, -1).transpose(0, 1)
