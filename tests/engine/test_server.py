"""The server without a process: what happens to requests that fail or are stopped."""

import errno
from collections.abc import Callable, Iterator
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Event, Thread

import pytest

from liftapp.engine import server
from liftapp.engine.messages import Answered, Ask, Beat, Failed, JobEnded, Learn, Reply, Stop
from liftapp.engine.server import Server
from liftapp.events import OnEvent
from liftapp.events import Stop as Stopping
from liftapp.library import Library, MemoryRecord
from liftapp.paths import Home
from liftapp.workflows.learning import Learned
from liftapp.workflows.request import LearnRequest
from tests.library.samples import begin

REQUEST = LearnRequest(Path("a.txt"))
Learning = Callable[[OnEvent, Stopping], Learned]


@pytest.fixture
def window(home: Home) -> Iterator[Connection]:
    """The other end of a server that works in a thread, until the pipe is closed."""
    ours, theirs = Pipe()
    serving = Thread(target=Server(home, theirs).run)
    serving.start()
    yield ours
    ours.close()
    serving.join(30)
    assert not serving.is_alive()


def learning(monkeypatch: pytest.MonkeyPatch, act: Learning) -> None:
    """Let jobs be this, since what is told about one is the server's own doing."""

    def learn(
        _home: Home, _request: LearnRequest, on_event: OnEvent, stop: Stopping, _load: object
    ) -> Learned:
        return act(on_event, stop)

    monkeypatch.setattr(server, "learn", learn)


def until_stopped(home: Home, monkeypatch: pytest.MonkeyPatch) -> tuple[MemoryRecord, Event]:
    """Let jobs last until they are stopped; returns their memory, and what the first one sets."""
    with Library(home) as library:
        record = begin(library)
    running = Event()

    def wait(_tell: OnEvent, stop: Stopping) -> Learned:
        running.set()
        while not stop():
            Event().wait(0.01)
        return Learned(record, False)

    learning(monkeypatch, wait)
    return record, running


def next_told(window: Connection) -> Reply:
    while True:
        assert window.poll(30)
        reply: Reply = window.recv()
        if not isinstance(reply, Beat):
            return reply


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (MemoryError(), 5, "memory of this machine ran out"),
        (RuntimeError("DefaultCPUAllocator: can't allocate memory"), 5, "memory of this machine"),
        (OSError(errno.ENOSPC, "No space left on device"), 5, "disk is full"),
        (ZeroDivisionError("division by zero"), 1, "bug in liftapp: ZeroDivisionError"),
    ],
)
def test_whatever_fails_is_told_and_the_next_request_is_done(
    window: Connection, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str],
    error: Exception, code: int, words: str,
) -> None:  # fmt: skip
    def fail(_tell: OnEvent, _stop: Stopping) -> Learned:
        raise error

    learning(monkeypatch, fail)
    for key in ("first", "second"):
        window.send(Learn(key, REQUEST))
        failed = next_told(window)
        assert isinstance(failed, Failed)
        assert (failed.id, failed.exit_code) == (key, code)
        assert words in failed.sentence
        assert ("Traceback" in failed.details) == (code == 1)
    assert type(error).__name__ in capfd.readouterr().err


def test_requests_are_done_in_order_and_stopped_waiting_or_running(
    window: Connection, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    record, running = until_stopped(home, monkeypatch)
    for request in (Learn("a", REQUEST), Learn("b", REQUEST), Ask("c", "x", "?"), Ask("d", "", "")):
        window.send(request)
    assert running.wait(30)
    for key in ("c", "b", "unknown"):
        window.send(Stop(key))
    assert next_told(window) == Answered("c", None, True)
    assert next_told(window) == JobEnded("b", None, False)
    window.send(Stop("a"))
    assert next_told(window) == JobEnded("a", record, False)
    last = next_told(window)
    assert isinstance(last, Failed)
    assert last.id == "d"


def test_a_job_stops_when_the_window_is_gone(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    _, running = until_stopped(home, monkeypatch)
    ours, theirs = Pipe()
    serving = Thread(target=Server(home, theirs).run)
    serving.start()
    ours.send(Learn("a", REQUEST))
    assert running.wait(30)
    ours.close()
    serving.join(30)
    assert not serving.is_alive()
