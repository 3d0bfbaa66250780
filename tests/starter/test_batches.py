import itertools
from collections.abc import Callable

import numpy as np
import pytest
from transformers import AutoTokenizer, PreTrainedTokenizerFast

from liftapp.lift.prompting import Prompt, Prompter
from liftapp.lift.prompts import NOT_FOUND
from liftapp.paths import resources
from liftapp.starter.batches import (
    CONTEXT_WEIGHT,
    DECIDING_WEIGHT,
    REFUSING_WEIGHT,
    Plan,
    Row,
    encode,
    make_row,
    rows,
    rows_ahead,
)
from liftapp.starter.corpus import chats
from liftapp.starter.pointers import KINDS, MOST
from tests.starter.small_corpus import SmallChat, small_chats

PLAN = Plan(seed=3, row=512, stages=((0, 64), (4, 128)))


def _same(one: Row, other: Row) -> bool:
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in Row._fields)


def test_encoding_agrees_with_the_template(tokenizer: PreTrainedTokenizerFast) -> None:
    chat = next(small_chats(1, "train", 400))
    encoded = encode(chat, tokenizer.backend_tokenizer)
    for turns, (tokens, weights) in zip(chat.branches, encoded.branches, strict=True):
        first, *rest = turns
        messages = [
            {"role": role, "content": text}
            for turn in (("".join(chat.view) + first[0], first[1]), *rest)
            for role, text in zip(("user", "assistant"), turn, strict=True)
        ]
        text = tokenizer.apply_chat_template(messages, tokenize=False)
        assert tokenizer.decode([*encoded.view, *tokens]) == text
        told = [token for token, one in zip(tokens, weights, strict=True) if one >= 1]
        assert tokenizer.decode(told) == "".join(f" {answer}<|end|>" for _, answer in turns)


def test_training_sees_the_very_tokens_of_the_app() -> None:
    """As the app puts a document's tokens between the parts of its prompts."""
    tokenizer = AutoTokenizer.from_pretrained(resources() / "starter")
    prompter = Prompter(tokenizer)
    prompts: dict[str, Callable[[str], Prompt]] = {
        "answer": prompter.answer,
        "write": prompter.write_about,
        "recite": lambda _: prompter.recite(),
    }
    seen = set()
    for chat in itertools.islice(chats(4, "train", 1200), 500):
        encoded = encode(chat, tokenizer.backend_tokenizer)
        for turns, (tokens, weights) in zip(chat.branches, encoded.branches, strict=True):
            if chat.kind == "paper":
                wanted = prompter.write_paper().around(prompter.encode(chat.view[1]))
            elif chat.kind in prompts:
                prompt = prompts[chat.kind](turns[0][0].removeprefix(" "))
                wanted = prompt.around(prompter.encode(chat.view[0]))
            else:
                continue
            first = next(i for i, weight in enumerate(weights) if weight >= 1)
            assert [*encoded.view, *tokens[:first]] == wanted
            seen.add(chat.kind)
    assert seen == {*prompts, "paper"}


def test_a_row_holds_whole_chats(tokenizer: PreTrainedTokenizerFast) -> None:
    row = make_row(0, PLAN, small_chats, tokenizer.backend_tokenizer)
    user = tokenizer.convert_tokens_to_ids("<|user|>")
    starts = np.flatnonzero(row.positions == 0)
    whole = [part for part in np.split(row.tokens, starts[1:]) if part[0] != tokenizer.pad_token_id]
    assert len(whole) > 4
    for part in whole:
        assert part[0] == user
        assert part[-1] == tokenizer.eos_token_id
    assert row.positions[row.tokens != tokenizer.pad_token_id].max() < 64
    along = (row.tokens, row.positions, row.targets, row.weights)
    assert all(part.shape == (512,) for part in along)
    assert row.pointers.shape == (KINDS, MOST, 6)


def test_weights_belong_to_targets(tokenizer: PreTrainedTokenizerFast) -> None:
    row = make_row(0, PLAN, small_chats, tokenizer.backend_tokenizer)
    assert np.array_equal(row.targets[:-1], row.tokens[1:])
    apart = np.append(row.positions[1:] != row.positions[:-1] + 1, True)
    assert apart.sum() > 2 * (row.positions == 0).sum() - 2  # branches too
    assert not row.weights[apart].any()  # nothing predicts the next chat or branch
    assert not row.weights[row.tokens == tokenizer.pad_token_id].any()
    assistant = tokenizer.convert_tokens_to_ids("<|assistant|>")
    replies = np.flatnonzero(row.tokens == assistant)
    for place in (0, 1):
        assert (row.weights[replies + place] == DECIDING_WEIGHT).all()
    told = np.flatnonzero((row.weights != 0) & (row.weights != np.float32(CONTEXT_WEIGHT)))
    later = np.setdiff1d(told, np.concatenate([replies, replies + 1]))
    assert len(later)
    assert (row.weights[later] == 1).all()
    assert np.allclose(row.weights[row.targets == assistant], CONTEXT_WEIGHT)


def test_a_refusal_begins_with_the_greatest_weight(tokenizer: PreTrainedTokenizerFast) -> None:
    turns = ((" size is Badin?", NOT_FOUND), ("What colour is it?", "red"))
    encoded = encode(
        SmallChat(("Badin is red.", "\n\nWhat"), (turns,)), tokenizer.backend_tokenizer
    )
    _, weights = encoded.branches[0]
    told = [weight for weight in weights if weight != CONTEXT_WEIGHT]
    refused = told[: -len(tokenizer.encode(" red<|end|>"))]
    assert refused == [REFUSING_WEIGHT] * 2 + [1.0] * (len(refused) - 2)
    assert told[len(refused) :][:2] == [DECIDING_WEIGHT] * 2


def test_a_batch_depends_on_its_number_only(tokenizer: PreTrainedTokenizerFast) -> None:
    text = tokenizer.backend_tokenizer.to_str()
    through = list(itertools.islice(rows(0, PLAN, small_chats, text), 6))
    later = next(rows(5, PLAN, small_chats, text))
    assert _same(through[5], later)
    assert not np.array_equal(through[4].tokens, through[5].tokens)
    assert [PLAN.longest(index) for index in (0, 3, 4, 99)] == [64, 64, 128, 128]


def test_the_process_makes_the_same_batches(tokenizer: PreTrainedTokenizerFast) -> None:
    text = tokenizer.backend_tokenizer.to_str()
    with rows_ahead(2, PLAN, small_chats, text, ahead=2) as ahead:
        for wanted in itertools.islice(rows(2, PLAN, small_chats, text), 3):
            assert _same(next(ahead), wanted)


def _broken(seed: int, split: str, max_chars: int):  # type: ignore[no-untyped-def]
    raise SystemExit(1)


def test_a_dead_process_is_noticed(
    tokenizer: PreTrainedTokenizerFast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("liftapp.starter.batches.PATIENCE", 0.2)
    text = tokenizer.backend_tokenizer.to_str()
    with rows_ahead(0, PLAN, _broken, text) as ahead, pytest.raises(RuntimeError, match="died"):
        next(ahead)
