"""What a contestant is asked, in which views, and how its answers are marked."""

import json
from dataclasses import replace

import pytest

from liftapp.exam.compare import BARE, REMEMBERING, UNRELATED, WHOLE, Sitting, sit
from liftapp.exam.known import Known
from liftapp.exam.subject import Subject
from liftapp.exam.views import HYBRID
from liftapp.lift.plans import Foreign
from liftapp.lift.prompts import NOT_FOUND
from tests.exam.conftest import SENTENCES, Ask

ASKED = (("When?", "1901"), ("What?", "a mill"))
FOREIGN = (Foreign("A mill burned down in 1901.", ASKED, (("Who?", NOT_FOUND),)),)


def sat(subject: Subject, contestant: str, known: list[Known]) -> Sitting:
    def search(question: str, limit: int) -> list[tuple[int, int]]:
        return [(0, 40)]

    return sit(subject, 5, contestant, "Title", known, FOREIGN, search, {"trained_tokens": 9.0})


def test_nobody_has_the_views_without_memory_and_contestants_the_others(
    subject: Subject, about: Ask
) -> None:
    known = [about(100), Known("Who?", NOT_FOUND, (), "not said")]
    bare, own = sat(subject, BARE, known), sat(subject, "a/x", known)
    assert set(bare.views) == {"closed book", "window only", "RAG", "full context", UNRELATED}
    assert set(own.views) == {*REMEMBERING, UNRELATED}
    assert bare.views["full context"].marks[1] == "-"
    for sitting in (bare, own):
        assert all(len(a.marks) == len(a.said) == 2 for a in sitting.views.values())
        assert {i for among in sitting.classes for i in among.indices} == {0, 1}
        assert sitting.tokens == len(subject.prompter.encode(subject.text))
        assert Sitting.from_row(json.loads(json.dumps(sitting.as_row()))) == sitting


def test_who_recalls_is_asked_with_passages_found_too(
    subject: Subject, about: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(subject.memory), "recalls", True)
    assert set(sat(subject, "a/x", [about(100)]).views) == {*REMEMBERING, HYBRID, UNRELATED}


def test_a_document_that_fits_is_shown_whole(subject: Subject) -> None:
    short = replace(subject, text="\n".join(SENTENCES[:3]))
    known = [Known("What?", "yes", ((0, 5),), "fact")]
    assert WHOLE in sat(short, BARE, known).views
    assert WHOLE not in sat(short, "a/x", known).views


def test_marks_tell_right_wrong_and_refused(subject: Subject, about: Ask) -> None:
    said = sat(subject, BARE, [about(100)]).views["full context"].said[0]
    assert said is not None
    known = [
        about(100, answer=said or "nothing"),
        about(100, answer=f"{said} and more"),
    ]
    marks = sat(subject, BARE, known).views["full context"].marks
    assert marks == "rw"
