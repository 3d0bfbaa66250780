"""The starter model: a small Qwen 3, its creation and its folder."""

import copy
import json
import shutil
from collections.abc import Container
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from transformers import (
    AutoTokenizer,
    GenerationConfig,
    PreTrainedTokenizerFast,
    Qwen3Config,
    Qwen3ForCausalLM,
)
from transformers.utils import logging

from liftapp.errors import UsageError

WINDOW = 1024  # tokens
_TRAINED = "training.json"
_LAST = ("o_proj.weight", "down_proj.weight")  # the last of a branch


@dataclass(frozen=True)
class Shape:
    """Sizes of the model; widths in numbers, everything else in counts."""

    layers: int = 6
    hidden: int = 256
    head_width: int = 64
    kv_heads: int = 4
    mlp: int = 704
    heads: int = 4

    @classmethod
    def of(cls, config: Qwen3Config) -> "Shape":
        """The sizes of a model."""
        return cls(
            config.num_hidden_layers,
            config.hidden_size,
            config.head_dim,
            config.num_key_value_heads or config.num_attention_heads,
            config.intermediate_size,
            config.num_attention_heads,
        )

    def wider(self) -> "Shape":
        """Twice as many heads and rows of the MLP."""
        heads, kv_heads, mlp = 2 * self.heads, 2 * self.kv_heads, 2 * self.mlp
        return replace(self, heads=heads, kv_heads=kv_heads, mlp=mlp)


def new_model(shape: Shape, tokenizer: PreTrainedTokenizerFast, seed: int) -> Qwen3ForCausalLM:
    """Make an untrained model in float32 for the tokenizer's vocabulary."""
    config = Qwen3Config(
        vocab_size=len(tokenizer),
        hidden_size=shape.hidden,
        intermediate_size=shape.mlp,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        num_key_value_heads=shape.kv_heads,
        head_dim=shape.head_width,
        max_position_embeddings=WINDOW,
        rope_parameters={"rope_type": "default", "rope_theta": 10000.0},
        tie_word_embeddings=True,
        bos_token_id=None,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = Qwen3ForCausalLM(config)
    _silence_branches(model)
    model.generation_config = GenerationConfig(  # type: ignore[no-untyped-call]
        do_sample=False,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    return model


def _silence_branches(model: Qwen3ForCausalLM) -> None:
    # Each branch starts by adding nothing: the early steps are steadier at Muon's large steps.
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if name.endswith(_LAST):
                parameter.zero_()


@torch.no_grad()
def begin_with(
    model: Qwen3ForCausalLM, begun: Qwen3ForCausalLM, without: Container[int] = (), seed: int = 0
) -> None:
    """Take the weights of a model over, in place.

    One with twice as many heads and rows of the MLP has two of each, half as loud, and parted by a
    tenth of their spread, so that it says nearly the same (Chen et al. 2016, arXiv 1511.05641).

    Args:
        model: what is to be trained.
        begun: of the same widths or half of them (see `Shape.wider`), and of as many layers when
            some are left out.
        without: numbers of layers of `begun` to leave out, as they say next to nothing.
        seed: of what parts the copies.
    """
    kept = [layer for i, layer in enumerate(begun.model.layers) if i not in without]
    into, out_of = model.model, begun.model
    into.embed_tokens.load_state_dict(out_of.embed_tokens.state_dict())  # the head's too
    into.norm.load_state_dict(out_of.norm.state_dict())
    noise = torch.Generator().manual_seed(seed)
    for own, layer in zip(into.layers, kept, strict=True):
        for name, parameter in own.named_parameters():
            weights = layer.get_parameter(name)
            if weights.shape != parameter.shape:
                apart = 0.1 * weights.std() * torch.randn(weights.shape, generator=noise)
                across = int(name.endswith(_LAST))  # it reads what the others write
                weights = torch.cat([weights + apart, weights - apart], across) / (1 + across)
            parameter.copy_(weights)


@torch.no_grad()
def average(folder: Path, begun: Path, share: float = 0.5) -> None:
    """Replace a run's exported model by the mean of it, of this share, and of an earlier model.

    Most of what the run taught stays and less is lost (Wortsman et al. 2022, arXiv 2109.01903).

    Raises:
        UsageError: the two have different shapes.
    """
    model, other = (
        Qwen3ForCausalLM.from_pretrained(x, dtype=torch.float32) for x in (folder, begun)
    )
    mine, theirs = model.state_dict(), other.state_dict()
    if {name: x.shape for name, x in mine.items()} != {name: x.shape for name, x in theirs.items()}:
        raise UsageError("Only models of the same layers and widths have a mean.")
    model.load_state_dict({name: theirs[name].lerp(x, share) for name, x in mine.items()})
    tokenizer = AutoTokenizer.from_pretrained(folder)
    assert isinstance(tokenizer, PreTrainedTokenizerFast)
    export(model, tokenizer, folder, trained_tokens(folder))


def trained_tokens(folder: Path) -> int:
    """How many tokens an exported model has read in training."""
    return int(json.loads((folder / _TRAINED).read_text(encoding="utf-8"))["tokens"])


def export(
    model: Qwen3ForCausalLM, tokenizer: PreTrainedTokenizerFast, folder: Path, tokens: int
) -> None:
    """Write the model in bfloat16 with its tokenizer; an older folder is replaced as a whole.

    `tokens` is what it has read in training, for its card.
    """
    fresh, old = folder.with_name(folder.name + ".new"), folder.with_name(folder.name + ".old")
    shutil.rmtree(fresh, ignore_errors=True)
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    halved = copy.deepcopy(model)
    halved.to(dtype=torch.bfloat16)  # type: ignore[call-arg]
    halved.save_pretrained(fresh)
    tokenizer.save_pretrained(fresh)
    (fresh / _TRAINED).write_text(json.dumps({"tokens": tokens}), encoding="utf-8")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.replace(old)
    fresh.replace(folder)
    shutil.rmtree(old, ignore_errors=True)
