from dataclasses import replace

import pytest
import torch

from liftapp.exam.figures import Figure, Measure
from liftapp.exam.recall import Results
from liftapp.exam.report import Report
from liftapp.exam.similarity import COMPARED, similarity
from liftapp.exam.subject import Subject
from tests.exam.conftest import Ask
from tests.lift.small import shake


def by_view(figures: list[Figure], view: str) -> list[float]:
    return [f.value for f in figures if f.view == view]


def test_an_untouched_memory_changes_no_layer(subject: Subject, about: Ask) -> None:
    known = [about(100), about(101, answer="no"), about(20)]
    figures = similarity(subject, known, 0)
    layers = subject.model.config.num_hidden_layers
    assert len(figures) == layers * len(COMPARED)
    assert {f.count for f in figures} == {3}
    for on, off in (("memory only", "closed book"), ("memory + window", "window only")):
        assert by_view(figures, on) == pytest.approx(by_view(figures, off), abs=1e-3)
    assert all(-1 <= f.value < 0.9999 for f in figures)
    assert not any(m._forward_hooks for m in subject.model.modules())


def test_a_memory_is_seen_in_its_own_views_alone(subject: Subject, about: Ask) -> None:
    known = [about(100), about(101)]
    before = similarity(subject, known, 0)
    shake(subject.memory, 0.8)
    after = similarity(subject, known, 0)
    for view in ("closed book", "window only"):
        assert by_view(after, view) == pytest.approx(by_view(before, view), abs=1e-5)
    for view in ("memory only", "memory + window"):
        assert by_view(after, view) != pytest.approx(by_view(before, view), abs=1e-2)


def test_the_same_view_is_the_full_context_itself(subject: Subject, about: Ask) -> None:
    """Where the window shows what the full context shows, the cosine is 1."""
    whole = replace(subject, text="Mira Osei built it.")
    known = [replace(about(0), spans=((0, len(whole.text)),))]
    figures = similarity(whole, known, 0)
    shown = by_view(figures, "window only")
    assert shown == pytest.approx([1.0] * len(shown), abs=1e-5)
    assert torch.tensor(by_view(figures, "closed book")).min() < 0.999


def test_layers_are_a_table_of_their_own() -> None:
    figures = [
        Figure(Measure.SIMILARITY, 0.5 + i / 10, view, f"layer {i}", 7, 0.4, 0.8)
        for i in (1, 2)
        for view in COMPARED
    ]
    report = Report({}, Results((), (), tuple(figures)))
    page = report.markdown([])
    assert "## Cosine with full context, attention outputs: 7 questions" in page
    assert page.count("## ") == 1
    assert "| layer 2 | 0.700 [0.400, 0.800] |" in page
