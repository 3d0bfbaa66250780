"""Timing on the smallest configuration; the others are checked without their weights."""

from random import Random

import pytest
import torch

from liftapp.errors import ModelUnavailable, UsageError
from liftapp.exam import speed
from liftapp.exam.speed import CONFIGS, timed


@pytest.mark.parametrize(
    ("name", "millions"),
    [("starter", 7), ("qwen3-0.6b", 596), ("qwen3-1.7b", 1721), ("qwen3-4b", 4022),
     ("qwen3-8b", 8191), ("llama3-8b", 8030), ("gemma2-9b", 9242)],
)  # fmt: skip
def test_configurations_have_the_published_number_of_parameters(name: str, millions: int) -> None:
    with torch.device("meta"):
        model = speed._built(CONFIGS[name](), torch.bfloat16)
    assert round(sum(p.numel() for p in model.parameters()) / 1e6) == millions


@pytest.mark.parametrize("kind", ["gated", "cartridge"])
def test_learning_and_answering_are_timed(kind: str) -> None:
    heard = list[str]()
    found = timed("tiny", kind, "cpu", contexts=(300, 600), tell=heard.append)
    assert found.window == 500
    assert found.learned is not None
    rows = [r.tokens for r in speed._rows(Random(0), 500, 512)]
    assert found.learned.update_tokens == sum(rows)
    assert found.learned.update_s > 0
    assert found.learned.tokens_per_s == pytest.approx(sum(rows) / found.learned.update_s, rel=0.01)
    assert found.learned.peak_bytes > 2**20
    assert found.learned.memory_bytes > 1000
    views = [(a.memory, a.tokens) for a in found.answered]
    assert views == [(True, 64), (True, 468), (False, 300), (False, 600)]
    assert all(a.first_token_s > 0 and a.tokens_per_s > 0 for a in found.answered)
    assert found.left_out == ""
    assert found.read == ()
    assert len(heard) == 3


def test_reading_into_slots_and_recalling_from_them_are_timed() -> None:
    found = timed("tiny", "slots", "cpu", contexts=(300, 3000))
    assert found.learned is None
    assert [r.document_tokens for r in found.read] == [300, 3000]
    small, large = found.read
    assert 0 < small.read_s < large.read_s
    assert large.tokens_per_s == pytest.approx(3000 / large.read_s)
    assert 8 < large.memory_bytes / small.memory_bytes < 12
    views = [(a.memory, a.document_tokens, a.tokens) for a in found.answered]
    assert views == [(True, 300, 64), (True, 3000, 64), (False, 0, 300), (False, 0, 3000)]
    assert all(a.first_token_s > 0 and a.tokens_per_s > 0 for a in found.answered)


def test_contexts_end_where_one_took_too_long() -> None:
    found = timed("tiny", "gated", "cpu", contexts=(300, 600), limit_s=0.0)
    assert all(a.memory for a in found.answered)
    assert "took" in found.left_out


def test_what_does_not_fit_is_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speed, "free_bytes", lambda _: 2 * 10**9)
    with pytest.raises(ModelUnavailable, match=r"llama3-8b needs about .* choose a smaller one\.$"):
        timed("llama3-8b", "gated", "cpu")


def test_contexts_end_where_the_memory_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speed, "free_bytes", lambda _: 500 * 10**6)
    found = timed("tiny", "gated", "cpu", contexts=(300, 10**7))
    assert found.answered[-1].tokens == 300
    assert "10,000,000 tokens in view need" in found.left_out


def test_an_unknown_configuration_is_told() -> None:
    with pytest.raises(UsageError):
        timed("gpt-5", "gated", "cpu")
