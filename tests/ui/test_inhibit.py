"""Keeping awake, asked of a bus of the test's own with a logind of the test's own."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from liftapp.ui.inhibit import Inhibitor

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("dbus-daemon") is None,
    reason="needs a D-Bus daemon",
)


class Logind:
    """What the fake logind, in its own process, says of itself."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    @property
    def asked(self) -> list[tuple[str, ...]]:
        """What it was asked, in order."""
        return [tuple(each) for each in self._look()["asked"]]

    @property
    def released(self) -> bool:
        """Whether no one holds a lock any more."""
        return bool(self._look()["released"])

    def _look(self) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        said: dict[str, Any] = json.loads(self._process.stdout.readline())
        return said


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
def logind(bus: None) -> Iterator[Logind]:
    program = Path(__file__).with_name("fake_logind.py")
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, program], stdin=pipe, stdout=pipe, text=True) as process:
        logind = Logind(process)
        assert not logind.asked  # it answers: it is on the bus
        yield logind
    assert process.returncode == 0


def test_the_lock_is_held_until_it_is_released(qtbot: QtBot, logind: Logind) -> None:
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


def test_an_answer_that_comes_after_the_release_holds_nothing(qtbot: QtBot, logind: Logind) -> None:
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
