"""The waiting jobs as a list one can shorten and reorder; invisible while there are none."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListView, QPushButton, QVBoxLayout, QWidget

from liftapp.ui.job_queue import JobQueue

ROWS = 3
"""Lines of the list; more scroll."""


class QueueView(QWidget):
    """Shows a JobQueue: Del drops a job, Ctrl+Up lets it run earlier."""

    def __init__(self, queue: JobQueue, parent: QWidget | None = None) -> None:
        """Show this queue and follow it."""
        super().__init__(parent)
        self._queue = queue
        self._heading, self._list = QLabel(), QListView()
        self._list.setModel(queue)
        self._list.setAccessibleName(self.tr("Waiting documents"))
        self._list.setMaximumHeight(self.fontMetrics().height() * (ROWS + 1))
        self._earlier = self._action(self.tr("Earlier"), "Ctrl+Up", self._move_up)
        self._drop = self._action(self.tr("Take out"), "Del", self._remove)
        row = QHBoxLayout()
        row.addWidget(self._heading, 1)
        for action in (self._earlier, self._drop):
            button = QPushButton(action.text())
            button.clicked.connect(action.trigger)
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(self._list)
        for signal in (queue.rowsInserted, queue.rowsRemoved):
            signal.connect(self._tell)
        self._tell()

    def _action(self, name: str, keys: str, do: Callable[[], None]) -> QAction:
        action = QAction(name, self, shortcut=QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(do)
        self._list.addAction(action)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        return action

    def _row(self) -> int:
        """The chosen row, else the first."""
        return max(0, self._list.currentIndex().row())

    def _remove(self) -> None:
        if self._queue.rowCount():
            self._queue.remove(self._row())

    def _move_up(self) -> None:
        self._queue.move_up(self._row())

    def _tell(self) -> None:
        waiting = self._queue.rowCount()
        number = self.locale().toString(waiting)
        self._heading.setText(self.tr("Waiting to be learned: {n}").format(n=number))
        self.setVisible(waiting > 0)
