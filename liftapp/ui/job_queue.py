"""The jobs that wait: one runs, the others come after it in their order."""

from collections import deque
from dataclasses import dataclass, field
from uuid import uuid4

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from liftapp.workflows.request import LearnRequest

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


@dataclass(frozen=True)
class Job:
    """One memory to learn; `id` is the job's own, not that of its memory."""

    request: LearnRequest
    id: str = field(default_factory=lambda: uuid4().hex)

    @property
    def title(self) -> str:
        """What people call it."""
        return self.request.name or self.request.path.stem


class JobQueue(QAbstractListModel):
    """A list model of the waiting jobs; the one that runs is not in it."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with none."""
        super().__init__(parent)
        self._waiting: deque[Job] = deque()
        self.running: Job | None = None

    @property
    def waiting(self) -> tuple[Job, ...]:
        """In the order in which they will run."""
        return tuple(self._waiting)

    def add(self, job: Job) -> None:
        """Put a job at the end."""
        self.beginInsertRows(ROOT, len(self._waiting), len(self._waiting))
        self._waiting.append(job)
        self.endInsertRows()

    def start_next(self) -> Job | None:
        """Take the first one to run; None where none waits or one runs already."""
        if self.running is not None or not self._waiting:
            return None
        self.running = self._waiting[0]
        self.remove(0)
        return self.running

    def finish(self) -> None:
        """Nothing runs any more."""
        self.running = None

    def remove(self, row: int) -> None:
        """Drop the waiting job of this row."""
        self.beginRemoveRows(ROOT, row, row)
        del self._waiting[row]
        self.endRemoveRows()

    def move_up(self, row: int) -> None:
        """Let the job of this row run one place earlier."""
        if row > 0:
            self.beginMoveRows(ROOT, row, row, ROOT, row - 1)
            self._waiting[row - 1], self._waiting[row] = self._waiting[row], self._waiting[row - 1]
            self.endMoveRows()

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: N802  Qt's name
        """As many as wait."""
        return 0 if parent.isValid() else len(self._waiting)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """The job's title; where its files are as a tooltip."""
        if not index.isValid():
            return None
        job = self._waiting[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return job.title
        return (
            "\n".join(map(str, job.request.paths)) if role == Qt.ItemDataRole.ToolTipRole else None
        )
