"""Timing on the smallest configuration; the others are checked without their weights."""

from itertools import count
from random import Random

import pytest
import torch

from liftapp.errors import ModelUnavailable, UsageError
from liftapp.exam import speed
from liftapp.exam.speed import CONFIGS, Answered, ReadIn, Timed, timed


@pytest.mark.parametrize(
    ("name", "millions"),
    [("starter", 10), ("qwen3-0.6b", 596), ("qwen3-1.7b", 1721), ("qwen3-4b", 4022),
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
    assert found.read == []
    assert found.crossovers() == []
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


def test_reading_is_told_from_the_chunks_that_were_timed(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = count()
    monkeypatch.setattr(speed, "_now", lambda _: float(next(seconds)))
    small, large = timed("tiny", "slots", "cpu", contexts=(300, 3000)).read
    assert (small.timed_chunks, small.chunks, small.read_s) == (4, 4, 1.0)
    assert (large.timed_chunks, large.chunks, large.read_s) == (16, 38, 38 / 16)


def _answered(memory: bool, tokens: int, document: int, first_token_s: float) -> Answered:
    """A token every quarter of a second, so the whole answer takes 7.75 s more."""
    return Answered(memory, tokens, document, first_token_s, 4.0, 0)


def test_reading_pays_after_so_many_questions() -> None:
    found = Timed(1, "", 500)
    for tokens, in_view in ((100, 0.5), (200, 1.5), (300, 3.5), (400, 4.5), (500, None)):
        found.read.append(ReadIn(tokens, 1, 1, 6.0, tokens / 6, 0))
        found.answered.append(_answered(True, 64, tokens, 0.5))
        if in_view is not None:
            found.answered.append(_answered(False, tokens, 0, in_view))
    crossed = found.crossovers()
    assert [(c.document_tokens, c.questions) for c in crossed] == [
        (100, None), (200, 6), (300, 2), (400, 2),
    ]  # fmt: skip
    assert {c.memory_s for c in crossed} == {8.25}
    assert [c.in_view_s for c in crossed] == [8.25, 9.25, 11.25, 12.25]


def test_the_rest_of_an_answer_counts_too() -> None:
    slow = Answered(True, 64, 100, 0.5, 1.0, 0)  # 31 s behind its first token
    read = ReadIn(100, 1, 1, 6.0, 16.0, 0)
    found = Timed(1, "", 500, None, [read], [slow, _answered(False, 100, 0, 9.0)])
    assert found.crossovers()[0].questions is None


@pytest.mark.parametrize(("kind", "kept"), [("slots", 6), ("gated", 5)])
def test_figures_are_kept_as_they_come(kind: str, kept: int) -> None:
    sizes = list[int]()

    def keep(found: Timed) -> None:
        sizes.append(len(found.read) + len(found.answered) + (found.learned is not None))

    timed("tiny", kind, "cpu", contexts=(100, 200), keep=keep)
    assert sizes == list(range(kept + 1))


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
