"""The text of an answer on the screen: shading, selection, tooltips."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent, QTextCursor
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from liftapp.ui.chat.answer_text import AnswerText
from liftapp.ui.chat.shading import Shades
from tests.ui.chat.replies import FENLIN, tokens

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def text(qtbot: QtBot) -> AnswerText:
    text = AnswerText()
    qtbot.addWidget(text)
    text.resize(400, 50)
    text.show_answer("Lucy Fenlin of Orbury", FENLIN)
    text.show()
    qtbot.waitExposed(text)
    return text


def centre(text: AnswerText, word: int) -> QPoint:
    return text.pieces()[word][0].center().toPoint()


def test_every_word_with_a_share_has_its_place(text: AnswerText) -> None:
    shares = [round(share, 2) for _, share in text.pieces()]
    assert shares == [0.2, 0.6, 0.9]  # "of" took hardly anything and stays plain
    lefts = [rect.left() for rect, _ in text.pieces()]
    assert lefts == sorted(lefts)
    assert all(rect.width() > 10 for rect, _ in text.pieces())


def test_words_are_painted_by_their_share(text: AnswerText) -> None:
    image = text.viewport().grab().toImage()

    def ground(word: int) -> float:
        rect, _ = text.pieces()[word]
        return image.pixelColor(round(rect.left()), round(rect.top()) + 1).lightnessF()

    assert ground(0) > ground(1) > ground(2)

    def line(word: int) -> int:
        rect, _ = text.pieces()[word]
        x, bottom = round(rect.left()) + 1, round(rect.bottom())
        colour = Shades(text.palette()).line.name()
        return sum(image.pixelColor(x, y).name() == colour for y in range(bottom - 6, bottom + 1))

    assert 0 < line(0) <= line(1) <= line(2)
    assert line(0) < line(2)


def test_a_long_word_is_shaded_on_each_of_its_lines(qtbot: QtBot, text: AnswerText) -> None:
    text.show_answer("x" * 200, tokens(("x" * 200, 0.5)))
    assert len(text.pieces()) > 2
    assert text.height() > 3 * text.fontMetrics().height()


def test_it_streams_without_losing_the_selection(text: AnswerText) -> None:
    text.restart()
    text.say(tokens((" Lucy", 0.2), (" Fen", 0.4)))
    cursor = text.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(4, QTextCursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)
    text.say(tokens(("lin", 0.8)))
    assert text.toPlainText() == "Lucy Fenlin"
    assert text.textCursor().selectedText() == "Lucy"
    assert [round(w.share, 2) for w in text.shaded] == [0.2, 0.6]


def test_a_formula_is_shaded_and_copied_as_it_was_written(text: AnswerText) -> None:
    written = [(" It", 0.1), (" is", 0.2), (" $x", 0.4), ("^2", 0.6), ("$.", 0.9)]
    text.show_answer("It is $x^2$.", tokens(*written))
    assert text.toPlainText() == "It is x²."
    assert [round(w.share, 2) for w in text.shaded] == [0.1, 0.2, round((0.4 + 0.6 + 0.9) / 3, 2)]
    text.select_token(3)
    assert text.textCursor().selectedText() == "²"
    text.selectAll()
    text.copy()
    assert QApplication.clipboard().text() == "It is $x^2$."
    text.restart()
    text.say(tokens((" $x^2$", 0.4)))
    assert text.toPlainText() == "$x^2$"


def test_a_press_and_the_arrow_keys_choose_a_token(qtbot: QtBot, text: AnswerText) -> None:
    spy = QSignalSpy(text.token_chosen)
    qtbot.mouseClick(text.viewport(), LEFT, pos=centre(text, 2))
    assert spy.at(spy.count() - 1) == [4]
    qtbot.keyClick(text, Qt.Key.Key_Home)
    assert spy.at(spy.count() - 1) == [0]


def test_a_token_can_be_selected_from_outside(qtbot: QtBot, text: AnswerText) -> None:
    spy = QSignalSpy(text.token_chosen)
    text.select_token(2)
    assert text.textCursor().selectedText() == "lin"
    assert spy.count() == 0


def test_signs_beyond_the_first_plane_shift_nothing(text: AnswerText) -> None:
    text.show_answer("😀 Orbury", tokens(("😀", 0.1), (" Or", 0.4), ("bury", 0.6)))
    text.select_token(2)
    assert text.textCursor().selectedText() == "bury"


@pytest.mark.qt_log_ignore("does not support raise", extend=True)
def test_the_tooltip_has_word_share_and_tokens(qtbot: QtBot, text: AnswerText) -> None:
    at = centre(text, 1)
    event = QHelpEvent(QHelpEvent.Type.ToolTip, at, text.viewport().mapToGlobal(at))
    QApplication.sendEvent(text.viewport(), event)
    qtbot.waitUntil(QToolTip.isVisible)
    assert QToolTip.text() == (
        "“Fenlin”: 60\u00a0% from memory\nIts tokens: Fen 40\u00a0%, lin 80\u00a0%"
    )
    QToolTip.hideText()


def test_it_is_as_high_as_its_text_and_lets_the_wheel_pass(text: AnswerText) -> None:
    text.show_answer("word " * 200, ())
    assert text.verticalScrollBar().maximum() == 0
    assert text.height() >= text.document().size().height()
    assert text.pieces() == []
