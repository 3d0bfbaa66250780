import itertools

import numpy as np
import pytest
from transformers import PreTrainedTokenizerFast

from liftapp.starter.batches import CONTEXT_WEIGHT, Plan, Row, encode, make_row, rows, rows_ahead
from tests.starter.small_corpus import small_chats

PLAN = Plan(seed=3, row=512, stages=((0, 64), (4, 128)))


def _same(one: Row, other: Row) -> bool:
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in Row._fields)


def test_encoding_agrees_with_the_template(tokenizer: PreTrainedTokenizerFast) -> None:
    turns = next(small_chats(1, "train", 400)).turns
    tokens, answered = encode(turns, tokenizer.backend_tokenizer)
    messages = [
        {"role": role, "content": text}
        for turn in turns
        for role, text in zip(("user", "assistant"), turn, strict=True)
    ]
    assert tokens == tokenizer.encode(tokenizer.apply_chat_template(messages, tokenize=False))
    told = [token for token, mark in zip(tokens, answered, strict=True) if mark]
    assert tokenizer.decode(told) == "".join(f"{answer}<|end|>" for _, answer in turns)


def test_a_row_holds_whole_chats(tokenizer: PreTrainedTokenizerFast) -> None:
    row = make_row(0, PLAN, small_chats, tokenizer.backend_tokenizer)
    user = tokenizer.convert_tokens_to_ids("<|user|>")
    starts = np.flatnonzero(row.positions == 0)
    whole = [part for part in np.split(row.tokens, starts[1:]) if part[0] != tokenizer.pad_token_id]
    assert len(whole) > 4
    for part in whole:
        assert part[0] == user
        assert part[-1] == tokenizer.eos_token_id
        assert len(part) <= 64
    assert all(part.shape == (512,) for part in row)


def test_weights_belong_to_targets(tokenizer: PreTrainedTokenizerFast) -> None:
    row = make_row(0, PLAN, small_chats, tokenizer.backend_tokenizer)
    assert np.array_equal(row.targets[:-1], row.tokens[1:])
    follows = np.append(row.positions[1:], 0) == 0
    assert not row.weights[follows].any()  # nothing predicts the next chat
    assert not row.weights[row.tokens == tokenizer.pad_token_id].any()
    assistant = tokenizer.convert_tokens_to_ids("<|assistant|>")
    assert (row.weights[row.tokens == assistant] == 1).all()
    assert np.allclose(row.weights[row.targets == assistant], CONTEXT_WEIGHT)


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
