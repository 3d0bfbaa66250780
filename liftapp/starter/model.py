"""The starter model: a small Qwen 3, its creation and its folder."""

import copy
import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import torch
from transformers import (
    AutoTokenizer,
    GenerationConfig,
    PreTrainedModel,
    PreTrainedTokenizerFast,
    Qwen3Config,
    Qwen3ForCausalLM,
)
from transformers.utils import logging

from liftapp.errors import UsageError

WINDOW = 1024  # tokens
_TRAINED = "training.json"
_LAYER = re.compile(r"layers\.(\d+)\.")


@dataclass(frozen=True)
class Shape:
    """Sizes of the model; widths in numbers, everything else in counts."""

    layers: int = 6
    hidden: int = 256
    head_width: int = 64
    kv_heads: int = 4
    mlp: int = 704

    @property
    def heads(self) -> int:
        return self.hidden // self.head_width


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
            if name.endswith(("o_proj.weight", "down_proj.weight")):
                parameter.zero_()


@torch.no_grad()
def begin_with(model: Qwen3ForCausalLM, begun: PreTrainedModel) -> None:
    """Take the weights of a model of as many or fewer layers over, in place.

    Its layers are spread evenly; those between, new and silent, leave what it says as it was
    (depth growth: Chen et al. 2016, Net2Net, arXiv 1511.05641).
    """
    last, layers = model.config.num_hidden_layers - 1, begun.config.num_hidden_layers
    place = {i: round(i * last / max(1, layers - 1)) for i in range(layers)}
    moved = {
        _LAYER.sub(lambda found: f"layers.{place[int(found[1])]}.", name): weight
        for name, weight in begun.state_dict().items()
    }
    model.load_state_dict(model.state_dict() | moved)


@torch.no_grad()
def average(folder: Path, begun: Path) -> None:
    """Replace a run's exported model by the mean of it and of the model that the run began with.

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
    model.load_state_dict({name: (x + theirs[name]) / 2 for name, x in mine.items()})
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
