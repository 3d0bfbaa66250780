from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot

from liftapp.ui.drop import DropVeil
from tests.ui.dragging import Drag


@pytest.fixture
def field() -> QLineEdit:
    """It fills the window, and would take a dropped file as text."""
    return QLineEdit()


@pytest.fixture
def window(field: QLineEdit, qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    window.setCentralWidget(field)
    qtbot.addWidget(window)
    return window


@pytest.fixture
def veil(window: QMainWindow, qtbot: QtBot) -> DropVeil:
    veil = DropVeil(window, lambda path: path.suffix == ".pdf")
    window.show()
    qtbot.waitExposed(window)
    veil.watch()
    return veil


def test_a_file_dropped_on_a_text_field_opens_it(
    window: QMainWindow, field: QLineEdit, veil: DropVeil, qtbot: QtBot
) -> None:
    drag = Drag(window, ["/a/report.pdf", "/a/photo.png"])
    assert drag.enter()
    assert veil.isVisible()
    assert veil.geometry() == window.rect()
    with qtbot.waitSignal(veil.dropped) as dropped:
        assert drag.drop()
    assert dropped.args == [[Path("/a/report.pdf")]]
    qtbot.waitUntil(veil.isHidden)
    assert field.text() == ""


def test_what_cannot_be_read_brings_no_veil(window: QMainWindow, veil: DropVeil) -> None:
    Drag(window, ["/a/photo.png"]).enter()
    assert veil.isHidden()


def test_the_veil_goes_when_the_drag_leaves(
    window: QMainWindow, veil: DropVeil, qtbot: QtBot
) -> None:
    drag = Drag(window, ["/a/report.pdf"])
    drag.enter()
    assert veil.isVisible()
    drag.leave()
    qtbot.waitUntil(veil.isHidden)
