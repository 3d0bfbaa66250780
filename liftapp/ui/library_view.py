"""The library: every memory, searched with its chat, sorted, with what can be done with it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from liftapp.library import Status
from liftapp.ui.found_view import FoundView
from liftapp.ui.library_delegate import LibraryDelegate
from liftapp.ui.library_model import LibraryModel, Order, Role
from liftapp.ui.memory_list import MemoryList
from liftapp.workflows.chats import Found
from liftapp.workflows.shelf import Entry


class LibraryView(QWidget):
    """Search box, order, list. Enter or a click opens, F2 renames, Del deletes, Ctrl+E exports."""

    opened = Signal(str)
    rename_asked = Signal(str, str)
    delete_asked = Signal(str)
    """The question was asked and answered with yes."""
    export_asked = Signal(str)
    drag_asked = Signal(str)
    """It is to be dragged out: give its file to `list.drag`."""
    reveal_asked = Signal(str)
    resume_asked = Signal(str)
    exam_asked = Signal(str)
    """What was learned of the memory is to be shown."""
    search_asked = Signal(str)
    """Show with `show_found` which questions and answers have these words."""
    turn_wanted = Signal(str)
    """The id of a turn; `opened` with its memory follows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty; `show_entries` fills it."""
        super().__init__(parent)
        self._model = LibraryModel(self.locale(), self)
        self.search, self.order, self.list = QLineEdit(), QComboBox(), MemoryList()
        self.count, self.found = QLabel(wordWrap=True), FoundView()
        self.found.hide()
        self._prepare_search()
        self._prepare_list()
        self._actions()
        row = QHBoxLayout()
        # On Linux assistive technology gets a combo box's name from its label only.
        label = QLabel(self.tr("Order"))
        label.setBuddy(self.order)
        row.addWidget(label)
        row.addWidget(self.order, 1)
        self._layout = layout = QVBoxLayout(self)
        layout.addWidget(self.search)
        layout.addLayout(row)
        layout.addWidget(self.count)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.found)
        self._tell()

    def show_entries(self, entries: list[Entry]) -> None:
        """Replace the list; the chosen memory stays chosen where it is still there."""
        place = self.list.verticalScrollBar().value()
        self._rearrange(lambda: self._model.show(entries))
        self.list.verticalScrollBar().setValue(place)
        self.search_again()  # chats of deleted memories are gone

    def show_found(self, words: str, found: Sequence[Found]) -> None:
        """Show the questions and answers that have these words."""
        if words == self.search.text():
            self.found.show_found(words, found)
            self.found.show()
            self._share()

    def search_again(self) -> None:
        """What was asked and answered has changed: look for the words anew, where there are any."""
        if self.search.text().strip():
            self.search_asked.emit(self.search.text())

    def set_running(self, memory: str) -> None:
        """Name the memory that is being learned now (its id, or nothing)."""
        self._model.set_running(memory)
        self._enable()

    def choose(self, memory: str) -> None:
        """Make a memory the chosen one, without opening it."""
        index = self._model.index_of(memory)
        if index.isValid():
            self.list.setCurrentIndex(index)

    def chosen(self) -> Entry | None:
        """The memory that actions are about."""
        index = self.list.currentIndex()
        return index.data(Role.ENTRY) if index.isValid() else None

    def _prepare_search(self) -> None:
        self.search.setPlaceholderText(self.tr("Search memories and chats"))
        self.search.setAccessibleName(self.tr("Search memories and chats"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._look_for)
        self.found.opened.connect(self._open_turn)
        # In the order of the values of Order.
        names = (self.tr("Newest"), self.tr("Name"), self.tr("Size"), self.tr("Score"))
        self.order.addItems(list(names))
        self.order.currentIndexChanged.connect(
            lambda row: self._rearrange(lambda: self._model.set_order(Order(row)))
        )

    def _prepare_list(self) -> None:
        self.list.setModel(self._model)
        self.list.setItemDelegate(LibraryDelegate(self.list))
        self.list.setAccessibleName(self.tr("Memories"))
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        # A row is as high as its badges need in this width, and the longest badge needs so much.
        self.list.setWordWrap(True)
        self.list.setMinimumWidth(self.fontMetrics().averageCharWidth() * 28)
        self.list.clicked.connect(self._open)
        self.list.drag_begun.connect(lambda: self._emit(self.drag_asked)(True))
        self._model.rename_asked.connect(self.rename_asked)
        self.list.selectionModel().currentChanged.connect(self._enable)

    def _actions(self) -> None:
        add = self._action
        self._open_action = add(self.tr("&Open"), ("Return", "Enter"), lambda _: self._open())
        self._resume = add(self.tr("Resume &learning"), (), self._emit(self.resume_asked))
        self._exam = add(self.tr("&What was learned…"), (), self._emit(self.exam_asked))
        self._rename = add(self.tr("&Rename"), ("F2",), lambda _: self._edit())
        self._export = add(self.tr("&Export…"), ("Ctrl+E",), self._emit(self.export_asked))
        self._reveal = add(self.tr("&Show the file"), (), self._emit(self.reveal_asked))
        self._delete = add(self.tr("&Delete…"), ("Del",), lambda _: self._ask_delete())
        self._enable()

    def _action(self, name: str, keys: tuple[str, ...], do: Callable[[bool], None]) -> QAction:
        action = QAction(name, self.list)
        action.setShortcuts([QKeySequence(k) for k in keys])
        # Only where the list has the focus: Del and Return mean other things elsewhere.
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(do)
        self.list.addAction(action)
        return action

    def _emit(self, signal: SignalInstance) -> Callable[[bool], None]:
        def emit(_: bool) -> None:
            chosen = self.chosen()
            if chosen is not None:
                signal.emit(chosen.id)

        return emit

    def _look_for(self, words: str) -> None:
        self._rearrange(lambda: self._model.look_for(words))
        if words.strip():
            self.search_asked.emit(words)
        else:
            self.found.hide()
            self._share()

    def _open_turn(self, memory: str, turn: str) -> None:
        self.turn_wanted.emit(turn)
        self.opened.emit(memory)

    def _open(self) -> None:
        chosen = self.chosen()
        if chosen is not None:
            self.opened.emit(chosen.id)

    def _edit(self) -> None:
        self.list.edit(self.list.currentIndex())

    def _ask_delete(self) -> None:
        chosen = self.chosen()
        if chosen is None:
            return
        box = QMessageBox(
            QMessageBox.Icon.Warning,
            self.tr("Delete a memory"),
            self.tr("Delete “{name}”?").format(name=chosen.name),
            QMessageBox.StandardButton.Cancel,
            self,
        )
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText(
            self.tr(
                "What was learned and its questions and answers are removed for good. "
                "The document's own file stays where it is."
            )
        )
        delete = box.addButton(self.tr("&Delete"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        delete.clicked.connect(lambda: self.delete_asked.emit(chosen.id))
        box.open()

    def _enable(self) -> None:
        chosen = self.chosen()
        status = chosen.status if chosen else None
        for action in self.list.actions():
            action.setEnabled(chosen is not None)
        for action in (self._export, self._exam):
            action.setEnabled(status is Status.READY)
        running = chosen is not None and chosen.id == self._model.running
        self._resume.setEnabled(status is Status.LEARNING and not running)
        self._reveal.setEnabled(chosen is not None and bool(chosen.here))

    def _rearrange(self, change: Callable[[], None]) -> None:
        """Change the rows; the chosen memory stays chosen where it is still among them."""
        chosen = self.chosen()
        change()
        if chosen is not None:
            self.choose(chosen.id)
        self._tell()
        self._enable()
        self._share()

    def _share(self) -> None:
        """Give the room to what was found: memories, questions and answers, or both."""
        found = not self.found.isHidden() and self.found.list.count() > 0
        shown = self._model.rowCount() > 0 or not found
        self.list.setFocusProxy(None if shown else self.found.list)  # type: ignore[arg-type]
        self.list.setVisible(shown)
        self._layout.setStretchFactor(self.found, int(found))

    def _tell(self) -> None:
        """How many there are; an empty list says why it is empty."""
        shown, all_of_them = self._model.rowCount(), self._model.total
        number = self.locale().toString
        if not all_of_them:
            words = self.tr("No memories yet: open a document")
        elif not shown:
            words = self.tr("No memory found")
        elif shown == all_of_them:
            words = self.tr("Memories: {n}").format(n=number(all_of_them))
        else:
            words = self.tr("{n} of {total}").format(n=number(shown), total=number(all_of_them))
        self.count.setText(words)
