"""Memory slots: keys and values beside the window's own, in one softmax (eq. 6-7 exactly).

    l_D(q) = log sum_i exp(q . k_i * scaling + b_i)     over the slots
    m(q) = softmax(q K^T * scaling + b) V
    g(q) = sigmoid(l_D(q) - LSE_C(q))                   the slots' share of all attention
    out = (1 - g) * attention + g * m

Slots belong to a key/value head and are shared by its query heads. They are filled from the
document's own keys and values (`initialise`); values and biases train, keys on request.
Document keys stand where a query right behind their chunk would see them, for every query
(`positions="behind"`), or where the model put them, for windows whose position ids go on behind
the document (`positions="own"`).

Legend: B batch, H query heads, G key/value heads, T query tokens, M slots, D head width.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from transformers import PreTrainedModel

from liftapp.errors import ModelUnavailable
from liftapp.lift.memory.attachment import AttentionCall
from liftapp.lift.memory.attending import AttendingMemory
from liftapp.lift.memory.holder import attached_memory, switch
from liftapp.lift.memory.layers import LayerShape, layer_shapes
from liftapp.lift.memory.reading import Rows, read_chunks
from liftapp.lift.memory.settings import Settings
from liftapp.lift.memory.window import attention_with_lse

# A bias, in nats, that shuts the gate beyond what float32 can tell, also where LSE_C is very low
# (a first token sees only itself). No gradient gets through either: such slots wait to be opened.
_CLOSED = -100.0
STARTS = ("closed", "document")
POSITIONS = ("behind", "own")
_PARTS = ("key", "value", "bias")


@dataclass(frozen=True)
class SlotSettings(Settings):
    """How slots are filled and what of them trains."""

    per_chunk: int = 0  # rows kept of each chunk, by attention mass; 0: all
    start: str = "document"  # or "closed": as the base model, until biases are set
    positions: str = "behind"  # or "own"
    keep_prefix: bool = False  # keep the rows of the prefix (the sink) once
    train_keys: bool = False

    def __post_init__(self) -> None:
        known = self.start in STARTS and self.positions in POSITIONS
        if not known or self.per_chunk < 0:
            raise ModelUnavailable(
                f"A slot memory with start {self.start!r}, positions {self.positions!r} and "
                f"{self.per_chunk} slots a chunk is unknown to this version of liftapp; "
                "update liftapp."
            )


class SlotLayer(nn.Module):
    """The slots of one layer; float32."""

    def __init__(self, shape: LayerShape, *, train_keys: bool) -> None:
        super().__init__()
        empty = torch.zeros(shape.kv_heads, 0, shape.width)
        self.key = nn.Parameter(empty.clone(), requires_grad=train_keys)  # (G, M, D)
        self.value = nn.Parameter(empty.clone())  # (G, M, D)
        self.bias = nn.Parameter(empty[..., 0].clone())  # (G, M)

    def fill(self, key: Tensor, value: Tensor, bias: Tensor) -> None:
        """Take over rows (G, M, D) and biases (G, M), however many."""
        for parameter, tensor in ((self.key, key), (self.value, value), (self.bias, bias)):
            parameter.data = tensor.detach().to(parameter.device, torch.float32).clone()
            parameter.grad = None

    def forward(
        self, query: Tensor, scaling: float, softcap: float | None
    ) -> tuple[Tensor, Tensor]:
        """m(q) (B, H, T, D) and l_D(q) (B, H, T), both float32, of a float32 query."""
        batch, heads, tokens, width = query.shape
        groups = self.key.shape[0]
        rows = query.reshape(batch, groups, -1, tokens, width).transpose(0, 1)
        rows = rows.reshape(groups, -1, width)  # (G, B H/G T, D)
        with torch.autocast(query.device.type, enabled=False):
            logits = torch.bmm(rows, self.key.transpose(1, 2)) * scaling  # (G, B H/G T, M)
            if softcap is not None:
                logits = softcap * torch.tanh(logits / softcap)
            logits = logits + self.bias[:, None]
            most = logits.detach().amax(dim=-1, keepdim=True)
            weights = torch.exp(logits - most)
            total = weights.sum(dim=-1, keepdim=True)
            memory = torch.bmm(weights / total, self.value)
        mass = (most + total.log()).view(groups, batch, -1, tokens).transpose(0, 1)
        memory = memory.view(groups, batch, -1, tokens, width).transpose(0, 1)
        return memory.flatten(1, 2), mass.reshape(batch, heads, tokens)


class SlotMemory(AttendingMemory):
    """One SlotLayer for every attention layer of a base model; empty until filled."""

    kind = "slots"

    def __init__(self, model: PreTrainedModel, settings: SlotSettings) -> None:
        """Empty slots for models of the shape of `model`: the base model until filled."""
        self._settings = settings
        shapes = layer_shapes(model)
        keys = settings.train_keys
        super().__init__(model, [SlotLayer(shape, train_keys=keys) for shape in shapes])

    def initialise(
        self, model: PreTrainedModel, chunks: Sequence[Tensor], prefix: Tensor | None = None
    ) -> None:
        """Fill the slots from chunks (token ids, (S,) each), one base pass for each.

        Every chunk is read behind `prefix`. What the slots held before is gone; an optimiser is
        made after this, since the parameters' shapes change.
        """
        if not chunks or any(len(chunk) == 0 for chunk in chunks):
            raise ValueError("slots are filled from at least one chunk, each with a token or more")
        before = torch.zeros(0, dtype=torch.long) if prefix is None else prefix
        present = attached_memory(model)
        switch(model, None)
        try:
            layers = read_chunks(
                model,
                chunks,
                before,
                per_chunk=self._settings.per_chunk,
                keep_prefix=self._settings.keep_prefix,
                own_positions=self._settings.positions == "own",
            )
        finally:
            switch(model, present)
        for index, rows in enumerate(layers):
            self._fill(index, rows)

    @property
    def settings(self) -> SlotSettings:
        return self._settings

    def load_tensors(self, tensors: Mapping[str, Tensor]) -> None:
        """As in Memory; the number of slots is that of the saved tensors."""
        wanted = {f"{i}.{part}" for i in range(len(self._shapes)) for part in _PARTS}
        fits = tensors.keys() == wanted and all(
            _fits(shape, [tensors[f"{i}.{part}"] for part in _PARTS])
            for i, shape in enumerate(self._shapes)
        )
        if not fits:
            raise ModelUnavailable(
                "The saved memory does not fit this model; "
                "learn the document again with this model."
            )
        for index in range(len(self._shapes)):
            self.layer(index).fill(*(tensors[f"{index}.{part}"] for part in _PARTS))

    def layer(self, index: int) -> SlotLayer:
        """The slots of one attention layer."""
        layer = self._layers[index]
        assert isinstance(layer, SlotLayer)
        return layer

    def _fill(self, index: int, rows: Rows) -> None:
        bias = _CLOSED if self._settings.start == "closed" else 0.0
        self.layer(index).fill(rows.key, rows.value, torch.full(rows.key.shape[:2], bias))

    def _attend(self, call: AttentionCall) -> Tensor:
        layer = self.layer(call.layer)
        if layer.key.shape[1] == 0:
            self._record(call, call.query.new_zeros(call.query.shape[:3]))
            return call.base()
        own = self._settings.positions == "own"
        query = call.query.float() if own else call.plain_query()
        attention, lse = attention_with_lse(call)
        memory, mass = layer(query, call.scaling, call.softcap)
        gate = torch.sigmoid(mass - lse)
        self._record(call, gate)
        kept = torch.sigmoid(lse - mass)[..., None] * attention.float()
        out: Tensor = (kept + gate[..., None] * memory).to(attention.dtype)
        return out.transpose(1, 2).contiguous()


def _fits(shape: LayerShape, parts: list[Tensor]) -> bool:
    key, value, bias = parts
    slots = key.shape[1] if key.ndim == 3 else -1
    whole = (shape.kv_heads, slots, shape.width)
    return key.shape == value.shape == whole and bias.shape == whole[:2]
