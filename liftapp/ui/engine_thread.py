"""The engine behind queued signals: the window's thread posts requests and never waits."""

import time
from enum import Enum, auto
from queue import SimpleQueue
from threading import Thread

from PySide6.QtCore import QObject, QThread, Signal, SignalInstance

from liftapp.engine.client import Engine, EngineDied
from liftapp.engine.messages import (
    Answered,
    Answering,
    Beat,
    Failed,
    JobEnded,
    Progress,
    Ready,
    Reply,
    Request,
)
from liftapp.paths import Home

PROGRESS_S, TOKENS_S = 0.1, 0.05
"""Progress is told at most ten times, tokens twenty times a second, however quick the engine is."""
LOOK_S = 0.25
"""So often it looks whether it shall end; replies wake it at once."""


class Sign(Enum):
    """What is not for the engine but for who speaks with it."""

    RESTART = auto()
    END = auto()


class EngineThread(QThread):
    """Owns the engine process, from `start()` to `stop()`; signals arrive in the engine's order."""

    ready = Signal(object)
    beat = Signal()
    progress = Signal(object)
    """list[Progress]"""
    ended = Signal(object)
    answering = Signal(object)
    """list[Answering]"""
    answered = Signal(object)
    failed = Signal(object)
    died = Signal(str)
    """Why, in words; `restart()` begins a new engine, until then every request is told this."""

    def __init__(self, home: Home, parent: QObject | None = None) -> None:
        """`start()` starts the process, with this home."""
        super().__init__(parent)
        self._home = home
        self._requests: SimpleQueue[Request | Sign] = SimpleQueue()
        self._stopping = False
        self._batches = (_Batch(self.progress, PROGRESS_S), _Batch(self.answering, TOKENS_S))

    def post(self, request: Request) -> None:
        """Send a request; from any thread, at once."""
        self._requests.put(request)

    def restart(self) -> None:
        """After `died`: start a new engine."""
        self._requests.put(Sign.RESTART)

    def stop(self) -> None:
        """End the engine and then this thread; `finished` tells when."""
        self._stopping = True
        self._requests.put(Sign.END)

    def run(self) -> None:
        """Live through one engine after the other."""
        while not self._stopping:
            words = self._live()
            while not self._stopping:
                self.died.emit(words)
                if self._requests.get() is Sign.RESTART:
                    break

    def _live(self) -> str:
        """From the start of one engine to its end; returns why it ended."""
        engine = Engine(self._home)
        try:
            engine.start()
        except OSError as e:
            return self.tr("The engine can't be started: {reason}").format(reason=e)
        sender = Thread(target=self._send, args=(engine,), name="engine requests")
        sender.start()
        try:
            while not self._stopping:
                self._take(engine.receive(self._patience()))
                for batch in self._batches:
                    batch.flush_if_due()
        except EngineDied as e:
            return str(e)
        finally:
            self._flush()
            self._requests.put(Sign.END)
            engine.stop()  # first: a sender that waits at a full pipe goes on only then
            sender.join()
        return ""

    def _send(self, engine: Engine) -> None:
        """Hand requests on until END; a thread of its own, as a full pipe makes it wait."""
        while (request := self._requests.get()) is not Sign.END:
            if request is not Sign.RESTART:
                try:
                    engine.send(request)
                except (EngineDied, OSError):
                    continue  # `receive` tells it

    def _patience(self) -> float:
        """Seconds until something is due."""
        return min(LOOK_S, *(batch.wait() for batch in self._batches))

    def _take(self, reply: Reply | None) -> None:
        progress, tokens = self._batches
        match reply:
            case Progress():
                progress.items.append(reply)
            case Answering():
                tokens.items.append(reply)
            case Beat():
                self.beat.emit()
            case Ready():
                self._tell(self.ready, reply)
            case JobEnded():
                self._tell(self.ended, reply)
            case Answered():
                self._tell(self.answered, reply)
            case Failed():
                self._tell(self.failed, reply)
            case _:
                pass

    def _tell(self, signal: SignalInstance, reply: Reply) -> None:
        """What was held back comes first."""
        self._flush()
        signal.emit(reply)

    def _flush(self) -> None:
        for batch in self._batches:
            batch.flush()


class _Batch:
    """Replies held back until `every_s` after the last ones were told."""

    def __init__(self, signal: SignalInstance, every_s: float) -> None:
        self.items: list[object] = []
        self._signal, self._every_s, self._told = signal, every_s, 0.0

    def wait(self) -> float:
        """Seconds until `flush_if_due` does something; at most `every_s`."""
        if not self.items:
            return LOOK_S
        return max(0.0, self._told + self._every_s - time.monotonic())

    def flush_if_due(self) -> None:
        if self.items and self.wait() == 0:
            self.flush()

    def flush(self) -> None:
        if self.items:
            items, self.items = self.items, []
            self._told = time.monotonic()
            self._signal.emit(items)
