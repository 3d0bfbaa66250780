"""The window and the real engine, with a tiny model: learn, be killed, go on, ask, quit."""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import PIPE, Popen

import pytest
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from liftapp.config import TRAINED
from liftapp.library import Library, Status
from liftapp.paths import Home
from liftapp.ui.controller import Controller
from liftapp.ui.opening import opens
from liftapp.ui.window import MainWindow
from liftapp.workflows.settings import Settings

LEFT = Qt.MouseButton.LeftButton
PATIENCE_MS = 200_000
TICK_MS = 5
MOST_S, NEVER_S = 0.05, 1.0
"""What the 99th percentile of the window's delays stays under, and what every one does."""

# Does nothing but wait, and tells how late it woke up: what a busy machine costs any program.
IDLE = f"""
import select, sys, time
late, last = [], time.monotonic()
while not select.select([sys.stdin], [], [], {TICK_MS / 1000})[0]:
    now = time.monotonic()
    late.append(now - last - {TICK_MS / 1000})
    last = now
print(*late)
"""


class Delays:
    """Seconds by which a timer of the window's thread came late: so long would a click wait.

    `busy`: the CPU seconds that the window's process spent meanwhile, in all its threads, as each
    of them can hold up the others. That is its own doing, however busy the machine is.
    """

    def __init__(self) -> None:
        self.late: list[float] = []
        self.busy: list[float] = []
        self._last, self._spent = time.monotonic(), time.process_time()
        self._timer = QTimer(interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now, spent = time.monotonic(), time.process_time()
        self.late.append(now - self._last - TICK_MS / 1000)
        self.busy.append(spent - self._spent)
        self._last, self._spent = now, spent


def of_hundred(seconds: list[float], share: int) -> float:
    return sorted(seconds)[len(seconds) * share // 100]


@pytest.fixture
def base(tmp_path: Path) -> Path:
    from tests.workflows.tiny import save_base  # imports torch, which no other test here needs

    return save_base(tmp_path / "base")


@pytest.fixture
def controller(home: Home, base: Path, qtbot: QtBot) -> Controller:
    window = MainWindow(opens)
    chosen = Settings(model=str(base), device="cpu", preset=TRAINED.name)
    controller = Controller(home, chosen, window)

    def end(_: object) -> None:
        if not controller.quitting.going:
            controller.quitting.go()
        qtbot.waitUntil(lambda: not controller.engine.isRunning(), timeout=60_000)

    qtbot.addWidget(window, before_close_func=end)
    with qtbot.waitSignal(window.painted):
        window.show()
    controller.begin()
    return controller


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="has no SIGKILL")
def test_learn_die_resume_ask_quit(
    controller: Controller, home: Home, tmp_path: Path, qtbot: QtBot
) -> None:
    from tests.workflows.tiny import QUESTIONS, write_text

    window = controller.window

    def wait(condition: Callable[[], object]) -> None:
        def so() -> bool:
            assert controller.around.failure is None, window.bar.text
            return bool(condition())

        qtbot.waitUntil(so, timeout=PATIENCE_MS)

    wait(lambda: "CPU" in window.device)
    controller.open([write_text(tmp_path)])
    wait(lambda: controller.opening.sheet is not None)
    assert controller.opening.sheet is not None
    qtbot.mouseClick(controller.opening.sheet.start, LEFT)
    idle = Popen([sys.executable, "-c", IDLE], stdin=PIPE, stdout=PIPE, text=True)
    delays = Delays()
    wait(lambda: window.learning.table.model().rowCount() > 0)
    assert controller.jobs.running
    os.kill(engine_pid(controller), signal.SIGKILL)
    wait(lambda: "killed" in window.bar.text)
    qtbot.mouseClick(window.bar.buttons[1], LEFT)
    wait(lambda: window.learning.state is window.learning.state.DONE)
    qtbot.mouseClick(window.learning.summary.ask, LEFT)
    wait(lambda: window.stack.currentWidget() is window.chat)
    qtbot.keyClicks(window.chat.composer.edit, QUESTIONS[0])
    qtbot.keyClick(window.chat.composer.edit, Qt.Key.Key_Return)
    wait(lambda: controller.talk.answering)
    wait(lambda: not controller.talk.answering)
    told, _ = idle.communicate("", timeout=60)
    others = [float(word) for word in told.split()]
    assert len(delays.late) > 100
    assert of_hundred(delays.late, 99) < MOST_S + of_hundred(others, 99)
    assert max(delays.busy) < NEVER_S
    with qtbot.waitSignal(controller.ended, timeout=60_000):
        window.close()
    with Library(home) as library:
        (memory,) = library.memories.all()
        assert memory.status is Status.READY
        assert [t.question for t in library.chats.of(memory.id)] == [QUESTIONS[0]]


def engine_pid(controller: Controller) -> int:
    """The process of the engine: the only child that computes."""
    import psutil

    children = psutil.Process().children()
    (engine,) = [c for c in children if "spawn_main" in " ".join(c.cmdline())]
    return int(engine.pid)
