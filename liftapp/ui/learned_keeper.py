"""What was learned, looked at later, and learning more of it."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from liftapp.config import is_trained
from liftapp.library import Library, MemoryRecord, OwnExam
from liftapp.paths import Home
from liftapp.ui.learned_exam import LearnedExam
from liftapp.ui.preferences import Preferences
from liftapp.ui.tasks import Tasks
from liftapp.ui.window import MainWindow
from liftapp.workflows.more import more_request
from liftapp.workflows.own_exam import kept_exam


class LearnedKeeper(QObject):
    """Shows the newest exam of a memory and asks for jobs that learn more."""

    wanted = Signal(object)
    """list[LearnRequest]"""

    def __init__(
        self, home: Home, window: MainWindow, tasks: Tasks, preferences: Preferences
    ) -> None:
        """`preferences` tell what to learn on."""
        super().__init__(window)
        self._home, self._window, self._tasks = home, window, tasks
        self._preferences = preferences
        self.dialog: LearnedDialog | None = None
        window.library.exam_asked.connect(self.show_exam)
        window.learning.more_asked.connect(self.learn_more)

    def show_exam(self, memory: str) -> None:
        """Open what was learned."""
        self._tasks.run(examined, self._home, memory, done=self._show)

    def learn_more(self, memory: str) -> None:
        """Ask for a job that goes on with the sections that are not learned."""
        device = self._preferences.current.device
        self._tasks.run(more_request, self._home, memory, (), device,
                        done=lambda request: self.wanted.emit([request]))  # fmt: skip

    def _show(self, found: tuple[MemoryRecord, OwnExam | None]) -> None:
        record, exam = found
        if self.dialog is not None:
            self.dialog.close()
        self.dialog = LearnedDialog(exam, self._window, trained=is_trained(record.kind))
        self.dialog.exam.more_asked.connect(lambda: self.learn_more(record.id))
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _closed(self) -> None:
        self.dialog = None


class LearnedDialog(QDialog):
    """The exam of one memory."""

    def __init__(self, exam: OwnExam | None, parent: QWidget, *, trained: bool) -> None:
        """Show `exam`, None where none was held; `trained` as in LearnedExam."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("What was learned"))
        self.exam, buttons = (
            LearnedExam(),
            QDialogButtonBox(QDialogButtonBox.StandardButton.Close),
        )
        self.exam.show_exam(exam, trained=trained)
        self.exam.more_asked.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.exam)
        layout.addStretch(1)
        layout.addWidget(buttons)
        letter = self.fontMetrics()
        self.resize(letter.averageCharWidth() * 80, letter.height() * 24)


def examined(home: Home, memory: str) -> tuple[MemoryRecord, OwnExam | None]:
    """A memory with its newest exam."""
    with Library(home) as library:
        record = library.memories.by_id(memory)
    return record, kept_exam(home, memory)
