"""The library's list: read again when something changed, and what is asked of its memories."""

import atexit
from collections.abc import Callable, Sequence
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from liftapp.library import MemoryRecord, Status, file_name
from liftapp.paths import Home
from liftapp.ui.file_dialogs import choose_files, choose_target
from liftapp.ui.job_queue import Job
from liftapp.ui.opening import BUNDLE
from liftapp.ui.tasks import Tasks
from liftapp.ui.window import MainWindow
from liftapp.workflows import manage
from liftapp.workflows.chats import Found, search_chats
from liftapp.workflows.more import drop_more
from liftapp.workflows.shelf import Entry, shelf


class ShelfKeeper(QObject):
    """Keeps the list right; every change of the library goes through the workflows."""

    read = Signal(object)
    """list[Entry], after the list shows them."""
    said = Signal(str)
    """A sentence about what was done."""
    running_deleted = Signal()
    """The memory that is being learned is to be deleted: its job has to stop first."""

    def __init__(self, home: Home, window: MainWindow, tasks: Tasks) -> None:
        """`refresh` reads the library for the first time."""
        super().__init__(window)
        self._home, self._window, self._tasks = home, window, tasks
        self.entries: dict[str, Entry] = {}
        self._job: Job | None = None
        self._doomed = ""
        self._reading = self._again = self._searching = False
        self._next: str | None = None
        """What is looked for after the search that runs; None: nothing."""
        self._dragged = ""
        library = window.library
        library.search_asked.connect(self._search)
        library.rename_asked.connect(self._rename)
        library.delete_asked.connect(self._delete)
        library.export_asked.connect(self._export)
        library.drag_asked.connect(self._drag)
        library.reveal_asked.connect(self._reveal)
        window.import_asked.connect(self._ask_import)

    @property
    def running(self) -> str:
        """The memory that is being learned, or nothing."""
        return "" if self._job is None else _of_job(list(self.entries.values()), self._job)

    def of_job(self, job: Job) -> Entry | None:
        """The memory of a job, once it has one."""
        return self.entries.get(_of_job(list(self.entries.values()), job))

    def unfinished(self, waiting: Sequence[Job] = ()) -> list[Entry]:
        """The memories that can be resumed, but for those that a waiting job goes on with."""
        entries = list(self.entries.values())
        others = {self.running, *(_of_job(entries, job) for job in waiting)}
        return [e for e in entries if e.status is Status.LEARNING and e.id not in others]

    def refresh(self) -> None:
        """Read the library again; one reading at a time, so that none is overtaken by an older."""
        if self._reading:
            self._again = True
        else:
            self._reading = True
            self._tasks.run(shelf, self._home, done=self._show, failed=self._cannot)

    def set_running(self, job: Job | None) -> None:
        """Name the job that runs now."""
        if job is not self._job:
            self._doomed = ""  # what was running has ended by itself
        self._job = job
        self._window.library.set_running(self.running)

    def discard(self, job: Job, record: MemoryRecord | None) -> None:
        """Throw away what an unfinished job left, but no finished memory unless it is doomed."""
        doomed, self._doomed = self._doomed, ""
        self._change(discard, self._home, job, record, doomed)

    def import_bundles(self, paths: list[Path]) -> None:
        """Take memories in."""
        for path in paths:
            self._change(manage.take_in, self._home, path, done=self._imported)

    def _cannot(self, error: Exception) -> None:
        self._reading = self._again = False
        self._tasks.fail(error)

    def _show(self, entries: list[Entry]) -> None:
        self._reading = False
        if self._again:
            self._again = False
            self.refresh()
            return
        self.entries = {entry.id: entry for entry in entries}
        self._window.library.show_entries(entries)
        self._window.library.set_running(self.running)
        self.read.emit(entries)

    def _change(
        self, function: Callable[..., MemoryRecord | None], *args: object,
        done: Callable[[MemoryRecord], object] | None = None,
    ) -> None:  # fmt: skip
        def changed(record: MemoryRecord | None) -> None:
            self.refresh()
            if done is not None and record is not None:
                done(record)

        self._tasks.run(function, *args, done=changed)

    def _rename(self, memory: str, name: str) -> None:
        self._change(manage.rename, self._home, memory, name)

    def _delete(self, memory: str) -> None:
        if memory == self.running:
            self._doomed = memory
            self.running_deleted.emit()
        else:
            self._change(manage.delete, self._home, memory)

    def _export(self, memory: str) -> None:
        def write(paths: list[Path]) -> None:
            self._change(manage.export, self._home, memory, paths[0], done=self._exported)

        name = file_name(self.entries[memory].name) + BUNDLE
        filters = [self.tr("Memories (*{suffix})").format(suffix=BUNDLE)]
        choose_target(self._window, self.tr("Export a memory"), name, filters, write)

    def _drag(self, memory: str) -> None:
        if not self._dragged:
            # Whoever takes a file may read it long after the drop: all of them go at the end.
            self._dragged = mkdtemp(prefix="liftapp-")
            atexit.register(rmtree, self._dragged, ignore_errors=True)
        folder = Path(mkdtemp(dir=self._dragged))
        path = folder / (file_name(self.entries[memory].name) + BUNDLE)

        def drag(_: MemoryRecord) -> None:
            if not self._window.library.list.drag(path):
                rmtree(folder, ignore_errors=True)

        self._tasks.run(manage.export, self._home, memory, path, done=drag)

    def _search(self, words: str) -> None:
        """One search at a time; what is asked for meanwhile is looked for afterwards."""
        if self._searching:
            self._next = words
            return
        self._searching, self._next = True, None

        def ended(result: list[Found]) -> None:
            self._searching = False
            if self._next is None:
                self._window.library.show_found(words, result)
            else:
                self._search(self._next)

        def failed(error: Exception) -> None:
            self._searching = False
            self._tasks.fail(error)

        self._tasks.run(search_chats, self._home, words, done=ended, failed=failed)

    def _reveal(self, memory: str) -> None:
        """Open the folder of its file, or each folder of its files once."""
        for folder in dict.fromkeys(Path(path).parent for path in self.entries[memory].here):
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _ask_import(self) -> None:
        filters = [self.tr("Memories (*{suffix})").format(suffix=BUNDLE)]
        choose_files(self._window, self.tr("Import memories"), filters, self.import_bundles)

    def _imported(self, record: MemoryRecord) -> None:
        self.said.emit(self.tr("Imported “{name}”.").format(name=record.name))

    def _exported(self, record: MemoryRecord) -> None:
        self.said.emit(self.tr("Exported “{name}”.").format(name=record.name))


def _of_job(entries: list[Entry], job: Job) -> str:
    """The memory of a job: the one to learn more, or the newest unfinished of its files."""
    if job.request.more is not None:
        return job.request.more
    unfinished = (e for e in entries if e.status is Status.LEARNING)
    own = [e for e in unfinished if tuple(map(Path, (e.path, *e.others))) == job.request.paths]
    return max(own, key=lambda e: str(e.created)).id if own else ""


def discard(
    home: Home, job: Job, record: MemoryRecord | None, doomed: str = ""
) -> MemoryRecord | None:
    """Delete the memory of a job; an engine that died had no time to say which it was.

    One that is finished stays, whatever the job still did with it, unless it is `doomed`.
    """
    memory = record.id if record is not None else _of_job(shelf(home), job)
    finished = job.request.more or (record is not None and record.status is Status.READY)
    if memory and finished and memory != doomed:
        return drop_more(home, memory)
    return manage.delete(home, memory) if memory else None
