"""The exam of a memory as people see it: in words, as a table, by name, and to be learned more."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from liftapp.library import OwnExam, Section, Unit
from liftapp.ui.learned_exam import LearnedExam
from tests.library.samples import exam
from tests.ui.widgets import show

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def widget(qtbot: QtBot) -> LearnedExam:
    learned = LearnedExam()
    show(qtbot, learned)
    return learned


def test_each_section_has_its_line_and_those_not_learned_are_named(widget: LearnedExam) -> None:
    widget.show_exam(exam(3, 0, 2))
    assert widget.words.text() == (
        "What was learned: 5 of 9 questions that it never saw are right (0 before learning)."
    )
    assert widget.rows == [
        ["Chapter 1", "3", "0", "3", "yes"],
        ["Chapter 2", "3", "0", "0", "no"],
        ["Chapter 3", "3", "0", "2", "yes"],
    ]
    assert widget.missing.text() == "Not learned: Chapter 2"
    assert widget.table.isVisible()
    assert "5 of 9" in widget.table.accessibleDescription()


def test_a_click_asks_to_learn_more_and_only_where_something_is_missing(
    qtbot: QtBot, widget: LearnedExam
) -> None:
    widget.show_exam(exam(3, 0))
    with qtbot.waitSignal(widget.more_asked):
        qtbot.mouseClick(widget.more, LEFT)
    widget.show_exam(exam(3, 3))
    assert widget.more.isHidden()
    assert widget.missing.isHidden()


@pytest.mark.parametrize(
    ("held", "words"),
    [(None, "No exam was held."), (OwnExam((), ()), "No question could be written for an exam.")],
)
def test_without_questions_there_is_no_table(
    widget: LearnedExam, held: OwnExam | None, words: str
) -> None:
    widget.show_exam(exam(0))
    widget.show_exam(held)
    assert widget.words.text() == words
    assert widget.rows == []
    assert widget.table.isHidden()
    assert widget.more.isHidden() is (held is not None)


def test_an_exam_that_was_not_held_can_be(qtbot: QtBot, widget: LearnedExam) -> None:
    widget.show_exam(None)
    assert widget.more.text() == "Hold the &exam now"
    with qtbot.waitSignal(widget.more_asked):
        qtbot.mouseClick(widget.more, LEFT)
    widget.show_exam(exam(0))
    assert widget.more.text() == "Learn these &more"


def test_what_may_have_been_learned_is_not_called_new(widget: LearnedExam) -> None:
    widget.show_exam(replace(exam(3, 0), fresh=False))
    assert widget.words.text() == (
        "What was learned: 3 of 6 questions are right (0 before learning). "
        "Some of them may have been learned."
    )


def test_what_was_only_read_is_not_learned_more(widget: LearnedExam) -> None:
    widget.show_exam(replace(exam(3, 0), fresh=False), trained=False)
    assert widget.words.text() == (
        "What was learned: 3 of 6 questions are right (0 before learning)."
    )
    assert widget.missing.text() == "Not learned: Chapter 2"
    assert widget.more.isHidden()
    widget.show_exam(None, trained=False)
    assert widget.more.isVisible()
    assert widget.more.text() == "Hold the &exam now"


@pytest.mark.parametrize(
    ("section", "name"),
    [
        (Section(Unit.HEADING, "<b>On</b> & off", 1, 1, 0, 9), "<b>On</b> & off"),
        (Section(Unit.PAGES, "", 4, 4, 0, 9), "Page 4"),
        (Section(Unit.PAGES, "", 4, 1200, 0, 9), "Pages 4 to 1,200"),
        (Section(Unit.PART, "", 2, 5, 0, 9), "Part 2 of 5"),
    ],
)
def test_sections_have_names(widget: LearnedExam, section: Section, name: str) -> None:
    widget.show_exam(replace(exam(0), sections=(section,)))
    assert widget.rows[0][0] == name
    assert widget.missing.text() == f"Not learned: {name}"
    assert widget.missing.textFormat() is Qt.TextFormat.PlainText
