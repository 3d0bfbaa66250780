"""The list of all shortcuts, read off the actions themselves so that it can't be wrong."""

from collections.abc import Iterable

from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QMainWindow,
    QMenu,
    QMenuBar,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

Row = tuple[str, str, str]
"""Where, what, keys."""


def listed(window: QMainWindow, *others: QWidget) -> list[Row]:
    """Every shortcut: of the window's menus, then of the widgets in it and in `others`.

    A QShortcut is listed by its what's-this text, under the name of its widget.
    """
    rows: dict[Row, None] = {}
    for title in window.menuBar().actions():
        menu = title.menu()
        if isinstance(menu, QMenu):
            rows |= dict.fromkeys(_rows(menu.title(), menu.actions()))
    for root in (window, *others):
        for widget in root.findChildren(QWidget):
            if not isinstance(widget, QMenu | QMenuBar):
                rows |= dict.fromkeys(_rows(widget.accessibleName(), widget.actions()))
        for shortcut in root.findChildren(QShortcut):
            owner = shortcut.parent()
            if shortcut.whatsThis() and isinstance(owner, QWidget):
                rows[owner.accessibleName(), shortcut.whatsThis(), _keys(shortcut.keys())] = None
    return list(rows)


def _rows(where: str, actions: Iterable[QAction]) -> list[Row]:
    told = [(_plain(where), _plain(a.text()), _keys(a.shortcuts())) for a in actions]
    return [row for row in told if row[1] and row[2]]


def _plain(text: str) -> str:
    return text.replace("&", "").removesuffix("…").rstrip()


def _keys(keys: Iterable[QKeySequence]) -> str:
    return ", ".join(key.toString(QKeySequence.SequenceFormat.NativeText) for key in keys)


class ShortcutsDialog(QDialog):
    """A table of what can be done by keyboard."""

    def __init__(self, rows: list[Row], parent: QWidget | None = None) -> None:
        """Show these rows."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.table = QTableWidget(len(rows), 3)
        self.table.setAccessibleName(self.tr("Keyboard shortcuts"))
        self.table.setHorizontalHeaderLabels([self.tr("Where"), self.tr("What"), self.tr("Keys")])
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        for i, row in enumerate(rows):
            for j, text in enumerate(row):
                self.table.setItem(i, j, QTableWidgetItem(text))
        self.table.resizeColumnsToContents()
        frame = 2 * self.table.frameWidth() + self.table.verticalScrollBar().sizeHint().width()
        wide = self.table.horizontalHeader().length() + frame  # before the second one stretches
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.table)
        layout.addWidget(buttons)
        metrics = self.fontMetrics()
        margins = layout.contentsMargins()
        self.resize(wide + margins.left() + margins.right(), metrics.lineSpacing() * 28)
