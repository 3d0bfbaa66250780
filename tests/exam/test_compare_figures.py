import json
from dataclasses import replace

import pytest

from liftapp.exam.compare import Sitting
from liftapp.exam.compare_figures import compared, whole_documents
from liftapp.exam.compare_report import Comparison
from liftapp.exam.figures import Figure, Measure
from tests.exam.sittings import ABSENT, INSIDE, OUTSIDE, document

SITTINGS = [*document(3), *document(4, both="rrrrrnn")]
FIGURES = compared(SITTINGS, seed=0)


def one(measure: Measure, view: str, among: str = "") -> Figure:
    found = [f for f in FIGURES if (f.measure, f.view, f.among) == (measure, view, among)]
    assert len(found) == 1
    return found[0]


def test_shares_and_r_are_over_the_questions_of_all_documents() -> None:
    both = "a/x, memory + window"
    right = one(Measure.RIGHT, both, OUTSIDE)
    assert (right.value, right.count) == (6 / 8, 8)
    assert one(Measure.RIGHT, both, INSIDE).value == 1
    assert one(Measure.RECOVERED, both, OUTSIDE).value == pytest.approx(6 / 8)
    assert one(Measure.RECOVERED, "a/x, memory only", OUTSIDE).value == pytest.approx(4 / 8)
    assert one(Measure.RECOVERED, "b/x, memory only", OUTSIDE).value == 0
    assert right.low is not None
    assert right.high is not None
    assert right.low < right.value <= right.high
    recovered = {f.view for f in FIGURES if f.measure is Measure.RECOVERED}
    assert recovered.isdisjoint({"closed book", "full context"})
    assert {f.among for f in FIGURES if f.measure is Measure.RECOVERED} == {OUTSIDE}


def test_refusals_are_right_where_the_document_does_not_say() -> None:
    both = "a/x, memory + window"
    assert one(Measure.REFUSED, both, ABSENT).value == 3 / 4
    assert one(Measure.REFUSED, "closed book", ABSENT).value == 1 / 2
    assert one(Measure.FALSELY_REFUSED, both, OUTSIDE).value == 1 / 8
    assert not any(f.view == "full context" and f.among == ABSENT for f in FIGURES)


def test_retention_is_memory_on_over_off() -> None:
    assert one(Measure.RETENTION, "a/x").value == pytest.approx(3 / 4)
    assert one(Measure.RETENTION, "b/x").value == pytest.approx(2 / 4)
    assert one(Measure.RIGHT, "unrelated passage").value == 1


def test_costs_are_of_a_document() -> None:
    assert one(Measure.PASSES, "a/x").value == 3 * 1000 / 100
    assert one(Measure.MEMORY_BYTES, "a/x").value == 40
    assert one(Measure.PEAK_BYTES, "a/x").value == 5e8
    assert one(Measure.SECONDS, "a/x, memory only").value == 2
    assert one(Measure.TOKENS_READ, "closed book").value == 100


def test_costs_have_an_interval_over_the_documents_but_not_over_one() -> None:
    dear = [replace(s, cost={k: 3 * v for k, v in s.cost.items()}) for s in document(4)]
    spread = {f.view: f for f in compared([*document(3), *dear], 0) if f.measure is Measure.PASSES}
    assert (spread["a/x"].low, spread["a/x"].value, spread["a/x"].high) == (30, 60, 90)
    alone = {f.view: f for f in compared(document(3), 0) if f.measure is Measure.PASSES}
    assert (alone["a/x"].low, alone["a/x"].value) == (None, 30)


def test_only_documents_that_everyone_sat_count() -> None:
    half = [*document(3), *document(9)[:2]]
    assert {s.document for s in whole_documents(half, ["a/x", "b/x"])} == {3}
    assert {s.document for s in whole_documents(half, ["a/x"])} == {3, 9}
    assert whole_documents(document(9)[:2], ["a/x", "b/x"]) == []
    names = [s.contestant for s in whole_documents(reversed(half), ["a/x", "b/x"])]
    assert names == ["no memory", "a/x", "b/x"]


def test_a_sitting_survives_its_line() -> None:
    for sitting in SITTINGS:
        row = json.loads(json.dumps({"key": "x", **sitting.as_row()}))
        assert Sitting.from_row(row) == sitting


def test_the_report_has_every_class_and_cost() -> None:
    comparison = Comparison({"base model": "tiny"}, ["a/x", "b/x"], FIGURES)
    page = comparison.markdown(["recovered.png"])
    assert page.startswith("# Comparison\n\n- base model: tiny\n")
    assert "![recovered](recovered.png)" in page
    assert f"## {OUTSIDE}: 8 questions" in page
    assert f"## {ABSENT}: 4 questions" in page
    assert "| a/x, memory + window | 75% [" in page
    for title in ("In-context retention", "What learning cost", "What asking cost"):
        assert f"## {title}" in page
    retention = page.split("## In-context retention")[1].split("##")[0]
    assert retention.count("| a/x | 75% [") == 1
    assert comparison.text().count("In-context retention") == 1
    assert len(comparison.rows()) == len(FIGURES)
