"""Tiny random base models that share a small tokenizer, and documents for them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor
from transformers import (
    AutoModelForCausalLM,
    Gemma2Config,
    Gemma3TextConfig,
    LlamaConfig,
    MistralConfig,
    PreTrainedConfig,
    PreTrainedModel,
    PreTrainedTokenizerFast,
    Qwen3Config,
)

from liftapp.lift.memory import Memory
from liftapp.lift.prompting import Prompter
from liftapp.lift.source import Source, make_source

SLIDING = 8
"""Tokens: smaller than every row and prompt of the tests."""

_SIZES: dict[str, Any] = {
    "hidden_size": 32,
    "intermediate_size": 48,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "head_dim": 8,
    "max_position_embeddings": 1024,
    "attention_dropout": 0.0,
}
_MIXED: dict[str, Any] = {
    "sliding_window": SLIDING,
    "layer_types": ["sliding_attention", "full_attention"],
    "query_pre_attn_scalar": 12,
}
_CONFIGS: dict[str, Callable[..., PreTrainedConfig]] = {
    "gemma2": lambda **given: Gemma2Config(**_SIZES, **_MIXED, **given),
    "gemma3": lambda **given: Gemma3TextConfig(**_SIZES, **_MIXED, **given),
    "llama": lambda **given: LlamaConfig(**_SIZES, **given),
    "mistral": lambda **given: MistralConfig(**_SIZES, sliding_window=SLIDING, **given),
    "qwen3": lambda **given: Qwen3Config(**_SIZES, **given),
}
ARCHITECTURES = sorted(_CONFIGS)


def small_model(
    architecture: str, tokenizer: PreTrainedTokenizerFast, attention: str = "sdpa"
) -> PreTrainedModel:
    """A frozen random model, sharp enough that a mistake in attention shows in its logits.

    `attention` is a wish: Gemma 2 has "eager" only, for its softcapping.
    """
    torch.manual_seed(0)
    config = _CONFIGS[architecture](
        vocab_size=len(tokenizer),
        pad_token_id=tokenizer.pad_token_id,
        bos_token_id=None,
        eos_token_id=tokenizer.eos_token_id,
    )
    build: Callable[..., PreTrainedModel] = AutoModelForCausalLM.from_config
    model = build(config, attn_implementation="eager" if architecture == "gemma2" else attention)
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.ndim > 1:
                parameter.normal_(0.0, 0.3)
    for parameter in model.parameters():
        parameter.requires_grad_(False)
    model.train(False)
    return model


def shake(memory: Memory, spread: float = 0.3) -> Memory:
    """Move a memory away from its start, reproducibly."""
    rng = torch.Generator().manual_seed(7)
    with torch.no_grad():
        for parameter in memory.parameters():
            parameter.add_(torch.randn(parameter.shape, generator=rng) * spread)
    return memory


@contextmanager
def passes(model: PreTrainedModel) -> Iterator[list[list[int]]]:
    """The tokens of every pass of the model inside the block."""
    seen: list[list[int]] = []

    def note(_module: object, _args: object, kwargs: dict[str, Tensor]) -> None:
        seen.append(kwargs["input_ids"][0].tolist())

    handle = model.register_forward_pre_hook(note, with_kwargs=True)
    try:
        yield seen
    finally:
        handle.remove()


def joined(sentences: Iterable[str]) -> tuple[str, list[tuple[int, int]]]:
    """The text of the sentences with a blank between them, and their spans."""
    text, spans = "", list[tuple[int, int]]()
    for sentence in sentences:
        text += " " if text else ""
        spans.append((len(text), len(text) + len(sentence)))
        text += sentence
    return text, spans


def source_of(sentences: Sequence[str], prompter: Prompter) -> Source:
    text, spans = joined(sentences)
    return make_source(text, spans, prompter)


def sentences(count: int) -> list[str]:
    """Different sentences, each with a number of its own."""
    things = ("red boats", "old bridges", "green lamps", "stone mills", "small clocks")
    return [f"Keron number {i} built {1900 + i} {things[i % 5]}." for i in range(count)]
