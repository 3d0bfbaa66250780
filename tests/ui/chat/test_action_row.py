from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QToolButton
from pytestqt.qtbot import QtBot

from liftapp.ui.chat.action_row import ActionRow
from liftapp.ui.icons import icon


def test_names_give_way_to_icons_and_come_back(qtbot: QtBot) -> None:
    buttons = [QToolButton() for _ in range(4)]
    for button in buttons:
        button.setText("A rather long name")
        button.setIcon(icon("copy"))
    area = QScrollArea(widgetResizable=True)
    qtbot.addWidget(area)
    area.setWidget(ActionRow(buttons))
    area.resize(1000, 100)
    area.show()

    def styles() -> set[Qt.ToolButtonStyle]:
        return {button.toolButtonStyle() for button in buttons}

    qtbot.waitUntil(lambda: styles() == {Qt.ToolButtonStyle.ToolButtonTextBesideIcon})
    area.resize(220, 100)
    qtbot.waitUntil(lambda: styles() == {Qt.ToolButtonStyle.ToolButtonIconOnly})
    assert not area.horizontalScrollBar().isVisible()
    assert all(b.geometry().right() <= area.viewport().width() for b in buttons)
    area.resize(1000, 100)
    qtbot.waitUntil(lambda: styles() == {Qt.ToolButtonStyle.ToolButtonTextBesideIcon})
