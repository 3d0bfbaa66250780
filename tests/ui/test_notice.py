"""The tray: a notice where there is one, and no harm where there is none."""

import pytest
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from liftapp.ui.notice import Notice
from tests.ui.widgets import show


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def alerts(monkeypatch: pytest.MonkeyPatch) -> list[QWidget]:
    told: list[QWidget] = []
    monkeypatch.setattr(QApplication, "alert", told.append)
    return told


def icon() -> QIcon:
    return QIcon(QPixmap(16, 16))


def test_a_window_behind_others_asks_for_attention(window: QWidget, alerts: list[QWidget]) -> None:
    Notice(icon(), window).tell("Learned", "You can ask about it now.")
    assert alerts == [window]


def test_a_window_in_front_needs_no_notice(
    qtbot: QtBot, window: QWidget, alerts: list[QWidget]
) -> None:
    show(qtbot, window)
    Notice(icon(), window).tell("Learned", "You can ask about it now.")
    assert alerts == []


def test_where_there_is_a_tray_it_says_so_there(
    window: QWidget, alerts: list[QWidget], monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[tuple[str, str]] = []
    for name in ("supportsMessages", "isVisible"):
        monkeypatch.setattr(QSystemTrayIcon, name, lambda *_: True)
    monkeypatch.setattr(
        QSystemTrayIcon, "showMessage", lambda _, title, text, icon: said.append((title, text))
    )
    Notice(icon(), window).tell("Learned", "You can ask about it now.")
    assert said == [("Learned", "You can ask about it now.")]


def test_its_menu_and_a_click_lead_back(qtbot: QtBot, window: QWidget) -> None:
    notice = Notice(icon(), window)
    open_it, quit_it = notice.contextMenu().actions()
    with qtbot.waitSignal(notice.open_asked):
        open_it.trigger()
    with qtbot.waitSignal(notice.quit_asked):
        quit_it.trigger()
    with qtbot.waitSignal(notice.open_asked):
        notice.messageClicked.emit()
    with qtbot.waitSignal(notice.open_asked):
        notice.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
