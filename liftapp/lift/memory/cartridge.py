"""CARTRIDGE: a trained prefix of keys and values in front of every token (Eyuboglu et al. 2025).

The rows and their start are peft's: one `CartridgeEncoder` for each attention layer (peft has one
for all; layers may lie on several devices), the first row frozen as attention sink, filled by
peft's `prompt_embeddings_from_past_key_values` from the base model's own pass over the first
tokens. As in peft, the prefix has positions 0 to M - 1 and everything else stands M further.

Ours is how the rows get into the attention. peft hands them over as `past_key_values` of a
`PeftModel`; training here gives masks of its own, answering keeps a cache of its own, and a
memory must come off again. So the rows are put before the layer's keys, visible to every token
(in sliding layers too, where peft's mask would hide them from tokens further on), and the model's
rotary embeddings are told positions M further. The gate is the prefix's share of all attention.

Legend: B batch, G key/value heads, T query tokens, S key tokens, M prefix rows, D head width.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import torch
from peft import CartridgeConfig
from peft.tuners.cartridge import CartridgeEncoder
from peft.tuners.cartridge.utils import prompt_embeddings_from_past_key_values
from torch import Tensor, nn
from torch.nn import functional as F
from torch.utils.hooks import RemovableHandle
from transformers import DynamicCache, PreTrainedModel

from liftapp.lift.memory.attachment import AttentionCall
from liftapp.lift.memory.attending import AttendingMemory
from liftapp.lift.memory.holder import attached_memory, switch
from liftapp.lift.memory.layers import LayerShape, layer_shapes
from liftapp.lift.memory.protocol import check_tensors
from liftapp.lift.memory.settings import CartridgeSettings
from liftapp.lift.memory.window import attention_with_lse


class CartridgeMemory(AttendingMemory):
    """One prefix for every attention layer of a base model; noise until filled."""

    kind = "cartridge"

    def __init__(self, model: PreTrainedModel, settings: CartridgeSettings, seed: int) -> None:
        """A new memory for models of the shape of `model`; the same seed gives the same noise."""
        self._settings = settings
        self._hooks: list[RemovableHandle] = []
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            super().__init__(model, [_encoder(shape, settings) for shape in layer_shapes(model)])

    @property
    def settings(self) -> CartridgeSettings:
        return self._settings

    def initialise(self, model: PreTrainedModel, tokens: Tensor) -> None:
        """Fill the prefix from the first of `tokens` (S,); from a short text, over and over.

        ValueError without a token.
        """
        wanted = self._settings.tokens
        if not len(tokens):
            raise ValueError("a prefix is filled from at least one token")
        tokens = tokens.repeat(-(-wanted // len(tokens)))[:wanted].to(model.device)
        cache = DynamicCache()  # keeps every row, in sliding layers too
        present = attached_memory(model)
        switch(model, None)
        try:
            with torch.no_grad():
                model(tokens[None], past_key_values=cache, use_cache=True, logits_to_keep=1)
        finally:
            switch(model, present)
        for encoder, (key, value, *_) in zip(self._layers, cache, strict=True):
            assert isinstance(encoder, CartridgeEncoder)
            encoder.load_prompt_embeddings(
                prompt_embeddings_from_past_key_values([(key, value)], num_virtual_tokens=wanted)
            )

    def attach(self, model: PreTrainedModel) -> None:
        super().attach(model)
        rotary = [m for m in model.modules() if type(m).__name__.endswith("RotaryEmbedding")]
        self._hooks = [m.register_forward_pre_hook(self._move_on, with_kwargs=True) for m in rotary]

    def detach(self) -> None:
        for hook in self._hooks:
            hook.remove()
        self._hooks.clear()
        super().detach()

    def load_tensors(self, tensors: Mapping[str, Tensor]) -> None:
        check_tensors(self._layers.state_dict(), tensors)
        self._layers.load_state_dict(dict(tensors))

    def _move_on(
        self, _module: nn.Module, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple[tuple[Any, ...], dict[str, Any]] | None:
        """What a rotary embedding is called with, its positions those behind the prefix."""
        if self._attachment is None or self._attachment.paused:
            return None
        if "position_ids" in kwargs:
            moved = kwargs["position_ids"] + self._settings.tokens
            return args, {**kwargs, "position_ids": moved}
        return (args[0], args[1] + self._settings.tokens, *args[2:]), kwargs

    def _attend(self, call: AttentionCall) -> Tensor:
        attention, lse = attention_with_lse(self._behind_prefix(call))
        if self._gates is not None:
            _, window = attention_with_lse(call)
            self._record(call, -torch.expm1((window - lse).clamp_max(0)))
        return attention.transpose(1, 2).contiguous()

    def _behind_prefix(self, call: AttentionCall) -> AttentionCall:
        """The call with the prefix before its keys, seen by every query."""
        encoder = self._layers[call.layer]
        assert isinstance(encoder, CartridgeEncoder)
        batch, groups, _, width = call.key.shape
        rows = encoder.weight.view(-1, 2, groups, width).permute(1, 2, 0, 3)  # (2, G, M, D)
        key, value, mask, queries = call.key, call.value, call.mask, call.query.shape[2]
        if mask is None and queries > 1:  # causal; a static cache has empty places behind
            key, value = key[:, :, :queries], value[:, :, :queries]
            mask = torch.ones(queries, queries, dtype=torch.bool, device=key.device).tril()
            mask = mask[None, None]
        if mask is not None:
            seen = True if mask.dtype == torch.bool else 0.0
            mask = F.pad(mask[..., : key.shape[2]], (rows.shape[2], 0), value=seen)
        before = rows.to(key.dtype)[:, None].expand(2, batch, -1, -1, -1)  # (2, B, G, M, D)
        return replace(
            call,
            key=torch.cat((before[0], key), dim=2),
            value=torch.cat((before[1], value), dim=2),
            mask=mask,
        )


def _encoder(shape: LayerShape, settings: CartridgeSettings) -> CartridgeEncoder:
    config = CartridgeConfig(
        task_type="CAUSAL_LM",
        num_virtual_tokens=settings.tokens,
        num_layers=1,
        num_attention_heads=shape.kv_heads,
        token_dim=shape.kv_heads * shape.width,
        num_frozen_tokens=settings.frozen,
    )
    return CartridgeEncoder(config)  # type: ignore[no-untyped-call]
