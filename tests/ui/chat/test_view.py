"""The chat as a whole, through presses and keys."""

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from liftapp.library import Turn
from liftapp.ui.chat import AskWish, ChatView
from liftapp.ui.chat.answer import AnswerView
from liftapp.ui.chat.turn import TurnView
from liftapp.ui.chat.view import AT_ONCE
from liftapp.workflows.chats import reply_to_json
from tests.ui.chat.replies import ENTRY, FENLIN, SOURCES, reply, tokens

LEFT = Qt.MouseButton.LeftButton
KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def rows(view: ChatView) -> list[TurnView]:
    return list(view.transcript.turns())


def answer(view: ChatView, turn_id: str) -> AnswerView:
    return next(row.answers[turn_id] for row in rows(view) if turn_id in row.answers)


def finished(view: ChatView, turn_id: str, question: str = "Who?") -> TurnView:
    view.begin(turn_id, question, "both")
    view.finish(turn_id, reply(question=question))
    return rows(view)[-1]


def kept(number: int, mode: str = "both", at: str = "") -> Turn:
    question = f"Question {number}?"
    made = reply(question=question, mode=mode)
    return Turn(
        f"t{number}{mode}", "m1", at or f"2026-01-01T00:00:{number:02}", question, made.answer,
        mode, made.support, reply_to_json(made),
    )  # fmt: skip


def answering_box(press: QMessageBox.StandardButton) -> Callable[[], None]:
    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        box.button(press).click()

    return answer


def test_an_empty_chat_says_what_can_be_done(view: ChatView) -> None:
    assert "The Jichar Yearbook" in view.empty.text()
    assert view.empty.isVisible()
    assert not view.export_button.isEnabled()


def test_an_answer_streams_and_ends(qtbot: QtBot, view: ChatView) -> None:
    view.set_busy(True)
    view.begin("t1", "Who is the mayor?", "both")
    assert not view.empty.isVisible()
    assert answer(view, "t1").basis.text() == "Reading the question…"
    for one in FENLIN:
        view.add_tokens("t1", [one])
    assert answer(view, "t1").text.toPlainText() == "Lucy Fenlin of Orbury"
    assert not rows(view)[0].again.isEnabled()
    view.finish("t1", reply())
    view.set_busy(False)
    assert answer(view, "t1").sources.isVisible()
    assert rows(view)[0].again.isEnabled()


def test_a_question_is_read_out_in_its_own_words(view: ChatView) -> None:
    label = finished(view, "t1", "Who founded it?").question
    told = QAccessible.queryAccessibleInterface(label)
    assert told.text(QAccessible.Text.Name) == "Who founded it?"


def test_answers_to_another_chat_are_passed_over(view: ChatView) -> None:
    view.add_tokens("gone", FENLIN)
    view.finish("gone", reply())
    view.fail("gone", "The engine stopped.")
    assert rows(view) == []


