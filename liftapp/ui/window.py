"""The main window: library on the left, on the right what one works with; menus and status."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, Signal, SignalInstance
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication, QKeySequence, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from liftapp.ui.chat.view import ChatView
from liftapp.ui.drop import DropVeil
from liftapp.ui.empty import EmptyState
from liftapp.ui.icons import icon
from liftapp.ui.job_queue import JobQueue
from liftapp.ui.learning_view import LearningView
from liftapp.ui.library_view import LibraryView
from liftapp.ui.message_bar import MessageBar

KEY = QKeySequence.StandardKey


class MainWindow(QMainWindow):
    """Holds the widgets and tells what was asked; the controller does it."""

    painted = Signal()
    """For the first time: only now may anything slow begin."""
    open_asked = Signal()
    recent_asked = Signal(object)
    import_asked = Signal()
    export_chat_asked = Signal()
    settings_asked = Signal()
    models_asked = Signal()
    shortcuts_asked = Signal()
    about_asked = Signal()
    close_asked = Signal()
    """Close with `leave` when it is fine."""

    def __init__(self, accepts: Callable[[Path], bool]) -> None:
        """`accepts` judges a dragged path by its name."""
        super().__init__()
        self.setWindowTitle("liftapp")
        self._painted = self._leaving = False
        self.queue = JobQueue(self)
        self.bar, self.library, self.empty = MessageBar(), LibraryView(), EmptyState()
        self.chat, self.learning = ChatView(), LearningView(self.queue)
        self.chat.setAccessibleName(self.tr("Chat"))
        self.stack, self._split = QStackedWidget(), QSplitter(childrenCollapsible=False)
        self.job, self._device = QPushButton(flat=True), QLabel()
        self._recent = QMenu(self.tr("Open &recent"), self)
        self._lay_out()
        self._menus()
        self.veil = DropVeil(self, accepts)

    def say_device(self, words: str) -> None:
        """What the model runs on and why, in one line."""
        self._device.setText(words)
        self._device.setToolTip(words)

    @property
    def device(self) -> str:
        """The line about the device."""
        return self._device.text()

    def say_job(self, words: str) -> None:
        """What is being learned; empty where nothing is."""
        self.job.setText(words)
        self.job.setVisible(bool(words))

    def show_recent(self, files: Sequence[str]) -> None:
        """Fill the menu of recent files."""
        self._recent.clear()
        for number, file in enumerate(files, start=1):
            name = Path(file).name.replace("&", "&&")
            action = self._recent.addAction(f"&{number} {name}" if number < 10 else name)
            action.setToolTip(file)
            action.triggered.connect(lambda _, file=file: self.recent_asked.emit(Path(file)))
        self._recent.setEnabled(bool(files))

    def show_beside(self, viewer: QWidget) -> None:
        """Show a document beside the answers."""
        if self._split.indexOf(viewer) < 0:
            self._split.addWidget(viewer)
            left, right, _ = self._split.sizes()
            self._split.setSizes([left, right // 2, right // 2])
        viewer.show()

    def leave(self) -> None:
        """Close without asking."""
        self._leaving = True
        self.close()

    def restore(self, settings: QSettings) -> None:
        """Size and place as last time, on a screen that is there."""
        available = QGuiApplication.primaryScreen().availableGeometry()
        letter = self.fontMetrics()
        wanted = letter.averageCharWidth() * 150, letter.lineSpacing() * 46
        self.resize(*(min(w, int(0.9 * a)) for w, a in
                      zip(wanted, available.size().toTuple(), strict=True)))  # fmt: skip
        for name, put in (("geometry", self.restoreGeometry), ("split", self._split.restoreState)):
            kept = settings.value(name)
            if isinstance(kept, QByteArray):
                put(kept)
        if QGuiApplication.screenAt(self.geometry().center()) is None:
            self.move(available.topLeft())

    def keep(self, settings: QSettings) -> None:
        """Note size and place."""
        settings.setValue("geometry", self.saveGeometry())
        settings.setValue("split", self._split.saveState())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Tell the first time."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Let the controller ask first."""
        event.setAccepted(self._leaving)
        if not self._leaving:
            self.close_asked.emit()

    def _lay_out(self) -> None:
        opening = QPushButton(icon("open"), self.tr("&Open a document…"))
        opening.clicked.connect(self.open_asked)
        for page in (self.empty, self.chat, self.learning):
            self.stack.addWidget(page)
        self._split.addWidget(_below(self, opening, self.library))
        self._split.addWidget(_below(self, self.bar, self.stack))
        self._split.setStretchFactor(1, 1)
        self.setCentralWidget(self._split)
        self.library.turn_wanted.connect(self.chat.want)
        self._device.setIndent(self.fontMetrics().averageCharWidth())
        self.statusBar().addWidget(self._device, 1)
        self.statusBar().addPermanentWidget(self.job)
        self.job.setToolTip(self.tr("Show how learning goes"))
        self.job.clicked.connect(lambda: self.stack.setCurrentWidget(self.learning))
        self.say_job("")
        self.empty.open_asked.connect(self.open_asked)

    def _menus(self) -> None:
        file, view, help_menu = (
            self.menuBar().addMenu(title)
            for title in (self.tr("&File"), self.tr("&View"), self.tr("&Help"))
        )
        add = self._action
        add(file, self.tr("&Open…"), KEY.Open, self.open_asked)
        file.addMenu(self._recent)
        file.addSeparator()
        add(file, self.tr("&Import a memory…"), "Ctrl+I", self.import_asked)
        add(file, self.tr("Export this &chat…"), "Ctrl+Shift+E", self.export_chat_asked)
        file.addSeparator()
        add(file, self.tr("&Models…"), "Ctrl+M", self.models_asked)
        add(file, self.tr("&Settings…"), "Ctrl+,", self.settings_asked)
        file.addSeparator()
        # Not KEY.Quit: Windows has none.
        add(file, self.tr("&Quit"), "Ctrl+Q", self.close)
        add(view, self.tr("&Library"), "Ctrl+1", self.library.list.setFocus)
        add(view, self.tr("&Chat"), "Ctrl+2", lambda: self._go(self.chat))
        add(view, self.tr("L&earning"), "Ctrl+3", lambda: self._go(self.learning))
        # Not Ctrl+K: in a text field it deletes to the end of the line on Linux.
        add(view, self.tr("&Search memories and chats"), "Ctrl+Shift+F",
            self.library.search.setFocus)  # fmt: skip
        add(help_menu, self.tr("&Keyboard shortcuts"), "F1", self.shortcuts_asked)
        add(help_menu, self.tr("&About liftapp"), None, self.about_asked)
        self.show_recent(())

    def _action(
        self,
        menu: QMenu,
        text: str,
        keys: str | QKeySequence.StandardKey | None,
        do: Callable[[], object] | SignalInstance,
    ) -> None:
        action = QAction(text, self)
        if keys is not None:
            action.setShortcut(QKeySequence(keys))
        call = do.emit if isinstance(do, SignalInstance) else do
        action.triggered.connect(lambda _checked: call())
        menu.addAction(action)

    def _go(self, page: QWidget) -> None:
        self.stack.setCurrentWidget(page)
        page.setFocus()


def _below(window: QWidget, head: QWidget, body: QWidget) -> QWidget:
    """Both in a column; `body` has margins of its own, so only `head` gets some."""
    both = QWidget(window)  # else its margins would be those of a window
    column, row = QVBoxLayout(both), QHBoxLayout()
    margins = column.contentsMargins()
    row.setContentsMargins(margins.left(), margins.top(), margins.right(), 0)
    row.addWidget(head)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addLayout(row)
    column.addWidget(body, 1)
    return both
