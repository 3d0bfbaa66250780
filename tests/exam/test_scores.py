"""Metrics, against figures worked out by hand."""

import json
import sys

import pytest

from liftapp.errors import UsageError
from liftapp.exam.scores import Metric, rouge, score

MASKS = json.dumps({"<mask-0>": "Mira Osei", "<mask-1>": "Zurich"})


@pytest.mark.parametrize(
    ("metric", "said", "true", "worth"),
    [
        (Metric.F1, "The archive, in Zurich.", "archive in zurich", 1),
        (Metric.F1, "in Zurich today", "Zurich", 2 * (1 / 3) * 1 / (1 / 3 + 1)),
        (Metric.F1, "to be or to do", "to be to be", 2 * 3 / (5 + 4)),
        (Metric.F1, "", "Zurich", 0),
        (Metric.EXACT, "the Pan-Islamism!", "Pan-Islamism", 1),
        (Metric.EXACT, "Zurich Bern", "Bern Zurich", 0),
        (Metric.ROUGE_L, "the cat the mat", "the cat sat on the mat", 2 * 4 / (4 + 6)),
        (Metric.ROUGE_L, "mat cat", "cat mat", 0.5),
        (Metric.ROUGE_L, "", "cat", 0),
        (Metric.RETRIEVAL, "Paragraph 15", "Paragraph 15", 1),
        (Metric.RETRIEVAL, "Paragraph 1 or 15", "Paragraph 15", 0.5),
        (Metric.RETRIEVAL, "Paragraph 5", "Paragraph 15", 0),
        (Metric.RETRIEVAL, "none", "Paragraph 15", 0),
        (Metric.CLOZE, f"Sure: {MASKS}", MASKS, 1),
        (Metric.CLOZE, "{'<mask-0>': 'Mira', '<mask-1>': 'Zurich'}", MASKS, 0.5),
        (Metric.CLOZE_PART, "{'<mask-0>': 'Mira', '<mask-1>': 'Bern'}", MASKS, 0.5),
        (Metric.CLOZE, "{'<mask-0>': __import__('os').getpid()}", MASKS, 0),
        (Metric.CLOZE, "Mira Osei", MASKS, 0),
        (Metric.FOUND, "It is 1234567.", "1234567", 1),
        (Metric.FOUND, "It is 91234567.", "1234567", 0),
    ],
)
def test_an_answer_is_worth_what_the_metric_says(
    metric: Metric, said: str, true: str, worth: float
) -> None:
    assert score(metric, said, [true]) == pytest.approx(worth)


def test_the_nearest_true_answer_counts() -> None:
    assert score(Metric.F1, "Bern", ["Zurich", "Bern", "old Bern"]) == 1


def test_without_its_package_rouge_is_refused_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rouge.cache_clear()
    monkeypatch.setitem(sys.modules, "rouge_score.rouge_scorer", None)
    with pytest.raises(UsageError, match="rouge-score"):
        score(Metric.ROUGE_L, "a cat", ["a cat"])
