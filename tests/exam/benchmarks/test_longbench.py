"""LongBench's files: a question and its context on each line."""

import json
from pathlib import Path

import pytest

from liftapp.errors import UsageError
from liftapp.exam.benchmarks.longbench import TASKS, load_longbench
from liftapp.exam.scores import Metric


def write(folder: Path, task: str, **changed: object) -> None:
    row = {
        "input": "Who built it?", "context": "Mira built it.", "answers": ["Mira", "Mira Osei"],
        "length": 3, "dataset": task, "language": "en", "all_classes": None, "_id": "0123456789",
    } | changed  # fmt: skip
    with (folder / f"{task}.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(row) + "\n")


def test_each_task_has_its_own_metric(tmp_path: Path) -> None:
    for task in TASKS:
        write(tmp_path, task, context=f"Of {task}.")
    found = load_longbench(tmp_path)
    assert [s.title for s in found] == [f"{t.name} 01234567" for t in TASKS.values()]
    items = {item.task: item for source in found for item in source.items}
    assert {name: item.metrics for name, item in items.items()} == {
        "LongBench Musique": (Metric.F1,),
        "LongBench NarrativeQA": (Metric.F1,),
        "LongBench QMSum": (Metric.ROUGE_L,),
        "LongBench GovReport": (Metric.ROUGE_L,),
        "LongBench PassageRetrieval-EN": (Metric.RETRIEVAL,),
    }
    assert items["LongBench Musique"].answers == ("Mira", "Mira Osei")
    assert items["LongBench Musique"].question == "Who built it?"
    assert items["LongBench PassageRetrieval-EN"].question.endswith("Abstract: Who built it?")


def test_a_context_of_several_questions_is_one_document(tmp_path: Path) -> None:
    write(tmp_path, "narrativeqa")
    write(tmp_path, "narrativeqa", input="When?")
    (found,) = load_longbench(tmp_path)
    assert [item.question for item in found.items] == ["Who built it?", "When?"]


def test_a_report_has_no_question_of_its_own(tmp_path: Path) -> None:
    write(tmp_path, "gov_report", input="")
    (found,) = load_longbench(tmp_path)
    assert found.items[0].question.startswith("What does the report say")


@pytest.mark.parametrize(
    "changed",
    [{"answers": []}, {"answers": "Mira"}, {"context": " "}, {"input": ""}, {"input": None}],
)
def test_another_form_is_told(tmp_path: Path, changed: dict[str, object]) -> None:
    write(tmp_path, "qmsum", **changed)
    with pytest.raises(UsageError, match=r"qmsum\.jsonl, line 1, is not in LongBench's form\."):
        load_longbench(tmp_path)


def test_a_folder_without_the_files_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds none of LongBench's files"):
        load_longbench(tmp_path)
