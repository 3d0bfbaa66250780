"""Keeps the queue of jobs on disk, so that the next start finds it again."""

from threading import Lock

from PySide6.QtCore import QObject, Signal

from liftapp.paths import Home
from liftapp.ui.job_queue import Job, JobQueue
from liftapp.ui.jobs import Jobs
from liftapp.ui.tasks import Tasks
from liftapp.workflows import waiting
from liftapp.workflows.request import LearnRequest

Found = tuple[list[LearnRequest], list[LearnRequest]]


class QueueKeeper(QObject):
    """Nothing is written before what was kept is read."""

    found = Signal()
    """What was kept waits in the queue now."""

    def __init__(self, home: Home, queue: JobQueue, jobs: Jobs, tasks: Tasks) -> None:
        """`find` reads what was kept; from then on every change is."""
        super().__init__(jobs)
        self._home, self._jobs, self._tasks = home, jobs, tasks
        self._gone: list[Job] = []
        self._wanted: list[LearnRequest] = []
        self._held: Job | None = None
        self._writing = Lock()
        self.read = False
        for signal in (queue.rowsInserted, queue.rowsRemoved, queue.rowsMoved, jobs.changed):
            signal.connect(self._keep)

    def find(self) -> None:
        """Read what was kept; `found` tells."""
        self._tasks.run(waiting.load, self._home, done=self._take)

    def hold(self, job: Job) -> None:
        """Keep this job, whose engine died, for as long as it is shown as not finished."""
        self._held = job
        self._keep()

    def take_gone(self) -> list[Job]:
        """The jobs whose file is gone, told once."""
        gone, self._gone = self._gone, []
        return gone

    def _take(self, found: Found) -> None:
        requests, gone = found
        self._gone = [Job(request) for request in gone]
        self._wanted = [*requests, *gone]
        self._jobs.restore(requests)
        self.read = True
        self._keep()
        self.found.emit()

    def _keep(self) -> None:
        left = self._jobs.left
        held = self._held
        if held is not None and held is self._jobs.job and held.request not in left:
            left = [held.request, *left]
        if self.read and left != self._wanted:
            self._wanted = left
            self._tasks.run(self._write)

    def _write(self) -> None:
        with self._writing:  # whichever comes last writes the newest
            waiting.save(self._home, self._wanted)
