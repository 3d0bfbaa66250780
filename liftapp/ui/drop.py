"""Files dropped anywhere on a window: a veil over all of it says that they will be taken."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget


class DropVeil(QWidget):
    """Covers its window while files that can be read are dragged over it."""

    dropped = Signal(object)
    """list[Path] of what can be read."""

    def __init__(self, window: QWidget, accepts: Callable[[Path], bool]) -> None:
        """Belong to `window`; `accepts` judges a path without looking into the file."""
        super().__init__(window)
        self._accepts = accepts
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Drop documents here"))
        self.hide()

    def watch(self) -> None:
        """Begin, once the window is a window of the system.

        Text fields take drops themselves, so the drag is seen before Qt looks for the widget
        below the pointer: by then this one lies on top.
        """
        self.window().windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Come up when files arrive that can be read."""
        if event.type() == QEvent.Type.DragEnter and isinstance(event, QDropEvent):
            # What has a source comes out of this very window.
            if event.source() is None and self._readable(event.mimeData()):
                self.show()
        elif event.type() in (QEvent.Type.DragLeave, QEvent.Type.Drop):
            self._hide_later()
        return super().eventFilter(watched, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take it: it came up because it can be read."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802
        """Go away."""
        self.hide()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Tell the files."""
        self.hide()
        paths = self._readable(event.mimeData())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(paths)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Cover everything."""
        self.setGeometry(self.window().rect())
        self.raise_()
        super().showEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Dim what is below and say what a drop will do."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self.palette().color(QPalette.ColorRole.Window)
        colour.setAlphaF(0.92)
        painter.fillRect(self.rect(), colour)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 1.6)
        letter = self.fontMetrics().height()
        painter.setPen(
            QPen(self.palette().color(QPalette.ColorRole.Accent), letter / 8, Qt.PenStyle.DashLine)
        )
        painter.drawRoundedRect(self.rect().adjusted(letter, letter, -letter, -letter),
                                letter, letter)  # fmt: skip
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.setFont(font)
        words = self.tr("Drop to open")
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), words)

    def _hide_later(self) -> None:
        # Not now: the veil itself still gets this event.
        QTimer.singleShot(0, self, self.hide)

    def _readable(self, data: QMimeData) -> list[Path]:
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        return [path for path in paths if self._accepts(path)]
