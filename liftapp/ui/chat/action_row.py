"""Buttons in a row: with their names where there is room for them, else their icons alone."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

BESIDE, ALONE = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly


class ActionRow(QWidget):
    """Takes no more width than the icons need: it never makes a narrow window scroll sideways."""

    def __init__(self, actions: Sequence[QToolButton], parent: QWidget | None = None) -> None:
        """Hold these buttons, left to right; each has an icon, a text and a tool tip."""
        super().__init__(parent)
        self._actions = list(actions)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for action in actions:
            action.setToolButtonStyle(BESIDE)
            self._row.addWidget(action)
        self._row.addStretch(1)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Of the icons alone."""
        height = self._row.minimumSize().height()
        return QSize(height * len(self._actions) + self._spaces(), height)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Show the names if they fit."""
        super().resizeEvent(event)
        named = sum(self._width(action) for action in self._actions) + self._spaces()
        style = BESIDE if named <= event.size().width() else ALONE
        for action in self._actions:
            action.setToolButtonStyle(style)

    def _spaces(self) -> int:
        return self._row.spacing() * len(self._actions)

    def _width(self, action: QToolButton) -> int:
        """Of the button with its name, whatever it shows now."""
        shown = action.toolButtonStyle()
        action.setToolButtonStyle(BESIDE)
        width = action.sizeHint().width()
        action.setToolButtonStyle(shown)
        return width
