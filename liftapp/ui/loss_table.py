"""The loss curve as a table: for screen readers, and for copying the figures."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from liftapp.ui.losses import Losses

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class LossModel(QAbstractTableModel):
    """One row a step: step, training loss, held-out loss (empty where none was measured)."""

    def __init__(self, losses: Losses, parent: QWidget) -> None:
        """Show these losses."""
        super().__init__(parent)
        self._losses, self._locale = losses, parent.locale()

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: N802
        """As many as there are points."""
        return 0 if parent.isValid() else len(self._losses.points)

    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: N802
        """Three."""
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | int | None:
        """Figures as text."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole or not index.isValid():
            return None
        point = self._losses.points[index.row()]
        if index.column() == 0:
            return self._locale.toString(point.step)
        loss = point.loss if index.column() == 1 else point.held_out
        return "" if loss is None else self._locale.toString(loss, "f", 3)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """Names of the columns."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (self.tr("Step"), self.tr("Training loss"), self.tr("Held-out loss"))[section]


class LossTable(QTableView):
    """The table; Ctrl+C copies the chosen cells, tab-separated."""

    def __init__(self, losses: Losses, parent: QWidget | None = None) -> None:
        """Show these losses; call `refresh` when they grew."""
        super().__init__(parent)
        self._model = LossModel(losses, self)
        self.setModel(self._model)
        self.setAccessibleName(self.tr("Losses as a table"))
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setTabKeyNavigation(False)  # Tab leaves the table, arrows move in it
        copy = QAction(self.tr("Copy"), self, shortcut=QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self._copy)
        self.addAction(copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def refresh(self) -> None:
        """Show what was added."""
        self._model.layoutChanged.emit()

    def _copy(self) -> None:
        rows: dict[int, list[str]] = {}
        for index in sorted(self.selectedIndexes()):
            rows.setdefault(index.row(), []).append(str(index.data()))
        QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in rows.values()))
