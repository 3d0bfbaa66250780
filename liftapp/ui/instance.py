"""One window for each home: a second start hands its files to the first and ends."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from liftapp.paths import Home

PATIENCE_MS = 3000
"""A first window that is busy answers later than that only when it hangs."""
LARGEST = 2**20
"""Bytes of a message; a list of files is far below."""


class Instance(QObject):
    """Holds the lock of a home's window as long as it lives."""

    files_came = Signal(object)
    """list[Path] from a second start; empty where it only wanted the window."""

    def __init__(self, home: Home, parent: QObject | None = None) -> None:
        """Ask `is_first` next."""
        super().__init__(parent)
        self._lock = QLockFile(str(home.state / "window.lock"))
        self._lock.setStaleLockTime(0)  # a process that is gone frees it, never the time
        name = hashlib.sha256(str(home.state).encode()).hexdigest()[:16]
        self.address = f"liftapp-{name}"
        self._sockets: list[QLocalSocket] = []
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._take)

    def is_first(self) -> bool:
        """Whether this is the only window of its home; from now on it hears of later ones."""
        if not self._lock.tryLock(0):
            return False
        QLocalServer.removeServer(self.address)  # what a killed window left
        self._server.listen(self.address)
        return True

    def hand_over(self, files: Sequence[Path]) -> bool:
        """Give the first window these files; False where it does not answer."""
        socket = QLocalSocket()
        socket.connectToServer(self.address)
        if not socket.waitForConnected(PATIENCE_MS):
            return False
        socket.write(json.dumps([str(path) for path in files]).encode() + b"\n")
        return socket.waitForReadyRead(PATIENCE_MS)

    def _take(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            self._sockets.append(socket)
            socket.readyRead.connect(self._read_all)
            socket.disconnected.connect(self._drop_closed)

    def _read_all(self) -> None:
        for socket in list(self._sockets):
            if socket.canReadLine():
                self._read(socket)
            elif socket.bytesAvailable() > LARGEST:
                socket.abort()

    def _read(self, socket: QLocalSocket) -> None:
        try:
            paths = [Path(path) for path in json.loads(bytes(socket.readLine().data()))]
        except (ValueError, TypeError):
            socket.abort()
            return
        socket.write(b"ok\n")
        socket.flush()
        self.files_came.emit(paths)

    def _drop_closed(self) -> None:
        closed = QLocalSocket.LocalSocketState.UnconnectedState
        self._sockets = [socket for socket in self._sockets if socket.state() is not closed]
