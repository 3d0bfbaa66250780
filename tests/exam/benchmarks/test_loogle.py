"""LooGLE's files: a list of questions as a literal in a string, which is never run."""

import json
from pathlib import Path

import pytest

from liftapp.errors import NotFound, UsageError
from liftapp.exam.benchmarks.loogle import load_loogle
from liftapp.exam.scores import Metric

TEXT = " Early life. Mira built a mill in 1974. It stands in Bern."
SHORT = [{"S": "Mira built a mill in 1974.", "Q": "When?", "A": "In 1974, she's sure."}]
LONG = [{"Q": "Which?\n1. a\n2. b", "A": 2, "type": "timeline_reorder", "S": ["It stands", "Mira"]}]
CLOZE = [{"Q": "<mask-0> built it.", "S": "Mira built it.", "A": {"<mask-0>": "Mira"}}]


def write(folder: Path, name: str, pairs: object, text: str = TEXT) -> None:
    row = {"input": text, "title": "A {mill}", "qa_pairs": pairs, "output": "None"}
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write(json.dumps(row) + "\n")


def test_a_text_in_several_files_is_one_document_with_all_questions(tmp_path: Path) -> None:
    write(tmp_path, "shortdep_qa.jsonl", repr(SHORT))
    write(tmp_path, "longdep_qa.jsonl", repr(LONG))
    write(tmp_path, "longdep_qa.jsonl", json.dumps(LONG), text="Another.")
    write(tmp_path, "shortdep_cloze.jsonl", repr(CLOZE))
    first, other = load_loogle(tmp_path)
    assert (first.title, first.text, other.text) == ("A {mill}", TEXT, "Another.")
    short, long, cloze = first.items
    assert (short.task, short.question, short.answers) == (
        "LooGLE ShortQA", "When?", ("In 1974, she's sure.",),
    )  # fmt: skip
    assert short.evidence == ("Mira built a mill in 1974.",)
    assert short.metrics == (Metric.JUDGED, Metric.F1, Metric.ROUGE_L, Metric.EXACT)
    assert (long.kind, long.answers, long.evidence) == (
        "timeline reorder", ("2",), ("It stands", "Mira"),
    )  # fmt: skip
    assert cloze.question.endswith("<mask-0> built it.")
    assert json.loads(cloze.answers[0]) == {"<mask-0>": "Mira"}
    assert cloze.metrics == (Metric.CLOZE, Metric.CLOZE_PART)
    assert cloze.evidence == ()
    assert other.items == (long,)


@pytest.mark.parametrize(
    "pairs",
    [
        "none", "[", "{}", "[1]", "[{'Q': 'Who?'}]", "[{'Q': ' ', 'A': 'x'}]", 3,
        "[{'Q': 'Who?', 'A': 'x', 'S': 5}]",
        "[{'Q': 'Who?', 'A': open('ran', 'w').name}]",
        "(" * 2000,
    ],
)  # fmt: skip
def test_another_form_is_told_with_its_line_and_never_run(
    tmp_path: Path, pairs: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "shortdep_qa.jsonl", repr(SHORT))
    write(tmp_path, "shortdep_qa.jsonl", pairs)
    with pytest.raises(UsageError, match=r"shortdep_qa\.jsonl, line 2, is not in LooGLE's form\."):
        load_loogle(tmp_path)
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("line", ["{", "[]", "{}", '{"qa_pairs": "[]", "title": "x"}'])
def test_a_line_of_another_form_is_told(tmp_path: Path, line: str) -> None:
    (tmp_path / "longdep_qa.jsonl").write_text(line)
    with pytest.raises(UsageError, match="line 1,"):
        load_loogle(tmp_path)


def test_a_folder_without_the_files_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds none of LooGLE's files"):
        load_loogle(tmp_path)
    with pytest.raises(NotFound, match="There is no folder"):
        load_loogle(tmp_path / "gone")


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "longdep_qa.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="UTF-8"):
        load_loogle(tmp_path)
