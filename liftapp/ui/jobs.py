"""Learning jobs: one runs in the engine, the others wait; pausing, resuming, making way."""

from collections.abc import Callable
from dataclasses import replace
from enum import Enum, auto
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from liftapp.engine.messages import Failed, JobEnded, Learn, Progress, Request, Stop
from liftapp.library import MemoryRecord
from liftapp.ui.job_queue import Job, JobQueue
from liftapp.ui.learning_view import LearningView
from liftapp.workflows.request import LearnRequest


class After(Enum):
    """What is to happen once the running job has stopped."""

    PAUSE = auto()
    KEEP = auto()
    DISCARD = auto()


class Jobs(QObject):
    """A job may take several runs in the engine: each has an id of its own, so that what an
    earlier run still says is never taken for the later one's.
    """

    changed = Signal()
    """A job began, stopped or ended."""
    learned = Signal(object)
    """MemoryRecord: it is in the library, now or already before."""
    failed = Signal(object, str)
    """Job, and why in one sentence."""
    discarded = Signal(object, object)
    """Job, and its MemoryRecord where it is known: what was learned is to be thrown away."""
    cancelled = Signal()
    """A job was cancelled, and no other one waits."""

    def __init__(
        self, post: Callable[[Request], None], queue: JobQueue, view: LearningView
    ) -> None:
        """`post` gives a request to the engine."""
        super().__init__(view)
        self._post, self._queue, self._view = post, queue, view
        self._run = ""
        self._runs: set[str] = set()
        self._after: After | None = None
        self._record: MemoryRecord | None = None
        self._name = ""
        view.pause_asked.connect(lambda _: self.pause())
        view.resume_asked.connect(lambda _: self.resume())
        view.cancel_asked.connect(lambda _, keep: self.cancel(keep=keep))

    @property
    def job(self) -> Job | None:
        """The one that runs, is paused or failed last."""
        return self._queue.running

    @property
    def title(self) -> str:
        """What the job's memory is called, or is to be called while it is not known."""
        return self._name or (self.job.title if self.job is not None else "")

    def call(self, name: str) -> None:
        """Show the name its memory has: the one that was wanted may have been taken."""
        if self.job is not None and name != self.title:
            self._name = name
            self._view.call(name)
            self.changed.emit()

    @property
    def running(self) -> bool:
        """Whether the engine learns now."""
        return bool(self._run)

    @property
    def left(self) -> list[LearnRequest]:
        """What is still to be learned, in its order; what failed is not."""
        failed = self._view.state is self._view.state.FAILED
        running = [self.job] if self.job is not None and not failed else []
        return [job.request for job in (*running, *self._queue.waiting)]

    def restore(self, requests: list[LearnRequest]) -> None:
        """Let these wait; they run with `go_on`, or before what is added later."""
        for request in requests:
            self._queue.add(Job(request))

    def go_on(self) -> None:
        """Begin with what waits, where nothing runs."""
        self._next()

    def add(self, requests: list[LearnRequest]) -> None:
        """Learn these after what waits already."""
        for request in requests:
            # Also a new one: pausing and going on is then the same request, sent again.
            anew = request.or_begin or not request.resume
            self._queue.add(Job(replace(request, resume=True, or_begin=anew)))
        if self.job is not None and self._view.state is self._view.state.FAILED:
            self._queue.finish()  # who opens something else has read what went wrong
        self._next()

    def pause(self) -> None:
        """Stop after the current step; JobEnded tells when."""
        self._stop(After.PAUSE)

    def resume(self) -> None:
        """Go on with the job that was paused or failed."""
        if self.job is not None and not self._run:
            self._start(self.job)

    def make_way(self, request: Request) -> None:
        """Let the engine do something short at once, and go on with the job after it."""
        stopping = self._run and self._after is None
        if stopping:
            self._post(Stop(self._run))
        self._post(request)
        if stopping and self.job is not None:
            self._send(self.job)

    def take(self, progress: list[Progress]) -> None:
        """Show what the engine tells of the current run."""
        events = [p.event for p in progress if p.id in self._runs]
        if events:
            self._view.take(events)

    def ended(self, reply: JobEnded) -> None:
        """A run is over: finished, or stopped because it was asked to."""
        if reply.id not in self._runs or (reply.id != self._run and not reply.finished):
            return  # it made way, and a later run goes on
        self._over()
        self._record = reply.record or self._record  # None: stopped before it began
        if reply.finished:
            self._finished(reply)
        elif self._after in (After.KEEP, After.DISCARD):
            self._leave(keep=self._after is After.KEEP)
        else:
            self._after = None
            self._view.show_stopped()
        self.changed.emit()

    def broke(self, reply: Failed) -> bool:
        """Whether this was about a job; it is shown, and the next one begins."""
        if reply.id not in self._runs:
            return False
        self._fail(reply.sentence)
        if self._queue.waiting:
            self._queue.finish()
            self._next()
        self.changed.emit()
        return True

    def engine_died(self, words: str) -> bool:
        """Whether a job was running: it can go on from its last checkpoint."""
        if not self._run:
            return False
        self._fail(words)
        self.changed.emit()
        return True

    def _fail(self, sentence: str) -> None:
        job = self.job
        self._over()
        self._after = None
        self._view.show_failed(sentence, resumable=True)
        if job is not None:
            self.failed.emit(job, sentence)

    def _over(self) -> None:
        self._run = ""
        self._runs.clear()

    def _finished(self, reply: JobEnded) -> None:
        self._after = None
        self._queue.finish()
        if reply.record is not None:
            self._view.show_finished(reply.record, reply.exam)
            self.learned.emit(reply.record)
        self._next()

    def cancel(self, *, keep: bool) -> None:
        """Leave the job, once it has stopped; `keep` what was learned, to resume it later."""
        if self._run:
            self._stop(After.KEEP if keep else After.DISCARD)
        else:
            self._leave(keep=keep)
            self.changed.emit()

    def _stop(self, after: After) -> None:
        if self._run:
            self._after = after
            self._post(Stop(self._run))

    def _leave(self, *, keep: bool) -> None:
        job, record = self.job, self._record
        self._after = None
        self._queue.finish()
        self._view.clear()
        if job is not None and not keep:
            self.discarded.emit(job, record)
        self._next()
        if self.job is None:
            self.cancelled.emit()

    def _next(self) -> None:
        if self._queue.start_next() is not None and self.job is not None:
            self._record, self._name = None, ""
            self._start(self.job)

    def _start(self, job: Job) -> None:
        self._view.begin(job)
        self._view.call(self.title)
        self._send(job)
        self.changed.emit()

    def _send(self, job: Job) -> None:
        self._run = uuid4().hex
        self._runs.add(self._run)
        self._post(Learn(self._run, job.request))
