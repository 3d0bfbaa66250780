"""Asking for, waiting for and stopping the recognition of scanned text."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox, QProgressDialog, QWidget

from liftapp.paths import Home
from liftapp.ui.tasks import Tasks
from liftapp.workflows.recognise import recognised

Then = Callable[[Path | None], object]
"""Told of the PDF with text; of None where it was refused, stopped or failed."""


class Recognition(QObject):
    """One file at a time, each with a dialog of its own."""

    def __init__(self, home: Home, tasks: Tasks, window: QWidget) -> None:
        """Dialogs belong to `window`."""
        super().__init__(window)
        self._home, self._tasks, self._window = home, tasks, window

    def offer(self, path: Path, password: str | None, then: Then) -> None:
        """Say that a file can't be read as it is and ask whether its text is to be recognised."""
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Recognise text"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        words = self.tr("{file} has no readable text on any page; it is probably a scan.")
        box.setText(words.format(file=path.name))
        box.setInformativeText(
            self.tr(
                "Recognising it takes some seconds a page. The file stays as it is; what was "
                "recognised is kept with the memory."
            )
        )
        go = box.addButton(self.tr("&Recognise text"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(go)

        def answer(_: int) -> None:
            if box.clickedButton() is go:
                self.run(path, password, then)
            else:
                then(None)

        box.finished.connect(answer)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def run(self, path: Path, password: str | None, then: Then) -> None:
        """Recognise it, however long that takes, unless it is cancelled."""
        stopped = list[bool]()
        waiting = QProgressDialog(self._window)
        waiting.setWindowTitle(self.tr("Recognise text"))
        waiting.setLabelText(self.tr("Recognising the text of {file}…").format(file=path.name))
        waiting.setRange(0, 0)  # the program doesn't say how far it is
        waiting.setMinimumDuration(0)
        for end_asked in (waiting.canceled, self._tasks.ending):
            end_asked.connect(lambda: stopped.append(True))

        def end(found: Path | None) -> None:
            waiting.canceled.disconnect()
            waiting.close()
            waiting.deleteLater()
            then(found)

        def failed(error: Exception) -> None:
            end(None)
            self._tasks.fail(error)

        self._tasks.run(
            recognised, self._home, path, lambda: bool(stopped), password, done=end, failed=failed
        )
        waiting.open()
