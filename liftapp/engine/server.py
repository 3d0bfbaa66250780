"""The engine process: does what is asked one thing after another, and outlives every failure."""

import faulthandler
import os
import signal
import sys
import traceback
from collections import deque
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Condition, Event, Lock, Thread
from time import sleep
from typing import TYPE_CHECKING

import psutil

from liftapp.engine.loaded import Loaded
from liftapp.engine.messages import (
    Answered,
    Answering,
    Ask,
    Beat,
    Failed,
    JobEnded,
    Learn,
    Prepare,
    Progress,
    Ready,
    Reply,
    Request,
    Stop,
)
from liftapp.errors import LiftappError
from liftapp.paths import Home
from liftapp.workflows.failures import Failure, failure
from liftapp.workflows.learn import learn

if TYPE_CHECKING:
    from liftapp.models import BaseModel

BEAT_S = 1.0
GRACE_S = 10.0
"""How long the last step may take once the window is gone."""
NICENESS = 5
"""The window stays quick on two cores, and other programs that compute hardly slow this down."""
LOG_BYTES = 2**20

Work = Prepare | Learn | Ask


def main(home: Home, pipe: Connection) -> None:
    """Serve what comes through `pipe` until its other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the window, which then stops us
    with suppress(LiftappError, OSError):
        _write_to(home.state / "engine.log")
    with suppress(psutil.Error, OSError):
        windows = getattr(psutil, "BELOW_NORMAL_PRIORITY_CLASS", None)
        if windows is None:
            os.nice(NICENESS)
        else:
            psutil.Process().nice(windows)
    server = Server(home, pipe)
    Thread(target=_end_late, args=(server.over,), daemon=True).start()
    server.run()


def _end_late(over: Event) -> None:
    """A step may be long: nobody waits for a process whose window is gone."""
    over.wait()
    sleep(GRACE_S)
    os._exit(1)


def _write_to(path: Path) -> None:
    """Send what libraries print, and the last words of a crash, to a log."""
    with suppress(FileNotFoundError):
        if path.stat().st_size > LOG_BYTES:
            path.replace(path.with_suffix(".old.log"))
    log = path.open("a", encoding="utf-8", errors="backslashreplace", buffering=1)
    for stream in (1, 2):
        os.dup2(log.fileno(), stream)
    sys.stdout = sys.stderr = log
    faulthandler.enable(log)


class Server:
    """Three threads: one listens, one says that it is alive, and `run` does the work."""

    def __init__(self, home: Home, pipe: Connection) -> None:
        """Speak through `pipe`; nothing is loaded yet."""
        self._home, self._pipe = home, pipe
        self._loaded = Loaded(home, self._ready)
        self._sending = Lock()
        self._changed = Condition()
        self._waiting: deque[Work] = deque()
        self._running: str | None = None
        self._stopped = False
        self.over = Event()
        """The pipe has ended."""

    def run(self) -> None:
        """Work until the pipe ends."""
        for part in (self._listen, self._beat):
            Thread(target=part, daemon=True).start()
        while (work := self._next()) is not None:
            self._do(work)

    # The listening thread

    def _listen(self) -> None:
        with suppress(EOFError, OSError):
            while True:
                self._take(self._pipe.recv())
        self._end()

    def _take(self, request: Request) -> None:
        if isinstance(request, Stop):
            self._stop(request.id)
            return
        with self._changed:
            self._waiting.append(request)
            self._changed.notify()

    def _stop(self, key: str) -> None:
        with self._changed:
            if key == self._running:
                self._stopped = True
            waiting = [w for w in self._waiting if not isinstance(w, Prepare) and w.id == key]
            for work in waiting:
                self._waiting.remove(work)
        for work in waiting:
            stopped = isinstance(work, Ask)
            self._send(Answered(key, None, True) if stopped else JobEnded(key, None, False))

    def _end(self) -> None:
        with self._changed:
            self.over.set()
            self._changed.notify()

    def _beat(self) -> None:
        while not self.over.is_set():
            self._send(Beat())
            self.over.wait(BEAT_S)

    def _send(self, reply: Reply) -> None:
        try:
            with self._sending:
                self._pipe.send(reply)
        except OSError:
            self._end()  # the window is gone; a job keeps what it has and stops

    # The working thread

    def _next(self) -> Work | None:
        with self._changed:
            self._running, self._stopped = None, False
            self._changed.wait_for(lambda: self._waiting or self.over.is_set())
            if self.over.is_set():
                return None
            work = self._waiting.popleft()
            self._running = _id(work)
            return work

    def _stopping(self) -> bool:
        return self._stopped or self.over.is_set()

    def _do(self, work: Work) -> None:
        failed = self._failure(work)
        if failed is not None:
            told = Failed(_id(work) or "", failed.sentence, failed.exit_code, failed.details)
            self._send(told)

    def _failure(self, work: Work) -> Failure | None:
        """Do it; what went wrong is returned, and the engine goes on."""
        try:
            match work:
                case Prepare():
                    self._loaded.device = work.device
                    self._loaded.load(work.model, work.device)
                case Learn():
                    self._learn(work)
                case Ask():
                    self._ask(work)
        except LiftappError as error:
            return failure(error)
        except Exception as error:  # noqa: BLE001  the one place where a bug is told to the window
            failed = failure(error)
            traceback.print_exception(error)
        else:
            return None
        # Only here: the error's frames held what may have filled the memory.
        self._loaded.drop()
        return failed

    def _ready(self, base: "BaseModel") -> None:
        self._send(Ready(base.id, str(base.device), base.reason))

    def _learn(self, work: Learn) -> None:
        self._loaded.close_conversations()
        ended = learn(
            self._home,
            work.request,
            lambda event: self._send(Progress(work.id, event)),
            self._stopping,
            self._loaded.load,
        )
        self._send(JobEnded(work.id, ended.record, ended.finished, ended.known, ended.exam))

    def _ask(self, work: Ask) -> None:
        tokens = self._loaded.conversation(work.memory).stream(
            work.question, work.mode, work.earlier, work.temperature, work.seed, self._stopping
        )
        while True:
            try:
                token = next(tokens)
            except StopIteration as end:
                reply = end.value
                break
            self._send(Answering(work.id, token))
        self._send(Answered(work.id, reply, reply.support == "stopped"))


def _id(work: Work) -> str | None:
    return None if isinstance(work, Prepare) else work.id
