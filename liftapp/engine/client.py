"""The window's end of the engine: start it, talk to it, and notice when it is gone."""

import multiprocessing
import re
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from threading import Lock

from liftapp.engine import server
from liftapp.engine.messages import Reply, Request
from liftapp.errors import LiftappError
from liftapp.paths import Home

STOP_S = 10.0
"""How long an engine that was asked to end may take to keep what it learned so far."""

KILLED = -9


class EngineDied(LiftappError):
    """The engine process is gone; the text says how."""


class Engine:
    """One engine process. Sending, receiving and stopping may each be done by another thread."""

    def __init__(self, home: Home) -> None:
        """Nothing is started yet."""
        self._home = home
        self._sending = Lock()
        self._pipe: Connection | None = None
        self._process: SpawnProcess | None = None
        self._oom_kills = 0

    @property
    def pid(self) -> int | None:
        """The id of the process; None before `start`."""
        return None if self._process is None else self._process.pid

    def start(self) -> None:
        """Start the process; requests may be sent at once. OSError when it can't be started."""
        context = multiprocessing.get_context("spawn")
        self._oom_kills = _oom_kills()
        self._pipe, theirs = context.Pipe()
        # A daemon, so that a program which forgets to stop it does not wait for it at its end.
        self._process = context.Process(
            target=server.main, args=(self._home, theirs), name="liftapp engine", daemon=True
        )
        with theirs:
            self._process.start()

    def send(self, request: Request) -> None:
        """Ask for something; EngineDied when nobody is there any more."""
        assert self._pipe is not None
        try:
            with self._sending:
                self._pipe.send(request)
        except OSError as error:
            raise EngineDied(self._death()) from error

    def receive(self, timeout_s: float) -> Reply | None:
        """What it says next; None when it says nothing for so long.

        Raises EngineDied once it is gone and everything it said was received.
        """
        assert self._pipe is not None
        try:
            if not self._pipe.poll(timeout_s):
                return None
            reply: Reply = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise EngineDied(self._death()) from error
        return reply

    def stop(self, wait_s: float = STOP_S) -> None:
        """Ask it to end, wait, then kill it; what it learned up to its last checkpoint stays."""
        if self._process is None or self._pipe is None:
            return
        self._pipe.close()
        self._process.join(wait_s)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()

    def _death(self) -> str:
        assert self._process is not None
        self._process.join(STOP_S)
        code = self._process.exitcode
        if code == KILLED and _oom_kills() > self._oom_kills:
            return "The engine ran out of memory, and the system killed it."
        return death(code)


def death(code: int | None) -> str:
    """The end of a process in words; `code` as multiprocessing gives it (signals are negative)."""
    if code is None:
        return "The engine does not answer any more."
    if code < 0:
        return f"The engine was killed (signal {-code})."
    return f"The engine ended by itself (exit code {code})."


def _oom_kills() -> int:
    """How many processes Linux has killed since it started for want of memory; elsewhere 0."""
    with suppress(OSError):
        counters = Path("/proc/vmstat").read_text(encoding="ascii")
        found = re.search(r"^oom_kill (\d+)$", counters, re.MULTILINE)
        return int(found[1]) if found else 0
    return 0
