import threading

from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from liftapp.errors import NotFound
from liftapp.ui.tasks import Tasks


def fail() -> None:
    raise NotFound("There is nothing.")


def test_work_is_done_elsewhere_and_delivered_here(qtbot: QtBot) -> None:
    told: list[object] = []
    tasks = Tasks(told.append)
    tasks.run(threading.get_ident, done=lambda n: told.extend([n, QThread.currentThread()]))
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[0] != threading.get_ident()
    assert told[1] is tasks.thread()


def test_what_goes_wrong_is_told_to_who_wants_it(qtbot: QtBot) -> None:
    told: list[str] = []
    tasks = Tasks(lambda error: told.append(f"default: {error}"))
    tasks.run(fail)
    tasks.run(fail, failed=lambda error: told.append(f"own: {error}"))
    qtbot.waitUntil(lambda: len(told) == 2)
    assert sorted(told) == ["default: There is nothing.", "own: There is nothing."]


def test_nothing_is_delivered_after_the_end(qtbot: QtBot) -> None:
    told: list[int] = []
    tasks, gate = Tasks(lambda _: None), threading.Event()
    tasks.run(gate.wait, 5, done=told.append)
    gate.set()
    tasks.finish()
    qtbot.wait(1)  # lets the loop run once
    assert told == []
