"""In place of logind, a program of its own: answers each line with what it was asked so far.

Not an object of the test's process: QtDBus still looks at an exported object, in a thread of its
own, while it takes the connection down, and that crashes where Python just frees the object.
"""

import json
import os
import sys

from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, QSocketNotifier, Slot
from PySide6.QtDBus import QDBusConnection, QDBusUnixFileDescriptor

INTERFACE = {"D-Bus Interface": "org.freedesktop.login1.Manager"}


@ClassInfo(INTERFACE)  # type: ignore[call-arg]
class Logind(QObject):  # type: ignore[operator]
    """Gives the writing end of a pipe, as the real one does: its closing ends the lock."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, ...]] = []
        self.pipes: list[int] = []

    @Slot(str, str, str, str, result=QDBusUnixFileDescriptor)
    def Inhibit(  # noqa: N802  the bus's name
        self, what: str, who: str, why: str, mode: str
    ) -> QDBusUnixFileDescriptor:
        self.asked.append((what, who, why, mode))
        pipe, given = os.pipe()
        os.set_blocking(pipe, False)
        self.pipes.append(pipe)
        lock = QDBusUnixFileDescriptor(given)  # holds a copy
        os.close(given)
        return lock

    def tell(self) -> None:
        """Answer a line; end with the last one, and take nothing down."""
        if not sys.stdin.readline():
            os._exit(0)
        released = all(map(ended, self.pipes))
        print(json.dumps({"asked": self.asked, "released": released}), flush=True)


def ended(pipe: int) -> bool:
    """Whether no one holds the other end any more."""
    try:
        return os.read(pipe, 1) == b""
    except BlockingIOError:
        return False


def main() -> None:
    app = QCoreApplication()
    bus = QDBusConnection.systemBus()
    manager = Logind()
    everything = QDBusConnection.RegisterOption.ExportAllSlots
    assert bus.registerObject("/org/freedesktop/login1", manager, everything)
    assert bus.registerService("org.freedesktop.login1")
    lines = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    lines.activated.connect(manager.tell)
    app.exec()


if __name__ == "__main__":
    main()
