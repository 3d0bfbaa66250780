import pytest
import torch

from liftapp.exam.asking import Outcome
from liftapp.exam.cost import asking, keeping, learning, peak_memory
from liftapp.exam.figures import Measure
from liftapp.exam.subject import Subject


def test_asking_costs_what_the_view_cost() -> None:
    found = list(asking([Outcome("RAG", ("yes", None), 2.5, 300, 7, 0.25)]))
    assert {f.measure: f.value for f in found} == {
        Measure.SECONDS: 2.5,
        Measure.FIRST_SECONDS: 0.25,
        Measure.TOKENS_READ: 300,
        Measure.TOKENS_WRITTEN: 7,
    }
    assert {(f.view, f.count) for f in found} == {("RAG", 1)}


def test_keeping_costs_the_bytes_of_the_tensors(subject: Subject) -> None:
    found = {f.measure: f.value for f in keeping(subject.memory, 1000)}
    numbers = sum(t.numel() for t in subject.memory.tensors().values())
    assert {t.dtype for t in subject.memory.tensors().values()} == {torch.float32}
    assert found == {Measure.DOCUMENT_TOKENS: 1000, Measure.MEMORY_BYTES: numbers * 4 / 1000}


def test_learning_costs_what_the_manifest_kept() -> None:
    manifest = {"document_tokens": 1000, "trained_tokens": 50_000, "questions": 12,
                "question_seconds": 3.5, "train_seconds": 20.0, "steps": 4}  # fmt: skip
    found = {f.measure: f.value for f in learning(manifest)}
    assert found == {
        Measure.QUESTIONS: 12,
        Measure.TRAINED_TOKENS: 50_000,
        Measure.QUESTION_SECONDS: 3.5,
        Measure.TRAIN_SECONDS: 20.0,
        Measure.PASSES: 150,
    }


@pytest.mark.parametrize(
    "manifest", [{}, {"trained_tokens": "many"}, {"trained_tokens": 5, "document_tokens": 0}]
)
def test_what_the_manifest_lacks_is_not_told(manifest: dict[str, object]) -> None:
    assert Measure.PASSES not in {f.measure for f in learning(manifest)}


def test_the_peak_is_at_least_what_is_held() -> None:
    held = torch.ones(5_000_000)  # 20 MB
    assert peak_memory().value > held.numel() * 4
