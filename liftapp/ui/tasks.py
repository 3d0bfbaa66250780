"""Short work off the window's thread: reading a file, the library, an export."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal

T = TypeVar("T")


class Tasks(QObject):
    """Runs functions in a pool of threads; what they return arrives in the thread of this."""

    ending = Signal()
    """Nothing is waited for any more but what still runs: what takes long is to stop."""
    _arrived = Signal(object)

    def __init__(
        self,
        failed: Callable[[Exception], None],
        parent: QObject | None = None,
        *,
        in_turn: bool = False,
    ) -> None:
        """`failed` is told what went wrong in a task that has no `failed` of its own.

        `in_turn`: each begins when the one before is over.
        """
        super().__init__(parent)
        self.fail = failed
        self._pool = QThreadPool(self)
        if in_turn:
            self._pool.setMaxThreadCount(1)
        self._over = False
        self._arrived.connect(self._deliver)

    def run(
        self,
        function: Callable[..., T],
        *args: Any,
        done: Callable[[T], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Call `function(*args)` elsewhere and then one of `done(result)`, `failed(error)` here."""

        def work() -> None:
            try:
                result = function(*args)
            except Exception as error:  # noqa: BLE001  told in the window's thread
                self._arrived.emit(partial(failed or self.fail, error))
            else:
                self._arrived.emit(partial(done, result) if done else None)

        self._pool.start(work)

    def finish(self) -> None:
        """Wait for what still runs; nothing is delivered any more."""
        self.ending.emit()
        self._over = True  # a disconnected signal that was sent already would still arrive
        self._pool.waitForDone()

    def _deliver(self, call: Callable[[], object] | None) -> None:
        if call is not None and not self._over:
            call()
