"""The heat map of an answer's gates: a row for each layer, a column for each token.

It is a table view, so that arrow keys, screen readers and scrolling work as everywhere.
"""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from liftapp.ui.chat.gate_model import ROOT, AnyGateModel, Index
from liftapp.ui.chat.gates import GateGrid
from liftapp.ui.chat.phrases import percent
from liftapp.ui.chat.shading import Shades

SHARE = Qt.ItemDataRole.UserRole
MOST_ROWS = 12
"""Layers in sight at once; the others are scrolled to."""


class GateModel(AnyGateModel):
    """Layers x tokens."""

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: N802
        """Layers."""
        return 0 if parent.isValid() else self._gates.num_layers

    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: N802
        """Tokens."""
        return 0 if parent.isValid() else len(self._gates.labels)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | float | None:
        """Whole per cent to see, a sentence to hear and for the tooltip."""
        share = self._gates.value(index.column(), index.row(), self._head)
        if role == SHARE:
            return share
        if role == Qt.ItemDataRole.DisplayRole:
            return self._locale.toString(round(share * 100))
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.words(index.row(), index.column())
        return None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """Tokens above, layers at the side."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self._gates.labels[section]
        return self.tr("Layer {number}").format(number=self._locale.toString(section + 1))

    def words(self, layer: int, token: int) -> str:
        """One cell as a sentence."""
        which = self.tr("mean of all heads")
        if self._head is not None:
            which = self.tr("head {number}").format(number=self._locale.toString(self._head + 1))
        return self.tr(
            "“{token}”, layer {layer}, {heads}: {share} from memory; all layers: {mean}"
        ).format(
            token=self._gates.labels[token],
            layer=self._locale.toString(layer + 1),
            heads=which,
            share=percent(self._locale, self._gates.value(token, layer, self._head)),
            mean=percent(self._locale, self._gates.mean(token, self._head)),
        )


class CellPainter(QStyledItemDelegate):
    """Fills a cell with its share; the chosen token's column has bars at its sides."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, figure, marks of the choice."""
        view = option.widget
        assert isinstance(view, GateMap)
        shades, share = Shades(view.palette()), float(index.data(SHARE))
        painter.save()
        painter.fillRect(option.rect, shades.cell(share))
        painter.setPen(shades.on_cell(share))
        painter.drawText(option.rect, Qt.AlignmentFlag.AlignCenter, str(index.data()))
        current = view.currentIndex()
        if current.isValid() and current.column() == index.column():
            thick = max(1, view.fontMetrics().height() // 8)
            painter.setPen(QPen(view.palette().color(QPalette.ColorRole.Text), thick))
            inside = option.rect.adjusted(thick // 2, thick // 2, -thick, -thick)
            if current.row() == index.row():
                painter.drawRect(inside)
            for x in (inside.left(), inside.right()):
                painter.drawLine(x, option.rect.top(), x, option.rect.bottom())
        painter.restore()


class GateMap(QTableView):
    """The map; arrow keys move the choice, and the accessible description tells it."""

    token_chosen = Signal(int)

    def __init__(self, gates: GateGrid, parent: QWidget | None = None) -> None:
        """Show these gates."""
        super().__init__(parent)
        self.gates = GateModel(gates, self)
        self.setModel(self.gates)
        self.setItemDelegate(CellPainter(self))
        self.setAccessibleName(self.tr("Gate view: layers by tokens"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)  # Tab leaves the map, arrows move in it
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setCornerButtonEnabled(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setHighlightSections(True)
        self.verticalHeader().setSectionsClickable(False)
        self.horizontalHeader().sectionPressed.connect(self.choose)
        self._measure()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Another font needs other widths."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def _measure(self) -> None:
        """Columns as wide as their tokens; Qt's own way asks each cell, and thousands take long."""
        metrics, header = self.fontMetrics(), self.horizontalHeader()
        line, room = metrics.height(), metrics.averageCharWidth() * 2
        narrowest = metrics.horizontalAdvance("100")
        header.setMinimumSectionSize(narrowest)
        self.verticalHeader().setMinimumSectionSize(line)
        self.verticalHeader().setDefaultSectionSize(round(line * 1.25))
        for column in range(self.gates.columnCount()):
            label = self.gates.headerData(column, Qt.Orientation.Horizontal)
            width = max(narrowest, metrics.horizontalAdvance(str(label)))
            header.resizeSection(column, width + room)

    @property
    def token(self) -> int:
        """The chosen token, -1 for none."""
        return self.currentIndex().column()

    def choose(self, token: int) -> None:
        """Choose a token in the layer chosen last; says so as a press on it would."""
        self.setCurrentIndex(self.gates.index(max(0, self.currentIndex().row()), token))

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        """Tell everyone, and say it."""
        super().currentChanged(current, previous)
        self.say()
        if current.isValid():
            self.viewport().update()  # bars run through the whole column
            if current.column() != previous.column():
                self.token_chosen.emit(current.column())

    def say(self) -> str:
        """Put the chosen cell into words, for screen readers too."""
        at = self.currentIndex()
        words = self.gates.words(at.row(), at.column()) if at.isValid() else ""
        self.setAccessibleDescription(words)
        QAccessible.updateAccessibility(
            QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        )
        return words

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Whether there is a scroll bar decides the height."""
        super().resizeEvent(event)
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802
        """As wide as its columns; high enough for its rows, up to MOST_ROWS, and a scroll bar."""
        rows, layers = min(self.gates.rowCount(), MOST_ROWS), self.gates.rowCount()
        high = sum(self.rowHeight(i) for i in range(rows))
        high += self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth()
        wide = self.verticalHeader().sizeHint().width() + self.horizontalHeader().length()
        if layers > rows:
            wide += self.verticalScrollBar().sizeHint().width()
        if self.width() < wide:
            high += self.horizontalScrollBar().sizeHint().height()
        return QSize(wide + 2 * self.frameWidth(), high)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """As high as it wants to be: the chat scrolls."""
        return QSize(self.fontMetrics().averageCharWidth() * 20, self.sizeHint().height())
