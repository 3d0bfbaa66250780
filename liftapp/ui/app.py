"""The application around the window: one for each home, its log and look, begin and end."""

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QSettings, Qt, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QMessageBox

from liftapp import __version__
from liftapp.errors import LiftappError, UsageError
from liftapp.paths import APP, DESKTOP_ID, Home
from liftapp.ui.controller import Controller
from liftapp.ui.instance import Instance
from liftapp.ui.logs import LOG, Bugs, open_log, watch_qt
from liftapp.ui.look import Look, icon
from liftapp.ui.opening import opens
from liftapp.ui.signals import EndSignals
from liftapp.ui.translated import translated
from liftapp.ui.window import MainWindow
from liftapp.workflows import settings
from liftapp.workflows.settings import Settings


class Application(QApplication):
    """Also hears of files from the system: macOS has no arguments for them."""

    files_came = Signal(object)

    def __init__(self) -> None:
        """Names first: the desktop finds launcher, icon and settings by them."""
        super().__init__(sys.argv[:1])
        self.setApplicationName(APP)
        self.setOrganizationName(APP)
        self.setApplicationVersion(__version__)
        self.setDesktopFileName(DESKTOP_ID)
        self.setQuitOnLastWindowClosed(False)  # the controller knows when
        self.waiting: list[Path] = []

    def event(self, event: QEvent) -> bool:
        """Keep a file that comes before there is a window."""
        if isinstance(event, QFileOpenEvent):
            self.waiting.append(Path(event.file()))
            self.files_came.emit([Path(event.file())])
            return True
        return super().event(event)


def run(files: Sequence[Path], home: Home) -> int:
    """Show the window and stay until it is closed; returns the exit code.

    Where a window of this home is open already, it gets the files instead.
    """
    _name_for_windows()
    watch_qt(_no_display)
    app = Application()
    app.setWindowIcon(icon())
    try:
        return _run(app, [path.absolute() for path in files], home)
    except LiftappError as error:
        # Who double-clicked an icon sees no terminal.
        QMessageBox.critical(None, APP, translated(str(error)))
        return error.exit_code


def _run(app: Application, files: list[Path], home: Home) -> int:
    look = Look(app)
    try:
        kept = settings.load(home)
    except LiftappError:
        look.speak(Settings.language)  # to say in it what is wrong
        raise
    look.speak(kept.language)
    instance = Instance(home)
    if not instance.is_first():
        if instance.hand_over(files):
            return 0
        raise UsageError(app.translate(
            "app", "liftapp is running already, but its window does not answer; end it first."
        ))  # fmt: skip
    watch_qt()
    open_log(home)
    bugs = Bugs()
    bugs.watch()
    look.apply(kept)
    window = MainWindow(opens)
    controller = Controller(home, kept, window)
    places = QSettings(str(home.state / "window.ini"), QSettings.Format.IniFormat)
    window.restore(places)
    bugs.met.connect(controller.around.tell_bug)
    instance.files_came.connect(controller.open)
    controller.preferences.changed.connect(lambda _, now: look.apply(now))
    controller.ended.connect(lambda: window.keep(places))
    controller.ended.connect(app.quit)
    EndSignals(controller.quitting.go, controller)

    def begin() -> None:
        LOG.info("First paint after %.2f s of CPU time", time.process_time())
        controller.begin([*files, *app.waiting])
        app.files_came.connect(controller.open)

    # Queued: what was painted must reach the screen first.
    window.painted.connect(begin, Qt.ConnectionType.QueuedConnection)
    window.show()
    window.veil.watch()
    return app.exec()


def _no_display(reason: str) -> None:
    """Qt would abort: say why there is no window instead."""
    sys.stderr.write(
        f"liftapp: The window can't be opened ({reason.strip()}); "
        "liftapp --help lists what works without it.\n"
    )
    sys.stderr.flush()
    os._exit(UsageError.exit_code)


def _name_for_windows() -> None:
    """Group the window under its own icon in the taskbar, not under Python's."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(DESKTOP_ID)
