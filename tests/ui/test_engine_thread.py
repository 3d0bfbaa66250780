"""The engine's thread: queued signals in order, not too many of them, and life after a death."""

import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator
from threading import Condition
from typing import ClassVar

import pytest
from pytestqt.qtbot import QtBot

from liftapp.engine.client import Engine, EngineDied
from liftapp.engine.messages import (
    Answered,
    Answering,
    Ask,
    Beat,
    JobEnded,
    Prepare,
    Progress,
    Ready,
    Reply,
    Request,
    Stop,
)
from liftapp.paths import Home
from liftapp.ui import engine_thread
from liftapp.ui.engine_thread import EngineThread
from liftapp.workflows.ask import TokenGate
from tests.ui.widgets import step


class Script:
    """In place of the process: says what the test lets it say, and dies when it is told to."""

    lives: ClassVar[list["Script"]] = []

    def __init__(self, home: Home) -> None:
        self.sent: list[Request] = []
        self.stopped = False
        self._says: deque[Reply | EngineDied] = deque()
        self._turn = Condition()
        Script.lives.append(self)

    def start(self) -> None: ...

    def send(self, request: Request) -> None:
        self.sent.append(request)

    def say(self, *replies: Reply | EngineDied) -> None:
        with self._turn:
            self._says.extend(replies)
            self._turn.notify()

    def receive(self, timeout_s: float) -> Reply | None:
        with self._turn:
            self._turn.wait_for(lambda: self._says, timeout_s)
            said = self._says.popleft() if self._says else None
        if isinstance(said, EngineDied):
            raise said
        return said

    def stop(self) -> None:
        self.stopped = True


@pytest.fixture
def thread(qtbot: QtBot, home: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[EngineThread]:
    monkeypatch.setattr(engine_thread, "Engine", Script)
    Script.lives.clear()
    made = EngineThread(home)
    made.start()
    qtbot.waitUntil(lambda: len(Script.lives) == 1)
    yield made
    made.stop()
    assert made.wait(5000)


def told(thread: EngineThread) -> list[object]:
    """What the signals say from now on, batches taken apart."""
    out: list[object] = []
    for single in (thread.ready, thread.ended, thread.answered, thread.failed):
        single.connect(out.append)
    for batch in (thread.progress, thread.answering):
        batch.connect(out.extend)
    return out


def token(number: int) -> Answering:
    return Answering("a", TokenGate(f"t{number}", 0.5, ()))


def test_requests_reach_the_engine_in_their_order(qtbot: QtBot, thread: EngineThread) -> None:
    requests: list[Request] = [Prepare(None, None), Ask("a", "m", "Who?"), Stop("a")]
    for request in requests:
        thread.post(request)
    qtbot.waitUntil(lambda: Script.lives[0].sent == requests)


def test_a_quick_engine_is_throttled_and_nothing_is_lost_or_out_of_order(
    qtbot: QtBot, thread: EngineThread
) -> None:
    batches: list[list[Progress]] = []
    thread.progress.connect(batches.append)
    everything = told(thread)
    steps = [Progress("j", step(i)) for i in range(2000)]
    end = JobEnded("j", None, finished=True)
    Script.lives[0].say(*steps)
    qtbot.waitUntil(lambda: bool(batches))  # the first comes without waiting for the last
    began = time.monotonic()
    Script.lives[0].say(end)
    qtbot.waitUntil(lambda: end in everything)
    assert everything == [*steps, end]
    assert len(batches) <= 3 + (time.monotonic() - began) / engine_thread.PROGRESS_S


def test_the_end_of_an_answer_comes_after_all_its_tokens(
    qtbot: QtBot, thread: EngineThread
) -> None:
    everything = told(thread)
    replies: list[Reply] = [
        *map(token, range(50)),
        Answered("a", None, stopped=True),
        Ready("m", "cpu", "CPU"),
    ]
    Script.lives[0].say(*replies)
    qtbot.waitUntil(lambda: len(everything) == 52)
    assert everything == replies


def test_a_single_token_does_not_wait_for_a_second(qtbot: QtBot, thread: EngineThread) -> None:
    with qtbot.waitSignal(thread.answering) as signalled:
        Script.lives[0].say(token(1))
    assert signalled.args == [[token(1)]]


def test_beats_come_through(qtbot: QtBot, thread: EngineThread) -> None:
    with qtbot.waitSignal(thread.beat):
        Script.lives[0].say(Beat())


def test_a_death_is_told_after_the_last_words(qtbot: QtBot, thread: EngineThread) -> None:
    everything = told(thread)
    thread.died.connect(everything.append)
    last = Progress("j", step(1)), Progress("j", step(2))
    Script.lives[0].say(*last, EngineDied("The engine was killed."))
    qtbot.waitUntil(lambda: len(everything) == 3)
    assert everything == [*last, "The engine was killed."]
    assert Script.lives[0].stopped


def test_a_request_to_a_dead_engine_is_told_why_it_goes_nowhere(
    qtbot: QtBot, thread: EngineThread
) -> None:
    die(qtbot, thread)
    with qtbot.waitSignal(thread.died) as signalled:
        thread.post(Stop("j"))
    assert signalled.args == ["The engine was killed."]


def test_restarting_gives_a_new_engine_that_serves(qtbot: QtBot, thread: EngineThread) -> None:
    die(qtbot, thread)
    thread.restart()
    thread.post(Prepare(None, None))
    qtbot.waitUntil(lambda: len(Script.lives) == 2 and bool(Script.lives[1].sent))
    with qtbot.waitSignal(thread.ready):
        Script.lives[1].say(Ready("starter", "cpu", "CPU"))


def die(qtbot: QtBot, thread: EngineThread) -> None:
    with qtbot.waitSignal(thread.died):
        Script.lives[-1].say(EngineDied("The engine was killed."))


@pytest.mark.parametrize("dead", [False, True])
def test_stopping_ends_engine_and_thread(qtbot: QtBot, thread: EngineThread, dead: bool) -> None:
    if dead:
        die(qtbot, thread)
    with qtbot.waitSignal(thread.finished):
        thread.stop()
    assert Script.lives[0].stopped


def test_a_process_that_cannot_be_started_is_told(
    qtbot: QtBot, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Script) -> None:
        raise OSError("no processes left")

    monkeypatch.setattr(engine_thread, "Engine", Script)
    monkeypatch.setattr(Script, "start", refuse)
    thread = EngineThread(home)
    with qtbot.waitSignal(thread.died) as signalled:
        thread.start()
    assert "no processes left" in signalled.args[0]
    thread.stop()
    assert thread.wait(5000)


def gone(pid: int) -> Callable[[], bool]:
    def look() -> bool:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        return False

    return look


@pytest.mark.slow
def test_the_real_engine_beats_is_killed_and_comes_back(qtbot: QtBot, home: Home) -> None:
    pids: list[int] = []

    class Watched(Engine):
        def start(self) -> None:
            super().start()
            assert self.pid is not None
            pids.append(self.pid)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine_thread, "Engine", Watched)
        thread = EngineThread(home)
        with qtbot.waitSignal(thread.beat, timeout=60_000):
            thread.start()
        with qtbot.waitSignal(thread.died, timeout=60_000) as signalled:
            os.kill(pids[0], signal.SIGKILL)
        assert "killed" in signalled.args[0]
        with qtbot.waitSignal(thread.beat, timeout=60_000):
            thread.restart()
        with qtbot.waitSignal(thread.finished, timeout=60_000):
            thread.stop()
    qtbot.waitUntil(gone(pids[1]))
