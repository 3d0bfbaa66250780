"""Speed without weights: a model of a named configuration with random ones, timed as it learns
and answers. What it says is noise; how long that takes and how much memory is not.

Legend: T tokens.
"""

import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

import torch
from torch import Tensor
from transformers import (
    AutoConfig,
    AutoModelForCausalLM,
    DynamicCache,
    Gemma2Config,
    LlamaConfig,
    PreTrainedConfig,
    PreTrainedModel,
    Qwen3Config,
)

from liftapp.config import PAPER_WINDOW
from liftapp.errors import ModelUnavailable, UsageError
from liftapp.exam.cost import memory_bytes
from liftapp.exam.peak import forget_peak, peak_bytes
from liftapp.lift.memory import About, Asked, Memory, SlotMemory, create, switch
from liftapp.lift.rows import Branch, Row, loss_sum
from liftapp.models.device import Placement, free_bytes, place
from liftapp.models.quiet import fetch_no_kernels
from liftapp.models.room import HEADROOM
from liftapp.paths import resources
from liftapp.sizes import sized

CONTEXTS = (2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 100_000)
"""Tokens in view of the base model alone (the paper's figure 4)."""
QUESTION, ANSWER = 64, 32
"""Tokens of a prompt without any document, and of what is generated."""
UPDATES = 3
"""Timed ones; one before them warms up."""
WINDOWS = (PAPER_WINDOW, 4000, 2000, 1000, 500)
"""Tokens of the window while learning: the largest one that fits."""
BRANCH, MOST_QUESTIONS = 40, 35
"""Tokens of a question with its answer, and how many a row has."""
ACTIVATION_BYTES = 95
"""While a row is learned, for each token, layer, unit of width and byte of a number; that of the
starter's forecast (workflows.forecast), whose numbers have two.
"""
CHUNKS = 16
"""Of a document read into slots so many are timed: each is a pass like all others."""
LIMIT_S = 60.0
"""A context is the last one when answering from it took longer."""


def _qwen3(layers: int, hidden: int, mlp: int, heads: int, tied: bool) -> PreTrainedConfig:
    return Qwen3Config(
        vocab_size=151_936, num_hidden_layers=layers, hidden_size=hidden, intermediate_size=mlp,
        num_attention_heads=heads, num_key_value_heads=8, head_dim=128,
        max_position_embeddings=40_960, tie_word_embeddings=tied,
    )  # fmt: skip


CONFIGS: Mapping[str, Callable[[], PreTrainedConfig]] = {
    "tiny": lambda: Qwen3Config(
        vocab_size=512, num_hidden_layers=2, hidden_size=64, intermediate_size=128,
        num_attention_heads=4, num_key_value_heads=2, head_dim=16, max_position_embeddings=512,
    ),
    "starter": lambda: AutoConfig.from_pretrained(resources() / "starter"),
    "qwen3-0.6b": lambda: _qwen3(28, 1024, 3072, 16, True),
    "qwen3-1.7b": lambda: _qwen3(28, 2048, 6144, 16, True),
    "qwen3-4b": lambda: _qwen3(36, 2560, 9728, 32, True),
    "qwen3-8b": lambda: _qwen3(36, 4096, 12_288, 32, False),
    "llama3-8b": lambda: LlamaConfig(
        vocab_size=128_256, num_hidden_layers=32, hidden_size=4096, intermediate_size=14_336,
        num_attention_heads=32, num_key_value_heads=8, head_dim=128, max_position_embeddings=8192,
    ),
    "gemma2-9b": lambda: Gemma2Config(
        vocab_size=256_000, num_hidden_layers=42, hidden_size=3584, intermediate_size=14_336,
        num_attention_heads=16, num_key_value_heads=8, head_dim=256, query_pre_attn_scalar=256,
        sliding_window=4096, max_position_embeddings=8192,
    ),
}  # fmt: skip
"""The published sizes; head counts and widths decide the time, the rest is transformers'."""


@dataclass(frozen=True)
class Learned:
    """What an update of the preset `trained` takes, of so many tokens, in the window."""

    update_tokens: int
    update_s: float
    tokens_per_s: float
    peak_bytes: int
    memory_bytes: int


@dataclass(frozen=True)
class ReadIn:
    """Reading a document into slots: the seconds of its timed chunks, times all over those; what
    is kept of it.
    """

    document_tokens: int
    chunks: int
    timed_chunks: int
    read_s: float
    tokens_per_s: float
    memory_bytes: int


@dataclass(frozen=True)
class Answered:
    """Answering with so many tokens in view; `memory` says whether one was attached.

    `document_tokens` of a document in slots, from which a question recalls.
    """

    memory: bool
    tokens: int
    document_tokens: int
    first_token_s: float
    tokens_per_s: float
    peak_bytes: int

    @property
    def answer_s(self) -> float:
        """Of a whole answer, `ANSWER` tokens."""
        return self.first_token_s + (ANSWER - 1) / self.tokens_per_s


@dataclass(frozen=True)
class Crossover:
    """A document read once, beside one in view that each question reads anew; seconds of answers.

    From so many questions on the memory takes no longer in all; None: never.
    """

    document_tokens: int
    read_s: float
    memory_s: float
    in_view_s: float
    questions: int | None