def test_it_follows_the_end_unless_someone_reads_above(qtbot: QtBot, view: ChatView) -> None:
    bar = view.transcript.verticalScrollBar()
    for i in range(6):
        finished(view, f"t{i}")
    qtbot.waitUntil(lambda: bar.maximum() > 0 and bar.value() == bar.maximum())
    view.begin("new", "And then?", "both")
    view.add_tokens("new", tokens(*[(" word", 0.5)] * 300))
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    qtbot.keyClick(view.transcript, KEY.Key_Home)
    bar.setValue(bar.maximum() // 2)
    middle, end = bar.value(), bar.maximum()
    view.add_tokens("new", tokens(*[(" word", 0.5)] * 600))
    qtbot.waitUntil(lambda: bar.maximum() > end)
    assert bar.value() == middle


def test_a_kept_chat_is_drawn_again_newest_first(qtbot: QtBot, view: ChatView) -> None:
    view.show_memory(ENTRY, [kept(i) for i in range(AT_ONCE + 5)])
    assert len(rows(view)) == AT_ONCE
    assert rows(view)[-1].question.text() == f"Question {AT_ONCE + 4}?"
    assert answer(view, f"t{AT_ONCE}both").text.pieces() != []
    qtbot.mouseClick(view.transcript.earlier, LEFT)
    assert [r.question.text() for r in rows(view)][:2] == ["Question 0?", "Question 1?"]
    assert not view.transcript.earlier.isVisible()


def test_a_damaged_turn_shows_its_words(view: ChatView) -> None:
    damaged = Turn("t1", "m1", "2026", "Who?", "Lucy Fenlin", "both", "both", "{}")
    view.show_memory(ENTRY, [damaged])
    assert answer(view, "t1").text.toPlainText() == "Lucy Fenlin"
    assert "can't be read" in answer(view, "t1").failure.text()


def test_compared_answers_stand_side_by_side(qtbot: QtBot, view: ChatView) -> None:
    view.begin("a", "Who?", "both", 0)
    view.begin("b", "Who?", "window", 1)
    view.finish("a", reply())
    view.finish("b", reply(None, answer="Nobody", mode="window", support="window"))
    assert len(rows(view)) == 1
    left, right = answer(view, "a"), answer(view, "b")
    assert (left.heading.text(), right.heading.text()) == ("With memory", "Without memory")
    assert left.heading.isVisible()
    qtbot.waitUntil(lambda: left.geometry().right() < right.geometry().left())
    assert left.geometry().top() == right.geometry().top()
    with qtbot.waitSignal(view.asked) as asked:
        qtbot.mouseClick(rows(view)[0].again, LEFT)
    assert asked.args == [AskWish("Who?", "both", True, replaces="a", again=True, twin="b")]


def test_kept_comparisons_stand_side_by_side_again(view: ChatView) -> None:
    view.show_memory(ENTRY, [kept(1), kept(2, "both", "now"), kept(2, "window", "now"), kept(3)])
    assert [len(row.answers) for row in rows(view)] == [1, 2, 1]


def test_ask_again_and_answer_in_the_same_place(qtbot: QtBot, view: ChatView) -> None:
    row = finished(view, "t1")
    finished(view, "t2")
    with qtbot.waitSignal(view.asked) as asked:
        qtbot.mouseClick(row.again, LEFT)
    assert asked.args == [AskWish("Who?", "both", replaces="t1", again=True)]
    view.begin("t1", "Who?", "both")
    assert answer(view, "t1").text.toPlainText() == ""
    assert rows(view)[0] is row
    view.fail("t1", "The engine stopped.")
    with qtbot.waitSignal(view.asked) as asked:
        qtbot.mouseClick(row.again, LEFT)
    assert not asked.args[0].again  # nothing to differ from


def test_edit_and_resend(qtbot: QtBot, view: ChatView) -> None:
    row = finished(view, "t1", "Who is it?")
    qtbot.mouseClick(row.edit, LEFT)
    assert view.composer.edit.toPlainText() == "Who is it?"
    qtbot.keyClicks(view.composer.edit, "Where is it?")
    with qtbot.waitSignal(view.asked) as asked:
        qtbot.keyClick(view.composer.edit, KEY.Key_Return)
    assert asked.args == [AskWish("Where is it?", "both", replaces="t1")]


def test_copy(qtbot: QtBot, view: ChatView) -> None:
    qtbot.mouseClick(finished(view, "t1").copy, LEFT)
    assert QGuiApplication.clipboard().text() == "Lucy Fenlin of Orbury"


def test_delete_asks_first(qtbot: QtBot, view: ChatView) -> None:
    row = finished(view, "t1")
    spy = QSignalSpy(view.delete_asked)
    QTimer.singleShot(0, answering_box(QMessageBox.StandardButton.No))
    qtbot.mouseClick(row.delete, LEFT)
    assert spy.count() == 0
    QTimer.singleShot(0, answering_box(QMessageBox.StandardButton.Yes))
    qtbot.mouseClick(row.delete, LEFT)
    assert spy.at(0) == ["t1"]
    assert rows(view) == []
    assert view.empty.isVisible()


def test_words_are_found_in_questions_and_answers(qtbot: QtBot, view: ChatView) -> None:
    view.show_memory(ENTRY, [kept(i) for i in range(AT_ONCE + 5)])
    finished(view, "last", "Is Orbury a town?")
    qtbot.keyClick(view, KEY.Key_F, CONTROL)
    field = view.find_bar.field
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "orbury")
    qtbot.waitUntil(lambda: view.find_bar.count.text() == f"1 of {AT_ONCE + 7}")
    assert answer(view, "t0both").text.textCursor().selectedText() == "Orbury"
    qtbot.keyClick(field, KEY.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert view.find_bar.count.text() == f"{AT_ONCE + 7} of {AT_ONCE + 7}"
    qtbot.keyClick(field, KEY.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert rows(view)[-1].question.selectedText() == "Orbury"
    qtbot.keyClicks(field, "x")
    assert view.find_bar.count.text() == "nothing found"
    qtbot.keyClick(field, KEY.Key_Escape)
    assert not view.find_bar.isVisible()


@pytest.mark.parametrize("number", [0, 3, AT_ONCE + 20])
def test_it_goes_to_a_wanted_turn_and_stays_there(
    qtbot: QtBot, view: ChatView, number: int
) -> None:
    turns = [kept(i) for i in range(AT_ONCE + 22)]
    view.want(turns[number].id)
    view.show_memory(ENTRY, turns)
    qtbot.waitUntil(lambda: any(turns[number].id in row.answers for row in rows(view)))
    qtbot.waitUntil(answer(view, turns[number].id).text.hasFocus)
    row = next(r for r in rows(view) if turns[number].id in r.answers)
    assert row.question.selectedText() == f"Question {number}?"
    bar = view.transcript.verticalScrollBar()

    def top() -> int:
        return row.mapTo(view.transcript.viewport(), QPoint()).y()

    def in_place() -> bool:
        return top() == 0 or (bar.value() == bar.maximum() and top() > 0)

    qtbot.waitUntil(in_place)
    view.resize(500, 600)  # lines break anew
    qtbot.waitUntil(in_place)
    before = bar.maximum()
    answer(view, turns[number].id).gate_button.click()
    qtbot.waitUntil(lambda: bar.maximum() > before and in_place())
    qtbot.keyClick(view.transcript, KEY.Key_PageUp if number else KEY.Key_PageDown)
    assert not in_place()
    before = bar.maximum()
    answer(view, turns[number].id).gate_button.click()
    qtbot.waitUntil(lambda: bar.maximum() < before)
    assert not in_place()  # whoever scrolls is left alone


def test_what_was_wanted_of_another_chat_is_forgotten(qtbot: QtBot, view: ChatView) -> None:
    view.want("t1both")
    view.show_memory(ENTRY, [])
    view.show_memory(ENTRY, [kept(1), kept(2)])
    assert view.composer.edit.hasFocus()
    assert rows(view)[0].question.selectedText() == ""


@pytest.mark.parametrize("points", [9, 18])
def test_a_word_wider_than_a_line_leads_to_no_overlap(
    qtbot: QtBot, view: ChatView, points: int
) -> None:
    word = "Rindfleischetikettierungsüberwachungsaufgaben" * 4
    passage = replace(SOURCES[0], text=f"Wer die {word[:130]} prüft. " * 3)
    said = reply(None, answer=f"Die {word} und noch mehr. " * 9, sources=(passage,) * 3)
    view.begin("t1", f"Was ist die {word}, und wer prüft sie?", "both")
    view.finish("t1", said)
    font = view.font()
    font.setPointSize(points)
    view.setFont(font)
    for width in (900, 500, 1400):
        view.resize(width, 600)
        qtbot.waitUntil(lambda: view.transcript.width() > view.width() * 0.9)
        qtbot.waitUntil(lambda: overlapping(view) == [])  # a layout is done in several turns
        assert view.transcript.horizontalScrollBar().maximum() == 0


def overlapping(view: ChatView) -> list[object]:
    """Parts of the answer that lie upon each other, and labels that are too low for their words."""
    shown = [w for w in answer(view, "t1").children() if isinstance(w, QWidget) and w.isVisible()]
    labels = [w for w in view.transcript.findChildren(QLabel) if w.isVisible() and w.wordWrap()]
    assert len(shown) >= 3
    assert len(labels) >= 5
    pairs = [(a, b) for a, b in combinations(shown, 2) if a.geometry().intersects(b.geometry())]
    return [*pairs, *(w for w in labels if w.height() < w.heightForWidth(w.width()))]


def test_a_source_asks_for_its_page(qtbot: QtBot, view: ChatView) -> None:
    finished(view, "t1")
    with qtbot.waitSignal(view.page_asked) as asked:
        qtbot.mouseClick(answer(view, "t1").sources.buttons[0], LEFT)
    assert asked.args == [SOURCES[0]]


def test_export_and_stop_are_passed_on(qtbot: QtBot, view: ChatView) -> None:
    finished(view, "t1")
    with qtbot.waitSignal(view.export_asked):
        qtbot.mouseClick(view.export_button, LEFT)
    view.set_busy(True)
    with qtbot.waitSignal(view.stop_asked):
        qtbot.mouseClick(view.composer.stop, LEFT)


def test_everything_that_takes_the_focus_has_a_name(qtbot: QtBot, view: ChatView) -> None:
    finished(view, "t1")
    answer(view, "t1").gate_button.click()
    view.open_find()
    for widget in view.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            text = getattr(widget, "text", str)()
            assert widget.accessibleName() or text, widget


@pytest.mark.parametrize("key", [KEY.Key_Tab, KEY.Key_Backtab])
def test_tab_leaves_the_field_and_reaches_the_sources(
    qtbot: QtBot, view: ChatView, key: KEY
) -> None:
    finished(view, "t1")
    view.activateWindow()
    view.composer.edit.setFocus()
    qtbot.waitUntil(view.composer.edit.hasFocus)
    source = answer(view, "t1").sources.buttons[0]
    for _ in range(40):
        focused = QApplication.focusWidget()
        if focused is source:
            return
        assert focused is not None
        qtbot.keyClick(focused, key)
    pytest.fail("the source was never reached")
