from collections.abc import Sequence

import pytest
from transformers import PreTrainedModel

from liftapp.exam import asking
from liftapp.exam.figures import Figure, Measure
from liftapp.exam.retention import retention
from liftapp.exam.subject import Subject
from liftapp.lift.plans import Foreign
from liftapp.lift.prompting import Prompter
from liftapp.lift.prompts import NOT_FOUND
from liftapp.lift.sureness import Sureness

FOREIGN = [
    Foreign(f"The {c} mill is old.", tuple((f"{c} {i}?", "yes") for i in range(5)), (("No?", "-"),))
    for c in ("red", "green", "blue", "grey", "black", "white", "brown", "pink")
]


def keyed(figures: list[Figure]) -> dict[tuple[Measure, str], Figure]:
    return {(f.measure, f.view.removeprefix("unrelated passage, memory ")): f for f in figures}


def test_nothing_unrelated_gives_no_figure(subject: Subject) -> None:
    assert retention(subject, [], 0) == []


def test_the_same_questions_are_asked_with_their_passage_and_memory_off_and_on(
    subject: Subject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A model that answers every question while the memory is off, and on about red and green."""

    def by_memory(
        _model: PreTrainedModel, prompter: Prompter, prompts: Sequence[Sequence[int]], _most: int,
        behind: Sequence[int], sureness: Sureness,
    ) -> list[str]:  # fmt: skip
        assert all(0 < count < len(p) for count, p in zip(behind, prompts, strict=True))
        off = subject.memory._attachment.paused  # type: ignore[attr-defined]
        texts = [prompter.decode(p) for p in prompts]
        assert all(sum(f.text in t for f in FOREIGN) == 1 for t in texts)
        known = [off or "red mill" in t or "green mill" in t for t in texts]
        return [NOT_FOUND if "No?" in t else "yes" if k else "no"
                for t, k in zip(texts, known, strict=True)]  # fmt: skip

    monkeypatch.setattr(asking, "generate", by_memory)
    found = keyed(retention(subject, FOREIGN, 0))
    assert found[Measure.RIGHT, "off"].value == 1
    assert found[Measure.RIGHT, "on"].value == 0.25
    assert found[Measure.RIGHT, "on"].count == 3 * len(FOREIGN)
    assert found[Measure.REFUSED, "on"].value == found[Measure.REFUSED, "off"].value == 1
    kept = found[Measure.RETENTION, "on"]
    assert kept.value == 0.25
    assert kept.low is not None
    assert kept.high is not None
    assert kept.low < 0.25 < kept.high


def test_an_untouched_memory_costs_nothing(subject: Subject) -> None:
    found = keyed(retention(subject, FOREIGN, 0))
    assert found[Measure.RIGHT, "on"].value == found[Measure.RIGHT, "off"].value
