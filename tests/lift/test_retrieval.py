import pytest

from liftapp.lift.retrieval import beside, fill_window

TEXT = "One two three. Four five six. Seven eight nine. Ten."
SPANS = [(0, 14), (15, 29), (30, 47), (48, 52)]


def encode(text: str) -> list[int]:
    return [len(word) for word in text.split()]


def test_the_best_passages_stand_in_the_order_of_the_text() -> None:
    assert fill_window(TEXT, [SPANS[2], SPANS[0], SPANS[1]], encode, 6) == encode(
        "One two three. Seven eight nine."
    )


def test_one_that_does_not_fit_is_passed_over_and_the_best_is_cut() -> None:
    assert fill_window(TEXT, [SPANS[3], SPANS[0], SPANS[1]], encode, 3) == [4]
    assert fill_window(TEXT, [SPANS[0], SPANS[3]], encode, 2) == encode("One two")


@pytest.mark.parametrize("ranked", [[], [(0, 0)]])
def test_nothing_found_leaves_the_window_empty(ranked: list[tuple[int, int]]) -> None:
    assert fill_window(TEXT, ranked, encode, 9) == []


def test_stretches_that_overlap_are_one() -> None:
    assert beside(TEXT, [(4, 14), (0, 7)]) == "One two three."
    assert beside(TEXT, [SPANS[3], SPANS[0]]) == "One two three.\n\nTen."
