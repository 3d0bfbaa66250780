"""The list of memories, out of which a finished one can be dragged as a .liftmem file."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl, Signal
from PySide6.QtGui import QDrag, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QListView, QWidget

from liftapp.ui.look import icon


class MemoryList(QListView):
    """Asks for the file when a drag begins; it goes on once the file is there."""

    drag_begun = Signal()
    """Of the current row; answer with `drag`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without a model."""
        super().__init__(parent)
        self._waiting = False
        self.setDragEnabled(True)

    def drag(self, path: Path) -> bool:
        """Drag this file where the button is still down; whether someone took it."""
        self._waiting = False
        if not QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            return False
        data, drag = QMimeData(), QDrag(self)
        data.setUrls([QUrl.fromLocalFile(str(path))])
        drag.setMimeData(data)
        drag.setPixmap(icon().pixmap(self.fontMetrics().height() * 2))
        return drag.exec(Qt.DropAction.CopyAction) is not Qt.DropAction.IgnoreAction

    def startDrag(self, actions: Qt.DropAction) -> None:  # noqa: N802  Qt's name
        """Ask for the file: writing it may take a while, and the window goes on."""
        del actions
        self._waiting = True
        self.drag_begun.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose no other row while the file is written."""
        if not self._waiting:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Nothing is dragged any more."""
        self._waiting = False
        super().mouseReleaseEvent(event)
