"""The gates as a plain table: for screen readers, and for copying the figures."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QTableView, QWidget

from liftapp.ui.chat.gate_model import ROOT, AnyGateModel, Index
from liftapp.ui.chat.gates import GateGrid

FIXED = 2
"""Columns before those of the layers: token, mean."""
MEASURED = 50
"""Rows that decide how wide a column is; to ask thousands takes long."""


class GateTableModel(AnyGateModel):
    """One row a token: the token, its mean, its share in each layer; shares from 0 to 1."""

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: N802
        """Tokens."""
        return 0 if parent.isValid() else len(self._gates.labels)

    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: N802
        """Token, mean, layers."""
        return 0 if parent.isValid() else FIXED + self._gates.num_layers

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | int | None:
        """Figures as text."""
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole and column:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if not column:
            return self._gates.labels[row]
        gates, layer = self._gates, column - FIXED
        share = gates.mean(row, self._head) if layer < 0 else gates.value(row, layer, self._head)
        return self._locale.toString(share, "f", 3)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """Names of the columns; rows are numbered."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return self._locale.toString(section + 1)
        names = (self.tr("Token"), self.tr("Mean"))
        if section < FIXED:
            return names[section]
        number = self._locale.toString(section - FIXED + 1)
        return self.tr("Layer {number}").format(number=number)


class GateTable(QTableView):
    """The table; Ctrl+C copies the chosen cells, tab-separated, with their headings."""

    token_chosen = Signal(int)

    def __init__(self, gates: GateGrid, parent: QWidget | None = None) -> None:
        """Show these gates."""
        super().__init__(parent)
        self.gates = GateTableModel(gates, self)
        self.setModel(self.gates)
        self.setAccessibleName(self.tr("Gates as a table, a row for each token"))
        self.setTabKeyNavigation(False)  # Tab leaves the table, arrows move in it
        self.horizontalHeader().setResizeContentsPrecision(MEASURED)
        self.resizeColumnsToContents()
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.25))
        copy = QAction(self.tr("Copy"), self)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self.copy_selected)
        self.addAction(copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def choose(self, token: int) -> None:
        """Go to the row of a token."""
        self.setCurrentIndex(self.gates.index(token, max(0, self.currentIndex().column())))

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        """Tell which token was gone to."""
        super().currentChanged(current, previous)
        if current.isValid() and current.row() != previous.row():
            self.token_chosen.emit(current.row())

    def copy_all(self) -> None:
        """Put the whole table on the clipboard."""
        self._copy(range(self.gates.rowCount()), range(self.gates.columnCount()))

    def copy_selected(self) -> None:
        """Put the rows and columns that have chosen cells on the clipboard."""
        chosen = self.selectedIndexes()
        rows, columns = {i.row() for i in chosen}, {i.column() for i in chosen}
        if chosen:
            self._copy(sorted(rows), sorted(columns))

    def _copy(self, rows: "range | list[int]", columns: "range | list[int]") -> None:
        heads = [str(self.gates.headerData(c, Qt.Orientation.Horizontal)) for c in columns]
        table = [[str(self.gates.index(r, c).data()) for c in columns] for r in rows]
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in [heads, *table]))
