"""`--exam`: tables, JSON lines and a report, from one run on a tiny model."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from liftapp.exam import recall
from liftapp.exam.asking import Outcome, ask
from liftapp.exam.known import Known
from liftapp.exam.subject import Subject
from liftapp.exam.views import View
from liftapp.lift.prompts import NOT_FOUND
from liftapp.paths import Home
from tests.cli.conftest import Call
from tests.workflows.tiny import FACTS

VIEWS = {"closed book", "window only", "RAG", "full context", "memory only", "memory + window",
         "memory + RAG", "memory + full context"}  # fmt: skip


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    asked: list[dict[str, object]] = [
        {"question": q, "answer": "Mira Osei", "kind": "fact", "evidence": s} for s, q in FACTS
    ]
    two = [sentence for sentence, _ in FACTS[:2]]
    asked.append({"question": "Both?", "answer": "x", "kind": "joined", "evidence": two})
    asked.append({"question": "Who left?", "answer": NOT_FOUND, "kind": "unanswerable"})
    asked.append({"question": "Gone?", "answer": "x", "evidence": "It is not in there."})
    path = tmp_path / "questions.json"
    path.write_text(json.dumps(asked))
    return path


def test_json_has_one_figure_a_line(call: Call, learned: Home, questions: Path) -> None:
    ended = call("--exam", questions, "--json")
    assert ended.code == 0
    assert "Left out 1 of 9 questions" in ended.err
    assert all({"measure", "value"} <= line.keys() for line in ended.lines)
    shares = [x for x in ended.lines if x["measure"] == "right answers" and "among" in x]
    assert {x["view"] for x in shares} == VIEWS
    assert all(0 <= x["low"] <= x["value"] <= x["high"] <= 1 for x in shares)
    assert sum(x["count"] for x in shares if x["view"] == "RAG" and x["among"][:5] == "joine") == 1
    refused = {x["view"] for x in ended.lines if x["measure"] == "refused unanswerable"}
    assert {v for v in VIEWS if "full" not in v} <= refused
    single = {x["measure"]: x["value"] for x in ended.lines if "view" not in x}
    assert single["document tokens"] > 0
    passes = 3 * single["tokens trained on"] / single["document tokens"]
    assert single["forward passes over the document, training"] == passes


def test_words_are_tables_and_a_report_is_written_beside_them(
    call: Call, learned: Home, questions: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "made" / "report"
    ended = call("--exam", questions, "--document", "reactor", "--report", folder)
    assert ended.code == 0
    assert "What asking cost" in ended.out
    assert "memory + RAG: 8 asked" in ended.err
    page = (folder / "report.md").read_text()
    assert "![right-answers](right-answers.png)" in page
    assert (folder / "right-answers.png").stat().st_size > 1000
    assert "- memory: reactor (gated, preset trained)" in page
    assert "## Refusals" in page
    assert str(tmp_path) not in page
    lines = [json.loads(x) for x in (folder / "results.jsonl").read_text().splitlines()]
    assert {x["question"] for x in lines if "said" in x} == {
        *(q for _, q in FACTS), "Both?", "Who left?",
    }  # fmt: skip


def test_a_report_that_cannot_be_written_is_told_before_the_work(
    call: Call, learned: Home, questions: Path
) -> None:
    ended = call("--exam", questions, "--report", questions / "below a file")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == ended.sentence + "\n"
    made = call("--exam", "made", "--report", questions / "below a file")
    assert (made.code, made.out) == (2, "")
    assert made.err == made.sentence + "\n", "nothing was learned first"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, 6),
        ("{", 2),
        ("{}", 2),
        ('[{"question": "Who?"}]', 2),
        ("[]", 2),
        ('[{"question": "Who?", "answer": "Mira", "evidence": "It is not in there."}]', 2),
        ('[{"question": "Who?", "answer": "Mira", "evidence": 5}]', 2),
    ],
)
def test_a_file_of_another_form_is_told(
    call: Call, learned: Home, tmp_path: Path, content: str | None, code: int
) -> None:
    path = tmp_path / "questions.json"
    if content is not None:
        path.write_text(content)
    ended = call("--exam", path)
    assert (ended.code, ended.out) == (code, "")
    assert "questions.json" in ended.sentence


def test_an_interrupted_exam_goes_on_where_it_was(
    call: Call, learned: Home, questions: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = call("--exam", questions, "--report", tmp_path / "whole")
    asked, stop_at = list[str](), [3]

    def ask_until(subject: Subject, view: View, known: Sequence[Known]) -> Outcome:
        if len(asked) in stop_at:
            raise KeyboardInterrupt
        asked.append(view.name)
        return ask(subject, view, known)

    monkeypatch.setattr(recall, "ask", ask_until)
    ended = call("--exam", questions)
    assert (ended.code, ended.out) == (130, "")
    assert "the same command goes on" in ended.sentence
    stop_at.clear()
    again = call("--exam", questions, "--report", tmp_path / "again")
    assert again.code == 0
    assert sorted(asked) == sorted(VIEWS)
    answers = [[line for line in (tmp_path / folder / "results.jsonl").read_text().splitlines()
                if '"said"' in line] for folder in ("whole", "again")]  # fmt: skip
    assert answers[0] == answers[1] != []
    assert whole.code == 0
    call("--exam", questions)
    assert len(asked) == 2 * len(VIEWS), "a finished exam is held anew"


def test_an_empty_library_is_told(call: Call, questions: Path) -> None:
    ended = call("--exam", questions)
    assert (ended.code, ended.out) == (6, "")
    assert "--train FILE" in ended.sentence


def test_only_an_exam_writes_a_report(call: Call, tmp_path: Path) -> None:
    ended = call("--list", "--report", tmp_path / "report")
    assert (ended.code, ended.out) == (2, "")
    assert "--exam FILE" in ended.sentence
    assert not (tmp_path / "report").exists()


def test_a_made_document_is_learned_once_and_examined_every_time(
    call: Call, home: Home, base: Path
) -> None:
    asked = ("--exam", "made", "--length", 500, "--seed", 3, "--quick", "--model", base, "--json")
    first, again = call(*asked), call(*asked)
    assert (first.code, again.code) == (0, 0)
    learned = [line for line in first.lines if line.get("event") == "done"]
    assert len(learned) == 1
    assert not any(line.get("event") == "done" for line in again.lines)
    shares = [x for x in again.lines if x.get("measure") == "right answers" and "among" in x]
    groups = {x["among"].split(",")[0] for x in shares}
    assert "one fact" in groups
    assert max(x["count"] for x in shares if x["among"].startswith("one fact")) <= 12
    assert "not in the document" not in groups


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("--list", "--quick"), "--exam"),
        (("--list", "--length", "900"), "--exam made"),
        (("--exam", "made", "--length", "7"), "500 to 1,000,000"),
    ],
)
def test_what_belongs_to_a_made_exam_alone(
    call: Call, home: Home, given: tuple[str, ...], told: str
) -> None:
    ended = call(*given)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.sentence
