import pytest
import torch
from transformers import GenerationConfig, PreTrainedModel, PreTrainedTokenizerFast

from liftapp.lift.generation import generate, stop_ids
from liftapp.lift.prompting import Prompter
from tests.lift.small import ARCHITECTURES, passes, small_model

PROMPTS = [[1, 40, 41], [1, *range(50, 75)], [1, 60, 61, 62, 63]]


@torch.inference_mode()
def slow_greedy(
    model: PreTrainedModel, prompt: list[int], count: int, stops: set[int]
) -> list[int]:
    """One token at a time, the whole prompt read anew for each."""
    out: list[int] = []
    for _ in range(count):
        token = int(model(input_ids=torch.tensor([[*prompt, *out]])).logits[0, -1].argmax())
        if token in stops:
            break
        out.append(token)
    return out


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_a_batch_of_unequal_prompts_is_each_by_itself(
    tokenizer: PreTrainedTokenizerFast, prompter: Prompter, architecture: str
) -> None:
    model = small_model(architecture, tokenizer)
    stops = {*stop_ids(model), prompter.end[-1]}
    expected = [prompter.decode(slow_greedy(model, p, 8, stops)).strip() for p in PROMPTS]
    assert generate(model, prompter, PROMPTS, 8) == expected
    assert len(set(expected)) == len(PROMPTS)


SHARED = [1, *range(40, 120)]
"""Long enough to be read once for all prompts."""


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_what_prompts_share_is_read_once_and_changes_no_reply(
    tokenizer: PreTrainedTokenizerFast, prompter: Prompter, architecture: str
) -> None:
    model = small_model(architecture, tokenizer)
    stops = {*stop_ids(model), prompter.end[-1]}
    asked = [[*SHARED, *rest] for rest in ([130], [140, 141, 142], list(range(150, 180)))]
    expected = [prompter.decode(slow_greedy(model, p, 6, stops)).strip() for p in asked]
    with passes(model) as seen:
        assert generate(model, prompter, asked, 6) == expected
    if getattr(model.config, "sliding_window", None) is None:  # else it is not shared
        assert sum(len(tokens) > 70 for tokens in seen) == 1
    assert len(set(expected)) == len(asked)


@pytest.mark.parametrize("same", [SHARED, [*SHARED, 130]])
def test_equal_prompts_get_equal_replies(
    base: PreTrainedModel, prompter: Prompter, same: list[int]
) -> None:
    (alone,) = generate(base, prompter, [same], 5)
    assert generate(base, prompter, [same, same, same], 5) == [alone] * 3


def test_a_prompt_that_begins_another_one(base: PreTrainedModel, prompter: Prompter) -> None:
    asked = [SHARED, [*SHARED, 130, 131]]
    apart = [generate(base, prompter, [prompt], 5)[0] for prompt in asked]
    assert generate(base, prompter, asked, 5) == apart


def test_no_prompts_no_replies(base: PreTrainedModel, prompter: Prompter) -> None:
    assert generate(base, prompter, [], 8) == []


def test_a_reply_ends_at_any_stop_token(base: PreTrainedModel, prompter: Prompter) -> None:
    tokens = slow_greedy(base, PROMPTS[0], 6, set())
    stop = next(t for t in tokens[2:] if t not in tokens[:2])
    assert base.generation_config is not None
    base.generation_config.eos_token_id = [prompter.end[-1], stop]
    expected = slow_greedy(base, PROMPTS[0], 6, {stop, prompter.end[-1]})
    assert len(expected) >= 2
    assert generate(base, prompter, PROMPTS[:1], 6) == [prompter.decode(expected).strip()]
    assert stop_ids(base) == [prompter.end[-1], stop]


def test_stop_tokens_fall_back_to_the_config(base: PreTrainedModel) -> None:
    assert base.generation_config is not None
    base.generation_config.eos_token_id = None
    base.config.eos_token_id = 9
    assert stop_ids(base) == [9]
    base.config.eos_token_id = None
    assert stop_ids(base) == []


def test_the_seed_alone_decides_what_is_sampled(base: PreTrainedModel, prompter: Prompter) -> None:
    def sampled(seed: int) -> list[str]:
        return generate(base, prompter, PROMPTS, 8, temperature=1.0, seed=seed)

    torch.manual_seed(1)
    first = sampled(5)
    torch.manual_seed(2)
    assert sampled(5) == first
    assert sampled(6) != first
    assert first != generate(base, prompter, PROMPTS, 8)


@pytest.mark.parametrize("temperature", [0.0, 1.0])
def test_the_global_random_state_is_left_alone(
    base: PreTrainedModel, prompter: Prompter, temperature: float
) -> None:
    torch.manual_seed(1)
    expected = torch.rand(3)
    torch.manual_seed(1)
    generate(base, prompter, PROMPTS, 4, temperature=temperature, seed=9)
    assert torch.equal(torch.rand(3), expected)


def test_greedy_is_greedy_whatever_the_model_prefers(
    base: PreTrainedModel, prompter: Prompter
) -> None:
    """Llama 3 and Qwen come with sampling and a penalty in their generation_config."""
    expected = generate(base, prompter, PROMPTS, 8)
    preferred = GenerationConfig(  # type: ignore[no-untyped-call]
        do_sample=True, temperature=2.0, top_p=0.95, repetition_penalty=1.5
    )
    base.generation_config = preferred
    replies = [generate(base, prompter, PROMPTS, 8, seed=seed) for seed in range(3)]
    assert replies == [expected] * 3


def test_the_temperature_asked_for_is_the_one_sampled_with(
    base: PreTrainedModel, prompter: Prompter
) -> None:
    greedy = generate(base, prompter, PROMPTS, 8)
    assert generate(base, prompter, PROMPTS, 8, temperature=1e-4, seed=3) == greedy
