"""What the kinds that stand in the attention share: attaching, detaching, recording.

Legend: B batch, H query heads, T query tokens.
"""

from abc import abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager

from torch import Tensor, nn
from transformers import PreTrainedModel

from liftapp.errors import ModelUnavailable
from liftapp.lift.memory.attachment import Attachment, AttentionCall
from liftapp.lift.memory.gates import Gates
from liftapp.lift.memory.holder import claim, release
from liftapp.lift.memory.layers import attention_modules, layer_shapes
from liftapp.lift.memory.protocol import Memory


class AttendingMemory(Memory):
    """A memory with one module for every attention layer, called in place of its attention."""

    def __init__(self, model: PreTrainedModel, layers: Iterable[nn.Module]) -> None:
        """`layers`: float32 modules, first attention layer first; moved where `model` computes."""
        self._shapes = layer_shapes(model)
        self._layers = nn.ModuleList(layers)
        self._place(model)
        self._attachment: Attachment | None = None
        self._model: PreTrainedModel | None = None
        self._gates: Gates | None = None

    @abstractmethod
    def _attend(self, call: AttentionCall) -> Tensor:
        """What the layer gives instead of its attention, (B, T, H, D)."""

    @property
    def attached(self) -> bool:
        return self._attachment is not None

    def attach(self, model: PreTrainedModel) -> None:
        if layer_shapes(model) != self._shapes:
            raise ModelUnavailable(
                "This memory was made for a model of another shape; "
                "learn the document again with this model."
            )
        claim(model, self)
        try:
            self._place(model)
            self._attachment = Attachment(model, self._attend)
        except BaseException:
            release(model)
            raise
        self._model = model

    def detach(self) -> None:
        if self._attachment is None or self._model is None:
            return
        self._attachment.detach()
        release(self._model)
        self._attachment = self._model = None

    def disabled(self) -> AbstractContextManager[None]:
        if self._attachment is None:
            raise RuntimeError("the memory is not attached")
        return self._attachment.pause()

    @contextmanager
    def recording(self) -> Iterator[Gates]:
        before, self._gates = self._gates, Gates(len(self._layers))
        try:
            yield self._gates
        finally:
            self._gates = before

    def tensors(self) -> dict[str, Tensor]:
        state = self._layers.state_dict()
        return {name: tensor.detach().cpu().clone() for name, tensor in state.items()}

    def named_parameters(self) -> Iterator[tuple[str, nn.Parameter]]:
        named = self._layers.named_parameters()
        return ((name, parameter) for name, parameter in named if parameter.requires_grad)

    def _record(self, call: AttentionCall, gate: Tensor) -> None:
        """Keep the gate (B, H, T) of this call, where somebody records."""
        if self._gates is not None:
            self._gates.add(call.layer, gate)

    def _place(self, model: PreTrainedModel) -> None:
        """Each layer's memory where that layer computes."""
        for layer, module in zip(self._layers, attention_modules(model), strict=True):
            layer.to(next(module.parameters()).device)