@dataclass
class Timed:
    """One model's figures, so far."""

    parameters: int
    computed: str
    window: int
    learned: Learned | None = None
    """None for slots, which don't train."""
    read: list[ReadIn] = field(default_factory=list)
    answered: list[Answered] = field(default_factory=list)
    left_out: str = ""
    """Why the contexts end where they do; empty when none is left out."""

    def crossovers(self) -> list[Crossover]:
        """Of each document that was answered about both ways.

        None of memories that train: what all of learning takes is not timed.
        """
        memory = {a.document_tokens: a.answer_s for a in self.answered if a.memory}
        in_view = {a.tokens: a.answer_s for a in self.answered if not a.memory}
        return [
            Crossover(t, r.read_s, memory[t], in_view[t], _pays(r.read_s, memory[t], in_view[t]))
            for r in self.read
            if (t := r.document_tokens) in in_view
        ]


def _pays(read_s: float, memory_s: float, in_view_s: float) -> int | None:
    """The smallest n with read_s + n * memory_s <= n * in_view_s; None where there is none."""
    gain = in_view_s - memory_s
    return math.ceil(read_s / gain) if gain > 0 else None


def timed(
    config: str,
    kind: str,
    device: str | None,
    *,
    contexts: Sequence[int] = (),
    limit_s: float = LIMIT_S,
    tell: Callable[[str], None] = lambda _: None,
    keep: Callable[[Timed], None] = lambda _: None,
) -> Timed:
    """Time learning and answering; `tell` hears of each context (none given: `CONTEXTS`).

    `keep` gets the figures so far, at first none, after each that is new.

    Raises:
        UsageError: an unknown configuration.
        ModelUnavailable: it does not fit the memory, or there is no such device.
    """
    if config not in CONFIGS:
        known = ", ".join(CONFIGS)
        raise UsageError(f"There is no configuration {config!r}; choose one of {known}.")
    fetch_no_kernels()
    chosen = CONFIGS[config]()
    parameters, placement = _placed(chosen, device)
    window = _window(config, chosen, parameters, placement)
    found = Timed(parameters, placement.reason, window)
    keep(found)
    model = _random(chosen, placement)
    memory = create(kind, model)
    switch(model, memory)

    def answer(tokens: int, memory: Memory | None = None, document: int = 0) -> None:
        found.answered.append(_answer(model, tokens, memory, document))
        keep(found)

    if isinstance(memory, SlotMemory):
        for tokens in contexts or CONTEXTS:
            found.read.append(_read(model, memory, tokens))
            keep(found)
            answer(QUESTION, memory, tokens)
            last = found.read[-1]
            part = f"{last.timed_chunks:,} of {last.chunks:,} chunks timed"
            tell(f"A document of {tokens:,} tokens: read in {last.read_s:.1f} s ({part})")
    else:
        found.learned = _learn(model, memory, window)
        keep(found)
        tell(f"Learning: {found.learned.update_s:.2f} s an update")
        for tokens in (QUESTION, window - ANSWER):
            answer(tokens, memory)
    switch(model, None)
    for tokens in contexts or CONTEXTS:
        found.left_out = _why_not(model, tokens, found.answered, limit_s)
        if found.left_out:
            break
        try:
            answer(tokens)
        except torch.OutOfMemoryError:
            found.left_out = f"{tokens:,} tokens do not fit the memory"
            break
        first = found.answered[-1].first_token_s
        tell(f"{tokens:,} tokens in view: {first:.2f} s to the first token")
    return found


def _placed(config: PreTrainedConfig, device: str | None) -> tuple[int, Placement]:
    """The number of parameters, and where the model goes."""
    with torch.device("meta"):
        parameters = sum(p.numel() for p in _built(config, torch.bfloat16).parameters())
    return parameters, place(device, None, parameters)


def _window(name: str, config: PreTrainedConfig, parameters: int, placement: Placement) -> int:
    """The largest window that can be learned in; ModelUnavailable where there is none."""
    free, number = free_bytes(placement.device), placement.dtype.itemsize
    units = config.num_hidden_layers * config.hidden_size
    for window in WINDOWS:
        row = window * 3 // 4 + MOST_QUESTIONS * BRANCH
        need = int(parameters * number * HEADROOM) + row * units * number * ACTIVATION_BYTES
        if window <= config.max_position_embeddings and need <= free:
            return window
    raise ModelUnavailable(
        f"A model of the configuration {name} needs about {sized(need)} of memory to learn and "
        f"{sized(free)} are free on {placement.device}; choose a smaller one."
    )


def _random(config: PreTrainedConfig, placement: Placement) -> PreTrainedModel:
    with torch.device(placement.device), torch.random.fork_rng():
        torch.manual_seed(0)
        model = _built(config, placement.dtype)
    model.requires_grad_(False)
    model.train(False)
    return model


def _built(config: PreTrainedConfig, dtype: torch.dtype) -> PreTrainedModel:
    build: Callable[..., PreTrainedModel] = AutoModelForCausalLM.from_config
    return build(config, dtype=dtype)


