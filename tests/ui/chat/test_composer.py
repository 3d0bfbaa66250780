"""Writing a question."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from liftapp.ui.chat.composer import Composer
from liftapp.ui.chat.wish import AskWish

LEFT = Qt.MouseButton.LeftButton
KEY = Qt.Key


@pytest.fixture
def composer(qtbot: QtBot) -> Composer:
    composer = Composer()
    qtbot.addWidget(composer)
    composer.show()
    qtbot.waitExposed(composer)
    return composer


def test_enter_asks_and_empties_the_field(qtbot: QtBot, composer: Composer) -> None:
    qtbot.keyClicks(composer.edit, " Who is the mayor?")
    with qtbot.waitSignal(composer.asked) as asked:
        qtbot.keyClick(composer.edit, KEY.Key_Return)
    assert asked.args == [AskWish("Who is the mayor?")]
    assert composer.edit.toPlainText() == ""


def test_shift_and_enter_make_a_line_and_the_field_grows(qtbot: QtBot, composer: Composer) -> None:
    before = composer.edit.sizeHint().height()
    qtbot.keyClicks(composer.edit, "one")
    qtbot.keyClick(composer.edit, KEY.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(composer.edit, "two")
    assert composer.edit.toPlainText() == "one\ntwo"
    assert composer.edit.sizeHint().height() > before
    qtbot.waitUntil(lambda: composer.edit.verticalScrollBar().maximum() == 0)


def test_nothing_is_not_asked(qtbot: QtBot, composer: Composer) -> None:
    spy = QSignalSpy(composer.asked)
    assert not composer.send.isEnabled()
    qtbot.keyClicks(composer.edit, "  ")
    qtbot.keyClick(composer.edit, KEY.Key_Return)
    assert spy.count() == 0


@pytest.mark.parametrize(
    ("mode", "wish", "modes"),
    [
        ("memory", AskWish("Q", "memory"), ("memory",)),
        ("window", AskWish("Q", "window"), ("window",)),
        ("hybrid", AskWish("Q", "hybrid"), ("hybrid",)),
        ("passages", AskWish("Q", "passages"), ("passages",)),
        ("compare", AskWish("Q", "both", compare=True), ("both", "window")),
    ],
)
def test_modes(
    qtbot: QtBot, composer: Composer, mode: str, wish: AskWish, modes: tuple[str, ...]
) -> None:
    while composer.mode.currentData() != mode:
        qtbot.keyClick(composer.mode, KEY.Key_Down)
    qtbot.keyClicks(composer.edit, "Q")
    with qtbot.waitSignal(composer.asked) as asked:
        qtbot.mouseClick(composer.send, LEFT)
    assert asked.args == [wish]
    assert asked.args[0].modes == modes


def test_stop_takes_the_place_of_ask(qtbot: QtBot, composer: Composer) -> None:
    composer.set_busy(True)
    assert not composer.send.isVisible()
    with qtbot.waitSignal(composer.stop_asked):
        qtbot.mouseClick(composer.stop, LEFT)
    with qtbot.waitSignal(composer.stop_asked):
        qtbot.keyClick(composer.edit, KEY.Key_Escape)
    spy = QSignalSpy(composer.asked)
    qtbot.keyClicks(composer.edit, "the next one")
    qtbot.keyClick(composer.edit, KEY.Key_Return)
    assert spy.count() == 0
    assert composer.edit.toPlainText() == "the next one"


def test_an_edit_keeps_place_and_mode_and_can_be_left(qtbot: QtBot, composer: Composer) -> None:
    wish = AskWish("Who?", "both", compare=True, replaces="t1", twin="t2")
    composer.start_edit(wish)
    assert composer.banner.isVisible()
    assert not composer.mode.isEnabled()
    qtbot.keyClick(composer.edit, KEY.Key_Escape)
    assert not composer.banner.isVisible()
    assert composer.edit.toPlainText() == ""
    composer.start_edit(wish)
    qtbot.keyClicks(composer.edit, "Whose?")
    with qtbot.waitSignal(composer.asked) as asked:
        qtbot.keyClick(composer.edit, KEY.Key_Return)
    assert asked.args == [AskWish("Whose?", "both", compare=True, replaces="t1", twin="t2")]
    assert composer.mode.isEnabled()
