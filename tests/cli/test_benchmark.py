"""`--exam FOLDER --benchmark NAME`: learned once, asked once, and goes on where it ended."""

import json
from pathlib import Path

import pytest

from liftapp.paths import Home
from tests.cli.conftest import Call
from tests.workflows.tiny import FACTS, TEXT

VIEWS = {"closed book", "window only", "RAG", "memory only", "memory + window"}


@pytest.fixture
def loogle(tmp_path: Path) -> Path:
    folder = tmp_path / "loogle"
    folder.mkdir()
    pairs = [{"Q": question, "A": "Mira Osei", "S": [sentence]} for sentence, question in FACTS[:3]]
    row = {"input": TEXT, "title": "Reactor", "qa_pairs": str(pairs)}
    (folder / "shortdep_qa.jsonl").write_text(json.dumps(row) + "\n")
    return folder


def test_every_view_is_asked_once_and_a_second_run_asks_nothing(
    call: Call, home: Home, base: Path, loogle: Path, tmp_path: Path
) -> None:
    report = tmp_path / "report"
    asked = ("--exam", loogle, "--benchmark", "loogle", "--model", base, "--preset", "trained",
             "--report", report)  # fmt: skip
    first = call(*asked)
    assert first.code == 0
    assert "LooGLE ShortQA: 3 questions" in first.out
    assert "RAG: 3 asked" in first.err
    written = (report / "loogle.jsonl").read_text()
    again = call(*asked)
    assert (again.code, again.out) == (0, first.out)
    assert ": 3 asked" not in again.err
    assert (report / "loogle.jsonl").read_text() == written
    said = [json.loads(line) for line in written.splitlines()]
    assert {x["view"] for x in said} == VIEWS
    assert all(f"| {view} |" in (report / "loogle.md").read_text() for view in VIEWS)


def test_a_folder_without_the_benchmark_is_told(call: Call, home: Home, tmp_path: Path) -> None:
    ended = call("--exam", tmp_path, "--benchmark", "loogle")
    assert (ended.code, ended.out) == (2, "")
    assert "shortdep_qa.jsonl" in ended.sentence
