"""Sureness against the model's own probabilities, token by token."""

import pytest
import torch
from transformers import PreTrainedModel, PreTrainedTokenizerFast

from liftapp.lift.generation import generate, reply_ends
from liftapp.lift.prompting import Prompter
from liftapp.lift.sureness import Sureness, has_word
from tests.lift.small import small_model

PROMPTS = [[1, 40, 41], [1, *range(50, 75)], [1, 60, 61, 62, 63], [1, *range(90, 98)]]
SHARED = [1, *range(40, 120)]


@torch.inference_mode()
def slow_sure(model: PreTrainedModel, prompter: Prompter, prompt: list[int], most: int) -> float:
    """The whole prompt read anew for each token, up to the first word or the end."""
    ends, sure, out = reply_ends(model, prompter), 1.0, list[int]()
    while len(out) < most:
        chances = model(input_ids=torch.tensor([[*prompt, *out]])).logits[0, -1].softmax(-1)
        out.append(int(chances.argmax()))
        sure *= float(chances[out[-1]])
        if out[-1] in ends or has_word(prompter.decode(out[-1:])):
            break
    return sure


@pytest.mark.parametrize("architecture", ["gemma3", "llama", "qwen3"])
@pytest.mark.parametrize("first", [[], SHARED])
def test_each_reply_of_a_batch_is_as_sure_as_the_model(
    tokenizer: PreTrainedTokenizerFast, prompter: Prompter, architecture: str, first: list[int]
) -> None:
    model = small_model(architecture, tokenizer)
    prompts = [[*first, *prompt] for prompt in PROMPTS]
    ends = reply_ends(model, prompter)
    all_of_them, one = Sureness(prompter, ends, len(prompts)), Sureness(prompter, ends)
    said = generate(model, prompter, prompts, 8, sureness=all_of_them)
    expected = [slow_sure(model, prompter, prompt, 8) for prompt in prompts]
    assert all_of_them.values == pytest.approx(expected, rel=1e-3)
    assert len({round(sure, 6) for sure in expected}) == len(prompts)
    assert generate(model, prompter, prompts[1:2], 8, sureness=one) == said[1:2]
    assert one.values == pytest.approx(expected[1:2], rel=1e-3)


def test_it_ends_with_the_first_word_or_the_end_of_the_reply(prompter: Prompter) -> None:
    def token(text: str) -> int:
        return next(i for i in range(500) if prompter.decode([i]) == text)

    blank, word, end = token(" "), token("a"), prompter.end[-1]
    logits = torch.zeros(3, 500)
    logits[:, blank] = logits[:, word] = logits[:, end] = 10.0
    each = float(logits[0].softmax(-1)[blank])
    sureness = Sureness(prompter, {end}, 3)
    for tokens in ([blank, word, end], [word, blank, word], [blank, word, blank]):
        sureness.take(logits, tokens)
    assert sureness.values == pytest.approx([each**2, each, each])


@pytest.mark.parametrize(
    ("text", "has"), [(" 4", True), ("ä", True), ("\ufffd", True), (' "(', False)]
)
def test_a_word_has_a_letter_a_digit_or_a_part_of_a_character(text: str, has: bool) -> None:
    assert has_word(text) is has
