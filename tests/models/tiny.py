"""Tiny model folders for the tests of loading."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import (
    AutoModelForCausalLM,
    PreTrainedConfig,
    PreTrainedModel,
    PreTrainedTokenizerFast,
    Qwen3Config,
)


def tiny_config() -> Qwen3Config:
    return Qwen3Config(
        vocab_size=300,
        hidden_size=64,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        head_dim=16,
        max_position_embeddings=128,
        tie_word_embeddings=True,
    )


def save_tiny(folder: Path, config: PreTrainedConfig | None = None, **saving: Any) -> Path:
    """A random model and a byte tokenizer in `folder`."""
    torch.manual_seed(0)
    build: Callable[..., PreTrainedModel] = AutoModelForCausalLM.from_config
    build(config or tiny_config()).save_pretrained(folder, **saving)
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {letter: index for index, letter in enumerate(["<end>", *letters])}
    raw = Tokenizer(models.BPE(vocab=vocabulary, merges=[]))
    raw.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    raw.decoder = decoders.ByteLevel()
    make: Callable[..., PreTrainedTokenizerFast] = PreTrainedTokenizerFast
    make(tokenizer_object=raw, eos_token="<end>", pad_token="<end>").save_pretrained(folder)
    return folder
