"""How liftapp ends: it asks while it learns, lets the job save itself, and never hangs."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QMessageBox

from liftapp.ui.engine_thread import EngineThread
from liftapp.ui.jobs import Jobs
from liftapp.ui.window import MainWindow

PATIENCE_MS = 20_000
"""For the current step and its checkpoint; after that at most half a minute of work is lost."""


class Quitting(QObject):
    """From the wish to close to the end of the engine."""

    done = Signal()
    """The engine has ended."""

    def __init__(self, window: MainWindow, jobs: Jobs, engine: EngineThread, tray: bool) -> None:
        """`tray`: whether the window can be hidden and found again."""
        super().__init__(window)
        self._window, self._jobs, self._engine, self._tray = window, jobs, engine, tray
        self.going = False
        self.box: QMessageBox | None = None
        jobs.changed.connect(self._stopped)
        engine.finished.connect(self.done)

    def ask(self) -> None:
        """Go, or ask first while something is learned."""
        if self.going or (self.box is not None and self.box.isVisible()):
            return
        if not self._jobs.running:
            self.go()
            return
        box = QMessageBox(
            QMessageBox.Icon.Question,
            self.tr("Quit while learning?"),
            self.tr("A document is being learned."),
            parent=self._window,
        )
        box.setInformativeText(
            self.tr("Nothing is lost: what was learned so far is kept, and can be resumed.")
        )
        accept = QMessageBox.ButtonRole.AcceptRole
        pause = box.addButton(self.tr("&Pause and quit"), accept)
        pause.clicked.connect(self.go)
        if self._tray:
            tray = box.addButton(self.tr("&Keep learning in the tray"), accept)
            tray.clicked.connect(self._window.hide)
        box.setDefaultButton(pause)
        box.setEscapeButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.finished.connect(self._asked)
        self.box = box
        self._window.show()  # it may be asked from the tray
        box.open()

    def go(self) -> None:
        """Stop the job, then the engine."""
        if self.going:
            return
        self.going = True
        self._window.hide()
        if self._jobs.running:
            self._jobs.pause()
            QTimer.singleShot(PATIENCE_MS, self, self._end)
        else:
            self._end()

    def _asked(self) -> None:
        self.box = None

    def _stopped(self) -> None:
        if self.going and not self._jobs.running:
            self._end()

    def _end(self) -> None:
        if self._engine.isRunning():
            self._engine.stop()
        else:
            self.done.emit()
