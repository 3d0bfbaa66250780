"""What was asked and answered in all chats, as far as it has the words that were looked for."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from liftapp.ui.library_delegate import LibraryDelegate
from liftapp.ui.library_model import Role
from liftapp.workflows.chats import MOST_FOUND, Found, excerpt

SHOWN = 60
"""Letters of an answer: about as many as a wide library has in a line."""


class FoundView(QWidget):
    """How many were found, and a row for each: question, memory, a piece of the answer."""

    opened = Signal(str, str)
    """Ids of the memory and of the turn."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.count, self.list = QLabel(wordWrap=True), QListWidget()
        self.list.setItemDelegate(LibraryDelegate(self.list))
        self.list.setAccessibleName(self.tr("Questions and answers found"))
        self.list.setUniformItemSizes(True)
        self.list.itemClicked.connect(self._open)
        action = QAction(self.tr("&Open"), self.list)
        action.setShortcuts([QKeySequence("Return"), QKeySequence("Enter")])
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _: self._open(self.list.currentItem()))
        self.list.addAction(action)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.count)
        layout.addWidget(self.list, 1)

    def show_found(self, words: str, found: Sequence[Found]) -> None:
        """Show what was found for these words; the chosen turn stays chosen."""
        current = self.list.currentItem()
        chosen = current.data(Role.ENTRY) if current is not None else None
        self.list.clear()
        for each in found:
            item = self._item(each, words)
            self.list.addItem(item)
            if item.data(Role.ENTRY) == chosen:
                self.list.setCurrentItem(item)
        self.list.setVisible(bool(found))
        number = self.locale().toString(len(found))
        text = self.tr("Questions and answers: {n}")
        if len(found) >= MOST_FOUND:
            text = self.tr("Questions and answers: the newest {n}")
        elif not found:
            text = self.tr("No question or answer found")
        self.count.setText(text.format(n=number))

    def _item(self, found: Found, words: str) -> QListWidgetItem:
        turn = found.turn
        question, answer = (" ".join(text.split()) for text in (turn.question, turn.answer))
        said = (word for word in words.split() if word.casefold() in answer.casefold())
        item = QListWidgetItem(question)
        item.setData(Role.ENTRY, (turn.memory_id, turn.id))
        item.setData(Role.BADGES, [found.memory])
        item.setData(Role.DETAILS, excerpt(answer, next(said, ""), SHOWN))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{question}, {found.memory}, {answer}")
        return item

    def _open(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.opened.emit(*item.data(Role.ENTRY))
