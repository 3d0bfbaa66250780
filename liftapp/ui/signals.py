"""Ctrl-C and a friendly kill, brought into Qt's event loop."""

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier


class EndSignals(QObject):
    """Calls `end` in the window's thread when the process is asked to end."""

    def __init__(self, end: Callable[[], object], parent: QObject) -> None:
        """Take SIGINT and SIGTERM until the process ends."""
        super().__init__(parent)
        self._end = end
        # Python runs handlers between its own instructions only, and Qt's loop has none.
        self._read, write = socket.socketpair()
        for end_of_pair in (self._read, write):
            end_of_pair.setblocking(False)
        self._write = write  # kept: the number below is of no use once it is closed
        signal.set_wakeup_fd(write.fileno())
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: None)
        notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        notifier.activated.connect(self._woken)

    def _woken(self) -> None:
        self._read.recv(64)
        self._end()
