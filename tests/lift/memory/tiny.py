"""Tiny random models of every architecture that memories are tested on."""

from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F
from transformers import (
    AutoModelForCausalLM,
    DynamicCache,
    Gemma2Config,
    Gemma3TextConfig,
    LlamaConfig,
    MistralConfig,
    Phi3Config,
    PreTrainedConfig,
    PreTrainedModel,
    Qwen2Config,
    Qwen3Config,
)

from liftapp.lift.memory import Memory

SIZES: dict[str, Any] = {
    "vocab_size": 64,
    "hidden_size": 48,
    "intermediate_size": 64,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "max_position_embeddings": 128,
    "pad_token_id": 0,
    "bos_token_id": 1,
    "eos_token_id": 2,
    "attention_dropout": 0.0,
}
YARN: dict[str, Any] = {
    "rope_type": "yarn",
    "rope_theta": 10000.0,
    "factor": 4.0,
    "original_max_position_embeddings": 32,
}
PARTIAL: dict[str, Any] = {
    "rope_type": "default",
    "rope_theta": 10000.0,
    "partial_rotary_factor": 0.5,
}
SLIDING: dict[str, Any] = {
    "sliding_window": 8,
    "layer_types": ["sliding_attention", "full_attention"],
}
CONFIGS: dict[str, Callable[[], PreTrainedConfig]] = {
    "llama": lambda: LlamaConfig(**SIZES, head_dim=16),
    "llama-yarn": lambda: LlamaConfig(**SIZES, head_dim=16, rope_parameters=YARN),
    "gemma2": lambda: Gemma2Config(**SIZES, **SLIDING, head_dim=16, query_pre_attn_scalar=20),
    "gemma3": lambda: Gemma3TextConfig(**SIZES, **SLIDING, head_dim=16, query_pre_attn_scalar=20),
    "qwen2": lambda: Qwen2Config(**SIZES),
    "qwen3": lambda: Qwen3Config(**SIZES, head_dim=16),
    "mistral": lambda: MistralConfig(**SIZES, head_dim=16, sliding_window=8),
    "phi3": lambda: Phi3Config(**(SIZES | {"hidden_size": 64}), rope_parameters=PARTIAL),
}
ARCHITECTURES = sorted(CONFIGS)


def tiny_model(architecture: str, dtype: torch.dtype = torch.float32) -> PreTrainedModel:
    """A random model with attention sharp enough that a mistake in it shows in the logits."""
    torch.manual_seed(0)
    build: Callable[..., PreTrainedModel] = AutoModelForCausalLM.from_config
    model = build(CONFIGS[architecture]())
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.ndim > 1:
                parameter.normal_(0.0, 0.3)
    for parameter in model.parameters():
        parameter.requires_grad_(False)
        parameter.data = parameter.data.to(dtype)
    model.config.dtype = dtype
    model.train(False)
    return model


def train(model: PreTrainedModel, memory: Memory, tokens: Tensor, steps: int) -> list[float]:
    """Learn to say `tokens` (B, T) with AdamW; the loss before each step."""
    optimiser = torch.optim.AdamW(memory.parameters(), lr=1e-2)
    losses = []
    for _ in range(steps):
        logits = model(tokens).logits
        loss = F.cross_entropy(logits[:, :-1].flatten(0, 1), tokens[:, 1:].flatten())
        optimiser.zero_grad()
        torch.autograd.backward(loss)
        optimiser.step()
        losses.append(float(loss.detach()))
    return losses


def passes(
    model: PreTrainedModel, memory: Memory, tokens: Tensor, sizes: Sequence[int]
) -> tuple[Tensor, Tensor]:
    """Logits (B, T, V) and gates (L, T, H) of `tokens` read in parts over one cache."""
    cache, ends = DynamicCache(config=model.config), [0, *accumulate(sizes)]
    with memory.recording() as gates:
        logits = [
            model(tokens[:, first:last], past_key_values=cache).logits
            for first, last in pairwise(ends)
        ]
    told = gates.tensor()
    assert told is not None
    return torch.cat(logits, 1), told
