"""Keeps the machine awake while something is learned; the screen may go dark all the same."""

import os
import subprocess
import sys

from PySide6.QtCore import QObject

if sys.platform.startswith("linux"):
    from PySide6.QtDBus import (
        QDBusConnection,
        QDBusMessage,
        QDBusPendingCallWatcher,
        QDBusUnixFileDescriptor,
    )

    LOGIN = "org.freedesktop.login1"
    CONNECTION = "liftapp keeps awake"

    class Inhibitor(QObject):
        """Asks logind (systemd, elogind) for a lock, which is a file that is held open.

        `hold` and `release` return at once; where nobody can be asked, nothing happens. Closing
        the lid still suspends. The lock ends with the process, however that ends.
        """

        def __init__(self, parent: QObject | None = None) -> None:
            """Begin without a lock."""
            super().__init__(parent)
            self._wanted = False
            self._lock: QDBusUnixFileDescriptor | None = None

        @property
        def held(self) -> bool:
            """Whether the system gave the lock."""
            return self._lock is not None

        def hold(self, reason: str) -> None:
            """Keep awake; `reason` is shown to who asks why the machine does not sleep."""
            if self._wanted:
                return
            self._wanted = True
            bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SystemBus, CONNECTION)
            if not bus.isConnected():
                return
            call = QDBusMessage.createMethodCall(
                LOGIN, "/org/freedesktop/login1", f"{LOGIN}.Manager", "Inhibit"
            )
            call.setArguments(["sleep:idle", "liftapp", reason, "block"])
            watcher = QDBusPendingCallWatcher(bus.asyncCall(call), self)
            watcher.finished.connect(self._take)

        def release(self) -> None:
            """Let it sleep again."""
            self._wanted = False
            self._lock = None  # closes the file
            QDBusConnection.disconnectFromBus(CONNECTION)

        def _take(self, watcher: QDBusPendingCallWatcher) -> None:
            answer = watcher.reply().arguments()
            watcher.deleteLater()
            if self._wanted and answer and isinstance(answer[0], QDBusUnixFileDescriptor):
                self._lock = answer[0]

elif sys.platform == "win32":
    import ctypes

    CONTINUOUS, SYSTEM_REQUIRED = 0x80000000, 0x00000001  # winbase.h, ES_*

    class Inhibitor(QObject):
        """Tells Windows that the system is needed; ends with the thread that said so."""

        def __init__(self, parent: QObject | None = None) -> None:
            """Begin without."""
            super().__init__(parent)
            self.held = False

        def hold(self, reason: str) -> None:
            """Keep awake; Windows asks for no reason."""
            del reason
            flags = CONTINUOUS | SYSTEM_REQUIRED
            self.held = bool(ctypes.windll.kernel32.SetThreadExecutionState(flags))

        def release(self) -> None:
            """Let it sleep again."""
            ctypes.windll.kernel32.SetThreadExecutionState(CONTINUOUS)
            self.held = False

else:

    class Inhibitor(QObject):
        """Lets caffeinate of macOS watch over this process and end with it."""

        def __init__(self, parent: QObject | None = None) -> None:
            """Begin without."""
            super().__init__(parent)
            self._caffeinate: subprocess.Popen[bytes] | None = None

        @property
        def held(self) -> bool:
            """Whether caffeinate runs."""
            return self._caffeinate is not None

        def hold(self, reason: str) -> None:
            """Keep awake; macOS asks for no reason."""
            del reason
            if self._caffeinate is None:
                command = ["/usr/bin/caffeinate", "-i", "-w", str(os.getpid())]
                try:
                    self._caffeinate = subprocess.Popen(command)
                except OSError:
                    return

        def release(self) -> None:
            """Let it sleep again."""
            if self._caffeinate is not None:
                self._caffeinate.terminate()
                self._caffeinate.wait()
                self._caffeinate = None
