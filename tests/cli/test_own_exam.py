"""`--exam` without a file and `--more`: what they print, and what makes no sense.

The tiny model can't write a question, so exams are put beside its memory where answers matter.
"""

from pathlib import Path

import pytest

from liftapp.cli.output import Output
from liftapp.events import ExamHeld
from liftapp.library import Library
from liftapp.paths import Home
from tests.cli.conftest import Call
from tests.library.samples import exam
from tests.workflows.tiny import write_text


def test_learning_ends_with_the_exam_and_then_with_done(
    call: Call, base: Path, learned: Home, tmp_path: Path
) -> None:
    with Library(learned) as library:
        (record,) = library.memories.all()
        (learned.data / "memories" / record.id / "exam.json").unlink()
    ended = call("--train", write_text(tmp_path), "--model", base, "--json")
    assert ended.code == 0
    names = [line["event"] for line in ended.lines]
    assert names[:3] == ["model", "document", "stage"]
    assert names[-2:] == ["exam", "done"]
    assert ended.lines[-2] == {
        "event": "exam", "asked": 0, "before": 0, "after": 0, "not_learned": [],
    }  # fmt: skip
    assert "No question could be written for the exam." in ended.err


def test_an_exam_without_a_file_has_a_line_for_each_section(call: Call, learned: Home) -> None:
    ended = call("--exam", "--document", "reactor", "--json")
    assert ended.code == 0
    rows = [line for line in ended.lines if "event" not in line]
    assert [row["section"] for row in rows] == [1, "all"]
    assert rows[0]["name"] == "part 1 of 1"
    assert (rows[1]["asked"], rows[1]["score"]) == (0, None)
    words = call("--exam", "--quick")
    assert words.code == 0
    assert "part 1 of 1" in words.out
    assert "never trained on" in words.out
    with Library(learned) as library:
        (record,) = library.memories.all()
        (learned.data / "memories" / record.id / "questions.json").unlink()
    assert "was not kept" in call("--exam", "--quick").out


def test_the_list_tells_the_score(call: Call, learned: Home) -> None:
    assert call("--list", "--json").lines[0]["score"] is None
    with Library(learned) as library:
        library.keep_exam(library.memories.all()[0].id, exam(3, 1))
    assert call("--list", "--json").lines[0]["score"] == pytest.approx(4 / 6)
    assert call("--list").out.rstrip("\n").split("\t")[-1] == "67% right"


def test_learning_more_says_what_is_in_the_way(call: Call, learned: Home) -> None:
    assert call("--more", "unknown").code == 6
    nothing = call("--more", "reactor")
    assert (nothing.code, nothing.out) == (2, "")
    assert "no section that is not learned" in nothing.sentence
    with Library(learned) as library:
        library.keep_exam(library.memories.all()[0].id, exam(3, 1))
    assert "numbers from 1 to 2" in call("--more", "reactor", "--sections", 3).sentence


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--list", "--sections", 1), "--more NAME"),
        (("--exam", "--report", "x"), "--exam FILE"),
        (("--exam", "--benchmark", "loogle"), "--exam FOLDER"),
        (("--more", "a", "--list"), "one thing"),
        (("--more", "a", "--sections"), "--sections"),
        (("--more", "a", "--sections", "two"), "two"),
    ],
)
def test_what_makes_no_sense_is_told(call: Call, arguments: tuple[object, ...], told: str) -> None:
    ended = call(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.sentence


def test_what_was_not_learned_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    Output(as_json=False).event(ExamHeld(38, 2, 31, ("Chapter 2", "pages 3-4")))
    said = capsys.readouterr().err
    assert "Exam: 31 of 38 questions right from memory alone (2 without it)" in said
    assert "Not learned: Chapter 2; pages 3-4" in said
