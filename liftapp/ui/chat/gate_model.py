"""What the models of an answer's gates share: the gates, and the head that is shown."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QWidget

from liftapp.ui.chat.gates import GateGrid

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class AnyGateModel(QAbstractTableModel):
    """`head` None is the mean of all heads."""

    def __init__(self, gates: GateGrid, parent: QWidget) -> None:
        """Show these gates."""
        super().__init__(parent)
        self._gates, self._locale = gates, parent.locale()
        self._head: int | None = None

    def set_head(self, head: int | None) -> None:
        """Show another head."""
        self._head = head
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)
