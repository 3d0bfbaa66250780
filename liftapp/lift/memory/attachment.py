"""Standing in the attention of a base model, through transformers' attention interface.

One attention function is registered for each implementation it stands before ("sdpa", "eager"),
with that implementation's own mask function, so that the base attention inside is bit-identical.
A forward pre-hook on the attention modules catches cos and sin: with them the query before RoPE
is had back on every architecture.

Legend: B batch, H query heads, G key/value heads, T query tokens, S key tokens, D head width.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol, cast

from torch import Tensor, nn
from torch.utils.hooks import RemovableHandle
from transformers import AttentionInterface, PreTrainedModel
from transformers.masking_utils import ALL_MASK_ATTENTION_FUNCTIONS, AttentionMaskInterface
from transformers.modeling_utils import ALL_ATTENTION_FUNCTIONS

from liftapp.errors import ModelUnavailable
from liftapp.lift.memory.layers import attention_modules
from liftapp.lift.memory.rotary import Position, rotates, turn_back

_NAME = "_liftapp_layer"
_SUPPORTED = ("sdpa", "eager")


class AttentionFunction(Protocol):
    """An attention function of transformers: (B, H, T, D) in, (B, T, H, D) out."""

    def __call__(
        self,
        module: nn.Module,
        query: Tensor,
        key: Tensor,
        value: Tensor,
        attention_mask: Tensor | None,
        **kwargs: object,
    ) -> tuple[Tensor, Tensor | None]: ...


@dataclass(frozen=True)
class AttentionCall:
    """One call of one layer's attention, as the model made it."""

    layer: int
    module: nn.Module
    query: Tensor  # (B, H, T, D), after RoPE
    key: Tensor  # (B, G, S, D)
    value: Tensor  # (B, G, S, D)
    mask: Tensor | None  # bool or additive, (B, 1 or H, T, S or more); None: causal
    position: Position | None
    base: Callable[[], Tensor]  # the base model's own attention, (B, T, H, D)
    fused: bool  # whether the base runs scaled_dot_product_attention
    scaling: float
    softcap: float | None

    def plain_query(self) -> Tensor:
        """The query before RoPE, (B, H, T, D) float32."""
        if self.position is None or not rotates(self.module):
            return self.query.float()
        return turn_back(self.module, self.query, self.position)


Handler = Callable[[AttentionCall], Tensor]  # -> (B, T, H, D)


class Attachment:
    """Hooks in one model; `detach` takes every one of them out again."""

    def __init__(self, model: PreTrainedModel, handler: Handler) -> None:
        self.paused = False
        self._model = model
        self._modules = attention_modules(model)
        self._handles: list[RemovableHandle] = []
        self._previous = str(model.config._attn_implementation)
        name = _registered(self._previous)
        model.set_attn_implementation(name)
        if model.config._attn_implementation != name:
            raise ModelUnavailable(
                f"The model's architecture ({type(model).__name__}) does not go through "
                "transformers' attention interface; choose another model."
            )
        for index, module in enumerate(self._modules):
            layer = _Layer(index, self, handler)
            module.__dict__[_NAME] = layer
            hook = module.register_forward_pre_hook(layer.catch_position, with_kwargs=True)
            self._handles.append(hook)

    def detach(self) -> None:
        """Restore the model's own attention."""
        for handle in self._handles:
            handle.remove()
        self._handles.clear()
        for module in self._modules:
            module.__dict__.pop(_NAME, None)
        self._model.set_attn_implementation(self._previous)

    @contextmanager
    def pause(self) -> Iterator[None]:
        """Base behaviour inside the block."""
        before, self.paused = self.paused, True
        try:
            yield
        finally:
            self.paused = before


class _Layer:
    """What the attention function must know about the module that calls it."""

    def __init__(self, index: int, attachment: Attachment, handler: Handler) -> None:
        self.index = index
        self.attachment = attachment
        self.handler = handler
        self.position: Position | None = None

    def catch_position(
        self, _module: nn.Module, args: tuple[object, ...], kwargs: dict[str, object]
    ) -> None:
        given = kwargs.get("position_embeddings", args[1] if len(args) > 1 else None)
        self.position = cast(Position, given) if isinstance(given, tuple) else None


def _registered(previous: str) -> str:
    """The name of our attention function in front of `previous`, registered on first use."""
    if previous not in _SUPPORTED:
        raise ModelUnavailable(
            f"liftapp can't attach a memory to the attention implementation {previous!r}; "
            "load the model with 'sdpa' or 'eager'."
        )
    name = f"liftapp_{previous}"
    if name not in ALL_ATTENTION_FUNCTIONS:
        AttentionInterface.register(name, _attention_before(previous))
        AttentionMaskInterface.register(name, ALL_MASK_ATTENTION_FUNCTIONS[previous])
    return name


def _attention_before(previous: str) -> AttentionFunction:
    def attention(
        module: nn.Module,
        query: Tensor,
        key: Tensor,
        value: Tensor,
        attention_mask: Tensor | None,
        **kwargs: object,
    ) -> tuple[Tensor, Tensor | None]:
        function = _base_function(module, previous)
        layer = module.__dict__.get(_NAME)
        if not isinstance(layer, _Layer) or layer.attachment.paused:
            return function(module, query, key, value, attention_mask, **kwargs)
        scaling, softcap = kwargs.get("scaling"), kwargs.get("softcap")
        call = AttentionCall(
            layer=layer.index,
            module=module,
            query=query,
            key=key,
            value=value,
            mask=attention_mask,
            position=layer.position,
            base=lambda: function(module, query, key, value, attention_mask, **kwargs)[0],
            fused=previous == "sdpa",
            scaling=scaling if isinstance(scaling, float) else query.shape[-1] ** -0.5,
            softcap=softcap if isinstance(softcap, float) else None,
        )
        return layer.handler(call), None

    return attention


def _base_function(module: nn.Module, previous: str) -> AttentionFunction:
    """The function that the model itself would call; each modelling file has its own eager one."""
    file = sys.modules[type(module).__module__]
    eager: AttentionFunction | None = getattr(file, "eager_attention_forward", None)
    if previous == "eager" and eager is not None:
        return eager
    return cast(AttentionFunction, ALL_ATTENTION_FUNCTIONS[previous])
