"""The log, and everything that must not pass in silence: bugs in any thread, Qt's warnings."""

import logging
import sys
import threading
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from liftapp.paths import Home

LOG = logging.getLogger("liftapp")
SIZE, KEPT = 1_000_000, 3
"""Bytes of a log file, and how many older ones are kept."""

PLATFORM = "qt.qpa"
"""Begins the category of what Qt says about opening windows at all."""

LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def open_log(home: Home) -> Path:
    """Write the log below `home.state`; returns its file."""
    path = home.state / "liftapp.log"
    handler = RotatingFileHandler(path, maxBytes=SIZE, backupCount=KEPT, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    return path


class Bugs(QObject):
    """Takes what nobody caught, in any thread, and tells it in its own."""

    met = Signal(object)
    """The exception, after it was logged."""

    def watch(self) -> None:
        """Take the hooks of Python."""
        sys.excepthook = self._caught
        threading.excepthook = lambda a: self._caught(a.exc_type, a.exc_value, a.exc_traceback)

    def tell(self, error: BaseException) -> None:
        """Log and tell an exception that was caught."""
        self._caught(type(error), error, error.__traceback__)

    def _caught(
        self,
        kind: type[BaseException],
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt) or error is None:
            return
        LOG.error("A bug: %s", error, exc_info=(kind, error, trace))
        self.met.emit(error)


def watch_qt(fatal: Callable[[str], None] | None = None) -> None:
    """Log what Qt says; `fatal` is told why there can be no window, before Qt aborts.

    That is the first complaint of Qt's platform: others, such as of the locale, may come before.
    """
    LOG.addHandler(logging.NullHandler())  # until there is a log: else it goes to the terminal
    complaints: list[str] = []

    def take(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        where = f" ({context.file}:{context.line})" if context.file else ""
        LOG.log(LEVELS[kind], "Qt: %s%s", message, where)
        if str(context.category).startswith(PLATFORM):
            complaints.append(message)
        if fatal is not None and kind is QtMsgType.QtFatalMsg:
            fatal([*complaints, message][0])

    qInstallMessageHandler(take)
