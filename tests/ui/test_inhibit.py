"""Keeping awake, asked of a bus of the test's own with a logind of the test's own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from liftapp.ui.inhibit import Inhibitor

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("dbus-daemon") is None,
    reason="needs a D-Bus daemon",
)

if sys.platform.startswith("linux"):
    from PySide6.QtCore import ClassInfo, QObject, Slot
    from PySide6.QtDBus import QDBusConnection, QDBusUnixFileDescriptor

    INTERFACE = {"D-Bus Interface": "org.freedesktop.login1.Manager"}

    @ClassInfo(INTERFACE)  # type: ignore[call-arg]
    class Logind(QObject):  # type: ignore[operator]
        """Gives the writing end of a pipe, as the real one does: its closing ends the lock."""

        def __init__(self) -> None:
            super().__init__()
            self.asked: list[tuple[str, ...]] = []
            self.pipe = -1

        @Slot(str, str, str, str, result=QDBusUnixFileDescriptor)
        def Inhibit(  # noqa: N802  the bus's name
            self, what: str, who: str, why: str, mode: str
        ) -> QDBusUnixFileDescriptor:
            self.asked.append((what, who, why, mode))
            self.pipe, given = os.pipe()
            os.set_blocking(self.pipe, False)
            lock = QDBusUnixFileDescriptor(given)  # holds a copy
            os.close(given)
            return lock

        @property
        def released(self) -> bool:
            """Whether no one holds the lock any more."""
            try:
                return os.read(self.pipe, 1) == b""
            except BlockingIOError:
                return False


@pytest.fixture(scope="module")
def bus() -> Iterator[None]:
    """One for all tests: a process asks only once where the bus is."""
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert daemon.stdout is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DBUS_SYSTEM_BUS_ADDRESS", daemon.stdout.readline().strip())
        yield
    daemon.terminate()
    daemon.wait()
    daemon.stdout.close()


@pytest.fixture
def logind(bus: None) -> Iterator["Logind"]:
    served = QDBusConnection.connectToBus(QDBusConnection.BusType.SystemBus, "test's logind")
    assert served.registerService("org.freedesktop.login1")
    manager = Logind()
    everything = QDBusConnection.RegisterOption.ExportAllSlots
    assert served.registerObject("/org/freedesktop/login1", manager, everything)
    yield manager
    served.unregisterService("org.freedesktop.login1")
    QDBusConnection.disconnectFromBus("test's logind")


def test_the_lock_is_held_until_it_is_released(qtbot: QtBot, logind: "Logind") -> None:
    inhibitor = Inhibitor()
    inhibitor.hold("Learning a document")
    inhibitor.hold("Learning a document")
    qtbot.waitUntil(lambda: inhibitor.held)
    assert logind.asked == [("sleep:idle", "liftapp", "Learning a document", "block")]
    assert not logind.released
    inhibitor.release()
    assert not inhibitor.held
    qtbot.waitUntil(lambda: logind.released)
    inhibitor.hold("Again")
    qtbot.waitUntil(lambda: inhibitor.held)
    inhibitor.release()


def test_an_answer_that_comes_after_the_release_holds_nothing(
    qtbot: QtBot, logind: "Logind"
) -> None:
    inhibitor = Inhibitor()
    inhibitor.hold("Learning")
    inhibitor.release()
    inhibitor.hold("Learning")
    qtbot.waitUntil(lambda: inhibitor.held)
    inhibitor.release()
    qtbot.waitUntil(lambda: logind.released)


def test_without_logind_nothing_happens(qtbot: QtBot, bus: None) -> None:
    inhibitor = Inhibitor()
    inhibitor.hold("Learning")
    qtbot.waitUntil(lambda: not inhibitor.children())  # the refusal came
    assert not inhibitor.held
    inhibitor.release()


def test_without_a_bus_nothing_happens() -> None:
    program = (
        "from liftapp.ui.inhibit import Inhibitor; i = Inhibitor(); i.hold('Learning');"
        "assert not i.held; i.release()"
    )
    nowhere = os.environ | {"DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nowhere/at/all"}
    done = subprocess.run(
        [sys.executable, "-c", program], env=nowhere, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
