import pytest

from liftapp.lift.segments import context_budget, segments, split_context, truncate, visible

MIXIN = [-1, -2, -3]


def test_the_papers_segments() -> None:
    assert segments(5000, 2048, 768) == [
        (0, 2048),
        (768, 2816),
        (1536, 3584),
        (2304, 4352),
        (2952, 5000),
    ]


@pytest.mark.parametrize("length", [1, 2, 7, 16])
@pytest.mark.parametrize("stride", [1, 3, 6, 7])
@pytest.mark.parametrize("num_tokens", [1, 6, 7, 8, 13, 14, 15, 40, 41])
def test_segments_by_the_slow_way(num_tokens: int, length: int, stride: int) -> None:
    spans = segments(num_tokens, length, stride)
    expected, start = list[tuple[int, int]](), 0
    while start + length < num_tokens:
        expected.append((start, start + length))
        start += stride
    expected.append((max(0, num_tokens - length), num_tokens))
    assert spans == expected


@pytest.mark.parametrize("num_tokens", [15, 16, 17, 22, 23, 100])
def test_no_token_is_left_out_and_no_segment_comes_twice(num_tokens: int) -> None:
    spans = segments(num_tokens, 16, 6)
    assert {t for start, end in spans for t in range(start, end)} == set(range(num_tokens))
    assert spans[-1][1] == num_tokens
    assert len(set(spans)) == len(spans)
    assert all(end - start == min(16, num_tokens) for start, end in spans)


def test_a_document_of_one_segment_and_an_empty_one() -> None:
    assert segments(16, 16, 6) == [(0, 16)]
    assert segments(3, 16, 6) == [(0, 3)]
    assert segments(0, 16, 6) == []


@pytest.mark.parametrize(("length", "stride"), [(0, 1), (1, 0), (-1, 3), (4, -1)])
def test_lengths_below_one_are_refused(length: int, stride: int) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        segments(10, length, stride)


@pytest.mark.parametrize(
    ("head", "tail", "expected"),
    [
        (0, 0, MIXIN),
        (0, 3, [*MIXIN, 7, 8, 9]),
        (3, 0, [0, 1, 2, *MIXIN]),
        (2, 3, [0, 1, *MIXIN, 7, 8, 9]),
        (5, 4, [0, 1, 2, 3, 4, *MIXIN, 6, 7, 8, 9]),
        (5, 5, list(range(10))),
        (9, 9, list(range(10))),
        (0, 10, list(range(10))),
    ],
)
def test_split_context(head: int, tail: int, expected: list[int]) -> None:
    assert split_context(list(range(10)), head, tail, MIXIN) == expected


def test_truncate_keeps_both_ends_around_the_mixin() -> None:
    assert truncate(list(range(20)), 10, MIXIN) == [0, 1, 2, 3, *MIXIN, 17, 18, 19]
    assert truncate(list(range(20)), 11, MIXIN) == [0, 1, 2, 3, *MIXIN, 16, 17, 18, 19]


@pytest.mark.parametrize("budget", range(25))
def test_truncate_fills_its_budget_and_never_more(budget: int) -> None:
    tokens = list(range(20))
    kept = truncate(tokens, budget, MIXIN)
    assert len(kept) == min(budget, 20)
    assert kept == tokens if budget >= 20 else kept != tokens
    real = [t for t in kept if t >= 0]
    assert real == sorted(set(real))


@pytest.mark.parametrize("num_tokens", [0, 1, 9, 10, 20])
@pytest.mark.parametrize("budget", [0, 1, 3, 4, 5, 9, 10, 11, 19, 20, 30])
def test_visible_is_what_truncate_keeps(num_tokens: int, budget: int) -> None:
    head, tail = visible(num_tokens, budget, len(MIXIN))
    kept = truncate(list(range(num_tokens)), budget, MIXIN)
    assert {t for t in kept if t >= 0} == {t for t in range(num_tokens) if t < head or t >= tail}
    assert 0 <= head <= tail <= num_tokens


def test_neither_changes_its_input() -> None:
    tokens = list(range(5))
    for out in (truncate(tokens, 9, MIXIN), split_context(tokens, 9, 9, MIXIN)):
        out.append(99)
    assert tokens == list(range(5))
    assert MIXIN == [-1, -2, -3]


def test_a_context_leaves_a_quarter_of_the_prompt_to_the_question() -> None:
    assert context_budget(7800, 10) == 5840
    assert context_budget(7800, 0) == 5850
    assert context_budget(100, 75) == 0
    assert context_budget(100, 90) == 0
