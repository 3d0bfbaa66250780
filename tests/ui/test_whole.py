"""The window and the real engine, with a tiny model: learn, be killed, go on, ask, quit."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from liftapp.library import Library, Status
from liftapp.paths import Home
from liftapp.ui.controller import Controller
from liftapp.ui.opening import opens
from liftapp.ui.window import MainWindow
from liftapp.workflows.settings import Settings

LEFT = Qt.MouseButton.LeftButton
PATIENCE_MS = 200_000
TICK_MS = 5


class Delays:
    """CPU seconds that the window's thread spent between two ticks of a timer: what it kept
    other events waiting for, however busy the machine is with something else.
    """

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self._last = time.thread_time()
        self._timer = QTimer(interval=TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.thread_time()
        self.seconds.append(now - self._last)
        self._last = now

    def of_hundred(self, share: int) -> float:
        return sorted(self.seconds)[len(self.seconds) * share // 100]


@pytest.fixture
def base(tmp_path: Path) -> Path:
    from tests.workflows.tiny import save_base  # imports torch, which no other test here needs

    return save_base(tmp_path / "base")


@pytest.fixture
def controller(home: Home, base: Path, qtbot: QtBot) -> Controller:
    window = MainWindow(opens)
    controller = Controller(home, Settings(model=str(base), device="cpu"), window)

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
    assert delays.of_hundred(99) < 0.05
    assert max(delays.seconds) < 1
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