def _learn(model: PreTrainedModel, memory: Memory, window: int) -> Learned:
    """Updates as those of the preset `trained`, on noise."""
    optimiser = torch.optim.AdamW(memory.parameters())
    rng, tokens, seconds = Random(0), 0, 0.0
    forget_peak()
    for update in range(1 + UPDATES):
        rows = list(_rows(rng, window, model.config.get_text_config().vocab_size))
        began = _now(model)
        for row in rows:
            torch.autograd.backward(loss_sum(model, row) / row.targets)
        torch.nn.utils.clip_grad_norm_(memory.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        if update:
            seconds += _now(model) - began
            tokens += sum(row.tokens for row in rows)
    size = memory_bytes(memory)
    return Learned(tokens // UPDATES, seconds / UPDATES, tokens / seconds, peak_bytes(), size)


def _rows(rng: Random, window: int, vocabulary: int) -> Iterator[Row]:
    """Questions with nothing, the cut document, a passage of it, and two others in view."""
    passage = window // 4
    for context, questions in ((8, MOST_QUESTIONS), (window * 3 // 4, MOST_QUESTIONS),
                               (passage, 8), (passage, 10), (passage, 10)):  # fmt: skip
        stem = tuple(rng.randrange(vocabulary) for _ in range(context))
        branches = [[rng.randrange(vocabulary) for _ in range(BRANCH)] for _ in range(questions)]
        yield Row(stem, tuple(Branch(tuple(tokens), BRANCH - 8) for tokens in branches))


def _read(model: PreTrainedModel, memory: SlotMemory, tokens: int) -> ReadIn:
    """Fill the slots with noise of so many tokens; most chunks' keys are noise too."""
    cut = memory.settings
    size, starts = cut.chunk + cut.overlap, range(0, tokens, cut.chunk)
    noise = [token % model.config.get_text_config().vocab_size for token in range(tokens + size)]
    spans = [(start, start + size) for start in starts]
    memory.fill(noise[:1], [noise[a:b] for a, b in spans], spans)
    head, timed_ones = memory.heads[-1], range(min(CHUNKS, len(spans)))
    began = _now(model)
    parts = [memory.keys_of(chunk, [head])[head] for chunk in timed_ones]
    seconds = (_now(model) - began) / len(parts) * len(spans)
    keys = torch.randn(len(spans) * size, parts[0].shape[-1])
    keys[: len(parts) * size] = torch.cat(parts).cpu()
    memory.index({head: keys})
    kept = memory_bytes(memory)
    return ReadIn(tokens, len(spans), len(parts), seconds, tokens / seconds, kept)


@torch.inference_mode()
def _answer(
    model: PreTrainedModel, tokens: int, memory: Memory | None = None, document: int = 0
) -> Answered:
    """Read so many tokens and write `ANSWER` more; a memory of a document recalls first."""
    ids = torch.arange(tokens, device=model.device)[None] % model.config.vocab_size  # (1, T)
    about = About()
    forget_peak()
    began = _now(model)
    if memory is not None:
        asked = Asked.one(ids[0].tolist(), slice(0, 0), tokens // 2)
        about = memory.recall(
            asked, lambda: _forward(model, ids, DynamicCache(config=model.config))
        )
    cache = DynamicCache(config=model.config)
    with about.enter():
        token = _forward(model, ids, cache)
        first = _now(model)
        for _ in range(ANSWER - 1):
            token = _forward(model, token, cache)
    rate = (ANSWER - 1) / (_now(model) - first)
    return Answered(memory is not None, tokens, document, first - began, rate, peak_bytes())


def _forward(model: PreTrainedModel, ids: Tensor, cache: DynamicCache) -> Tensor:
    """The likeliest next token, (1, 1), after ids (1, T)."""
    out: Any = model(ids, past_key_values=cache, use_cache=True, logits_to_keep=1)
    token: Tensor = out.logits[:, -1:].argmax(-1)
    return token


def _why_not(
    model: PreTrainedModel, tokens: int, answered: Sequence[Answered], limit_s: float
) -> str:
    """Why a context can't be tried; empty when it can."""
    config = model.config.get_text_config()
    row = 2 * config.num_key_value_heads * config.head_dim * model.dtype.itemsize
    hidden = 8 * config.hidden_size * model.dtype.itemsize  # what one layer holds at once
    # Eager attention (Gemma 2) holds its logits, in float32 and in the model's numbers.
    square = 0 if model.config._attn_implementation == "sdpa" else 6 * config.num_attention_heads
    need = int(tokens * (config.num_hidden_layers * row + hidden + square * tokens) * HEADROOM)
    if need > free_bytes(model.device):
        return f"{tokens:,} tokens in view need about {sized(need)} of memory"
    took = answered[-1].first_token_s
    if took > limit_s:
        return f"{answered[-1].tokens:,} tokens in view took {took:.0f} s already"
    return ""


def _now(model: PreTrainedModel) -> float:
    """Seconds, once the device has done what it was given."""
    if model.device.type == "cuda":
        torch.cuda.synchronize(model.device)
    return time.perf_counter()
