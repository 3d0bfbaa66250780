"""The gate view: map and table, heads, and the tie between tokens and text."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from liftapp.ui.chat.answer import AnswerView
from liftapp.ui.chat.gate_view import GateView
from liftapp.ui.chat.gates import label
from tests.ui.chat.replies import HEADS, LAYERS, reply, tokens

LEFT = Qt.MouseButton.LeftButton
KEY = Qt.Key


@pytest.fixture
def answer(qtbot: QtBot) -> AnswerView:
    answer = AnswerView(paged=True)
    qtbot.addWidget(answer)
    answer.resize(700, 700)
    answer.show()
    answer.show_reply(reply())
    qtbot.waitExposed(answer)
    qtbot.mouseClick(answer.gate_button, LEFT)
    return answer


@pytest.fixture
def gates(answer: AnswerView) -> GateView:
    assert answer.gate_view is not None
    return answer.gate_view


def cell(gates: GateView, layer: int, token: int) -> QPoint:
    return gates.map.visualRect(gates.map.gates.index(layer, token)).center()


def test_the_map_is_as_wide_as_its_columns_and_scrolls_where_there_is_no_room(
    qtbot: QtBot, answer: AnswerView, gates: GateView
) -> None:
    table, high = gates.map, gates.map.height()
    columns = table.verticalHeader().width() + table.horizontalHeader().length()
    qtbot.waitUntil(lambda: table.width() == columns)
    assert not table.horizontalScrollBar().isVisible()
    answer.show_reply(reply(tokens(*[(" considerable", 0.5)] * 30)))
    qtbot.mouseClick(answer.gate_button, LEFT)
    assert answer.gate_view is not None
    long = answer.gate_view.map
    qtbot.waitUntil(lambda: long.horizontalScrollBar().isVisible() and long.height() > high)
    assert long.width() <= answer.width()


def test_layers_by_tokens(gates: GateView) -> None:
    model = gates.map.gates
    assert (model.rowCount(), model.columnCount()) == (LAYERS, 5)
    heads = [model.headerData(i, Qt.Orientation.Horizontal) for i in range(5)]
    assert heads == ["Lucy", "Fen", "lin", "of", "Orbury"]
    assert model.headerData(2, Qt.Orientation.Vertical) == "Layer 3"
    assert [model.index(0, i).data() for i in range(5)] == ["20", "40", "80", "3", "90"]


def test_a_press_in_the_map_selects_the_token_in_the_text(
    qtbot: QtBot, answer: AnswerView, gates: GateView
) -> None:
    qtbot.mouseClick(gates.map.viewport(), LEFT, pos=cell(gates, 1, 2))
    assert answer.text.textCursor().selectedText() == "lin"
    assert gates.table.currentIndex().row() == 2


def test_a_press_in_the_text_chooses_the_token_in_the_map(
    qtbot: QtBot, answer: AnswerView, gates: GateView
) -> None:
    at = answer.text.pieces()[2][0].center().toPoint()
    qtbot.mouseClick(answer.text.viewport(), LEFT, pos=at)
    assert gates.map.token == 4
    assert "“Orbury”" in gates.words.text()


def test_arrow_keys_move_and_are_announced(
    qtbot: QtBot, answer: AnswerView, gates: GateView
) -> None:
    gates.map.setFocus()
    gates.choose(0)
    qtbot.keyClick(gates.map, KEY.Key_Right)
    qtbot.keyClick(gates.map, KEY.Key_Down)
    said = "“Fen”, layer 2, mean of all heads: 40\u00a0% from memory; all layers: 40\u00a0%"
    assert gates.map.accessibleDescription() == gates.words.text() == said
    assert answer.text.textCursor().selectedText() == "Fen"
    qtbot.keyClick(gates.map, KEY.Key_End)
    assert gates.map.token == 4


def test_a_head_can_be_looked_at_alone(qtbot: QtBot, gates: GateView) -> None:
    gates.choose(4)
    assert gates.heads.count() == HEADS + 1
    gates.heads.setFocus()
    qtbot.keyClick(gates.heads, KEY.Key_Down)
    assert gates.map.gates.index(0, 4).data() == "88"
    assert gates.table.gates.index(4, 1).data() == "0.880"
    assert "head 1" in gates.words.text()


@pytest.mark.qt_log_ignore("does not support raise", extend=True)
def test_the_tooltip_says_the_cell(qtbot: QtBot, gates: GateView) -> None:
    at = cell(gates, 2, 1)
    viewport = gates.map.viewport()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, at, viewport.mapToGlobal(at))
    QApplication.sendEvent(viewport, event)
    qtbot.waitUntil(QToolTip.isVisible)
    assert QToolTip.text().startswith("“Fen”, layer 3")
    QToolTip.hideText()


def test_the_table_has_the_same_and_can_be_copied(
    qtbot: QtBot, answer: AnswerView, gates: GateView
) -> None:
    qtbot.mouseClick(gates.as_table, LEFT)
    assert gates.table.isVisible()
    assert not gates.map.isVisible()
    gates.table.setFocus()
    qtbot.keyClick(gates.table, KEY.Key_Down)
    assert answer.text.textCursor().selectedText() == "Fen"
    qtbot.keyClick(gates.table, KEY.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Token\nFen"
    qtbot.mouseClick(gates.copy, LEFT)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0] == "Token\tMean\tLayer 1\tLayer 2\tLayer 3"
    assert lines[1] == "Lucy\t0.200\t0.200\t0.200\t0.200"
    assert len(lines) == 6


def test_another_answer_closes_the_old_gates(answer: AnswerView) -> None:
    answer.begin("both")
    assert answer.gate_view is None
    assert not answer.gate_button.isVisible()


@pytest.mark.parametrize(
    ("token", "shown"),
    [(" Orbury", "Orbury"), ("\n", "↵"), (" ", "␣"), ("", "∅"), ("x" * 30, "x" * 15 + "…")],
)
def test_every_token_has_a_heading_that_can_be_seen(token: str, shown: str) -> None:
    assert label(token) == shown
