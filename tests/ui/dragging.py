"""What the system sends to a window while files are dragged over it and dropped."""

import warnings
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

COPY = Qt.DropAction.CopyAction
LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


class Drag:
    """Some files over the middle of a window."""

    def __init__(self, window: QWidget, paths: Sequence[str | Path]) -> None:
        self._window = window
        self._place = window.rect().center()
        self._data = QMimeData()
        self._data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])

    def enter(self) -> bool:
        """Whether the window would take them."""
        return self._send(QDragEnterEvent)

    def leave(self) -> None:
        QApplication.sendEvent(self._window.windowHandle(), QDragLeaveEvent())

    def drop(self) -> bool:
        """Whether the window took them."""
        self._send(QDragMoveEvent)
        event = QDropEvent(QPointF(self._place), COPY, self._data, LEFT, NONE)
        QApplication.sendEvent(self._window.windowHandle(), event)
        return event.isAccepted()

    def _send(self, kind: type[QDragMoveEvent]) -> bool:
        with warnings.catch_warnings():
            # From 6.12 on the place is a QPointF, which 6.11 does not take.
            warnings.simplefilter("ignore", DeprecationWarning)
            event = kind(self._place, COPY, self._data, LEFT, NONE)
        QApplication.sendEvent(self._window.windowHandle(), event)
        return event.isAccepted()
