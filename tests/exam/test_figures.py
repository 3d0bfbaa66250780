"""Figures of answers that are made up, against what they must come to."""

import pytest

from liftapp.exam.asking import Outcome
from liftapp.exam.figures import Figure, Measure, answered
from liftapp.exam.intervals import ratio, share
from liftapp.exam.known import Known, classes
from liftapp.lift.prompts import NOT_FOUND

OUTSIDE = "all, out of the window"
KNOWN = [Known(f"{i}?", "yes", ((20, 30),), "fact") for i in range(40)]
KNOWN += [Known(f"in {i}?", "yes", ((0, 5),), "fact") for i in range(4)]
KNOWN += [Known(f"none {i}?", NOT_FOUND, (), "not said") for i in range(4)]


def outcome(view: str, right: int, refused: int = 0, absent: int | None = 0) -> Outcome:
    """The first `right` of the 40 outside right, the last `refused` refused; `absent` refused of
    the unanswerable (None: not asked). Those inside are right.
    """
    said: list[str | None] = ["Yes." if i < right else "no" for i in range(40)]
    said[40 - refused :] = [NOT_FOUND] * refused
    said += ["yes"] * 4
    if absent is None:
        said += [None] * 4
    else:
        said += [NOT_FOUND if i < absent else "no" for i in range(4)]
    return Outcome(view, tuple(said), 1.0, 1, 1, 1.0)


OUTCOMES = [
    outcome("closed book", 4, refused=20, absent=3),
    outcome("full context", 36, absent=None),
    outcome("memory only", 20, absent=1),
]


def figures(outcomes: list[Outcome] = OUTCOMES) -> dict[tuple[Measure, str, str], Figure]:
    found = list(answered(KNOWN, classes(KNOWN, 10, 90), outcomes, seed=3))
    keyed = {(f.measure, f.view, f.among): f for f in found}
    assert len(keyed) == len(found)
    return keyed


def test_shares_and_their_intervals_are_of_the_class() -> None:
    found = figures()
    for view, right in (("closed book", 4), ("full context", 36), ("memory only", 20)):
        one = found[Measure.RIGHT, view, OUTSIDE]
        expected = share([i < right for i in range(40)], 3)
        assert (one.value, one.low, one.high) == (right / 40, expected.low, expected.high)
        assert one.count == 40
        assert found[Measure.RIGHT, view, "fact, in the window"].value == 1
    assert not [f for f in found.values() if "not said" in f.among], "those are refusals"


def test_r_is_the_recovered_share_of_the_gap_on_the_same_questions() -> None:
    found = figures()
    one = found[Measure.RECOVERED, "memory only", OUTSIDE]
    marks = [[float(i < right) for i in range(40)] for right in (4, 36, 20)]
    closed, full, memory = marks
    expected = ratio([m - c for m, c in zip(memory, closed, strict=True)],
                     [f - c for f, c in zip(full, closed, strict=True)], 3)  # fmt: skip
    assert expected is not None
    assert one.value == pytest.approx((20 - 4) / (36 - 4))
    assert (one.low, one.high) == (expected.low, expected.high)
    assert {a for m, _, a in found if m is Measure.RECOVERED} == {
        "fact, out of the window", OUTSIDE, "other answers, out of the window",
    }  # fmt: skip


def test_without_a_gap_there_is_no_r() -> None:
    same = [outcome(v, 4, absent=None) for v in ("closed book", "full context", "memory only")]
    assert Measure.RECOVERED not in {m for m, _, _ in figures(same)}


def test_refusals_are_told_by_whether_the_document_answers() -> None:
    found = figures()
    assert found[Measure.REFUSED, "closed book", ""].value == 3 / 4
    assert found[Measure.REFUSED, "memory only", ""].value == 1 / 4
    assert (Measure.REFUSED, "full context", "") not in found
    assert found[Measure.FALSELY_REFUSED, "closed book", ""].value == 20 / 44
    assert found[Measure.FALSELY_REFUSED, "memory only", ""].value == 0
    assert found[Measure.FALSELY_REFUSED, "memory only", ""].count == 44


def test_a_row_has_what_the_figure_has() -> None:
    assert Figure(Measure.DOCUMENT_TOKENS, 7).as_row() == {"measure": "document tokens", "value": 7}
    whole = Figure(Measure.RIGHT, 0.0, "RAG", "all", 3, 0.0, 0.5)
    assert whole.as_row() == {
        "measure": "right answers", "value": 0.0, "view": "RAG", "among": "all", "count": 3,
        "low": 0.0, "high": 0.5,
    }  # fmt: skip
