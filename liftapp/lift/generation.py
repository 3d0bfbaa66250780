"""Batched generation: many prompts at once, left-padded, through transformers' own `generate`."""

import copy
from collections.abc import Callable, Sequence
from typing import cast

import torch
from transformers import (
    DynamicCache,
    GenerationConfig,
    LogitsProcessor,
    LogitsProcessorList,
    PreTrainedModel,
)

from liftapp.lift.memory import About, Asked, attached_memory
from liftapp.lift.prompting import Prompter
from liftapp.lift.segments import common_prefix
from liftapp.lift.sureness import Sureness

WORTH_SHARING = 64
"""Tokens; for fewer, reading them with every prompt is as quick."""


def stop_ids(model: PreTrainedModel) -> list[int]:
    """Tokens at which this model ends a reply."""
    config = model.generation_config
    given = config.eos_token_id if config is not None else None
    if given is None:
        given = model.config.get_text_config().eos_token_id
    if given is None:
        return []
    return [given] if isinstance(given, int) else list(given)


def reply_ends(model: PreTrainedModel, prompter: Prompter) -> set[int]:
    """Tokens at which a reply to a prompt of `prompter` ends."""
    return {*stop_ids(model), prompter.end[-1]}


@torch.inference_mode()
def generate(
    model: PreTrainedModel,
    prompter: Prompter,
    prompts: Sequence[Sequence[int]],
    max_new_tokens: int,
    *,
    temperature: float = 0.0,
    seed: int = 0,
    behind: Sequence[int] | None = None,
    sureness: Sureness | None = None,
) -> list[str]:
    """One reply per prompt, without special tokens; greedy at temperature 0.

    What all prompts begin with is read once. The seed alone decides what is sampled. PyTorch's
    global random state is left as it was. `behind`, for questions: the tokens behind the context
    of each prompt, from which an attached memory recalls. `sureness` takes how sure each reply is.
    """
    if not prompts:
        return []
    ends = sorted(reply_ends(model, prompter))
    pad = prompter.tokenizer.pad_token_id
    pad = ends[0] if pad is None else pad
    shared = shared_tokens(model, prompts, max_new_tokens)
    if behind is not None:
        contexts = [len(p) - b for p, b in zip(prompts, behind, strict=True)]
        # To recall, a question is read once more: of a single one that alone, behind the rest.
        shared = contexts[0] if len(prompts) == 1 else min(shared, *contexts)
    longest = max(map(len, prompts))
    tokens = torch.full((len(prompts), longest), int(pad), device=model.device)  # (B, T)
    mask = torch.zeros_like(tokens)
    for i, prompt in enumerate(prompts):
        # Padding stands between what is shared and the rest, or before everything.
        left = longest - (len(prompt) - shared)
        tokens[i, :shared] = torch.tensor(prompt[:shared])
        tokens[i, left:] = torch.tensor(prompt[shared:])
        mask[i, :shared] = 1
        mask[i, left:] = 1
    cache = _read(model, tokens[:1, :shared], len(prompts)) if shared else None
    sampling = {"temperature": temperature} if temperature else {}
    config = GenerationConfig(  # type: ignore[no-untyped-call]
        max_new_tokens=max_new_tokens,
        eos_token_id=ends,
        pad_token_id=int(pad),
        do_sample=temperature > 0,
        **sampling,
    )
    about = _recall(model, prompter, prompts, tokens, mask, cache, behind)
    watched = [] if sureness is None else [_Watched(sureness)]
    devices = [model.device] if model.device.type == "cuda" else []
    with about.enter(), torch.random.fork_rng(devices=devices):
        torch.manual_seed(seed)
        run = cast(Callable[..., torch.Tensor], model.generate)
        # What the model itself prefers (penalties, sampling) would be mixed in.
        preferred, model.generation_config = model.generation_config, _blank()
        try:
            out = run(
                input_ids=tokens, attention_mask=mask, past_key_values=cache,
                generation_config=config, logits_processor=LogitsProcessorList(watched),
            )  # fmt: skip
        finally:
            model.generation_config = preferred
    for each in watched:
        each.chosen(out)
    return [prompter.decode(_ended(reply, ends)).strip() for reply in out[:, longest:].tolist()]


class _Watched(LogitsProcessor):
    """Changes nothing; tells what each token was chosen from."""

    def __init__(self, sureness: Sureness) -> None:
        self._sureness = sureness
        self._before: torch.Tensor | None = None

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        self.chosen(input_ids)
        self._before = scores
        return scores

    def chosen(self, ids: torch.Tensor) -> None:
        """The last of these tokens (B, T) were chosen from the last scores."""
        if self._before is not None:
            self._sureness.take(self._before, ids[:, -1].tolist())


def _recall(
    model: PreTrainedModel,
    prompter: Prompter,
    prompts: Sequence[Sequence[int]],
    tokens: torch.Tensor,
    mask: torch.Tensor,
    cache: DynamicCache | None,
    behind: Sequence[int] | None,
) -> About:
    """What the attached memory has about these prompts, laid out as `tokens` and `mask` (B, T)."""
    memory = attached_memory(model)
    if memory is None or behind is None:
        return About()
    longest = tokens.shape[1]
    places = mask.cumsum(1) - 1  # of each token in its prompt
    first = longest - torch.tensor(behind)
    sizes = torch.tensor([len(p) - b for p, b in zip(prompts, behind, strict=True)])
    view = mask.bool() & (places >= prompter.before) & (places < sizes[:, None].to(places.device))
    start = cache.get_seq_length() if cache is not None else 0
    asked = Asked(tokens.cpu(), view.cpu(), first, first + prompter.instruction, start)

    def read() -> None:
        again = DynamicCache(config=model.config) if cache is None else copy.deepcopy(cache)
        model(
            input_ids=tokens[:, start:], attention_mask=mask,
            position_ids=places.clamp_min(0)[:, start:], past_key_values=again,
            use_cache=True, logits_to_keep=1,
        )  # fmt: skip

    return memory.recall(asked, read)


def _blank() -> GenerationConfig:
    """A generation config without preferences."""
    return GenerationConfig()  # type: ignore[no-untyped-call]


def _ended(reply: list[int], ends: Sequence[int]) -> list[int]:
    """The tokens before the first one that ends it."""
    stops = [i for i, token in enumerate(reply) if token in ends]
    return reply[: stops[0]] if stops else reply


def shared_tokens(
    model: PreTrainedModel, prompts: Sequence[Sequence[int]], max_new_tokens: int
) -> int:
    """How many first tokens to read once for all; 0 where that would not pay.

    Also 0 where a sliding window is shorter than the text: it counts the padding in between.
    """
    sliding = getattr(model.config.get_text_config(), "sliding_window", None)
    if sliding and max(map(len, prompts)) + max_new_tokens > sliding:
        return 0
    same = common_prefix([tuple(p[:-1]) for p in prompts])
    return same if len(prompts) > 1 and same >= WORTH_SHARING else 0


def _read(model: PreTrainedModel, tokens: torch.Tensor, copies: int) -> DynamicCache:
    """Keys and values of `tokens` (1, T), once for every prompt."""
    cache = DynamicCache(config=model.config)
    model(input_ids=tokens, past_key_values=cache, use_cache=True, logits_to_keep=1)
    cache.batch_repeat_interleave(copies)
    return cache
