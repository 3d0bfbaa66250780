"""The library of one user: documents, memories, checkpoints and bundles behind one door."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self, TypeAlias

from liftapp.errors import ModelUnavailable, NotFound, OutOfResources, UsageError
from liftapp.library import storage
from liftapp.library.bundle import Bundle, open_bundle, write_bundle
from liftapp.library.chats import Chats
from liftapp.library.database import Database
from liftapp.library.documents import Documents
from liftapp.library.manifest import MemoryManifest
from liftapp.library.memories import Memories, MemoryRecord, NewMemory, Status
from liftapp.library.own_exam import (
    OwnExam,
    TrainedQuestion,
    trained_from_json,
    trained_to_json,
)
from liftapp.library.storage import Content
from liftapp.library.tensors import check_tensors
from liftapp.paths import Home
from liftapp.sizes import sized

RECOGNISED = "recognised"
"""Folder of the PDFs that were made of scans, each in a folder of its own."""
BaseCheck: TypeAlias = str | Callable[[MemoryManifest], str | None]
"""The SHA-256 the base model must have, or a function that returns why a memory is refused."""


@dataclass(frozen=True)
class StoredMemory:
    """A ready memory whose files were found whole: load the tensors from the file `tensors`."""

    record: MemoryRecord
    manifest: MemoryManifest
    tensors: Path


class Library:
    """Open it with `with`; every thread and process opens its own, and they do not disturb.

    Every method may raise OutOfResources (disk full or not writable).
    """

    def __init__(self, home: Home) -> None:
        """Open or make the library below `home.data`, and sweep what a killed process left."""
        self._memories_folder = home.data / "memories"
        self._checkpoints_folder = home.data / "checkpoints"
        self._locks_folder = home.data / "locks"
        self._recognised_folder = home.data / RECOGNISED
        for folder in (self._memories_folder, self._checkpoints_folder, self._locks_folder):
            with storage.disk_errors_in_words(folder):
                folder.mkdir(mode=0o700, exist_ok=True)
        self._database = Database(home.data / "library.sqlite3")
        self.documents = Documents(self._database)
        self.memories = Memories(self._database)
        self.chats = Chats(self._database)
        self._sweep()

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the database."""
        self.close()

    def close(self) -> None:
        """Close the database; the object is of no use afterwards."""
        self._database.close()

    # Learning

    @contextmanager
    def learning_lock(self, key: str) -> Iterator[None]:
        """Hold the right to learn this memory, which ends with the process at the latest.

        UsageError while another process or thread has it; NotFound when the memory is gone.
        """
        from filelock import FileLock, Timeout  # slow to import, and only learning needs it

        name = self.memories.by_id(key).name
        with storage.disk_errors_in_words(self._lock(key)):
            lock = FileLock(self._lock(key), timeout=0)
            try:
                lock.acquire()
            except Timeout as error:
                raise UsageError(
                    f"The memory {name!r} is being learned by another liftapp; "
                    "wait until it is done, or stop it there."
                ) from error
        try:
            yield
        finally:
            lock.release()

    def finish_memory(
        self,
        key: str,
        manifest: MemoryManifest,
        tensors: Content,
        trained: Sequence[TrainedQuestion] | None = None,
    ) -> MemoryRecord:
        """Keep what was learned and make the memory ready; its checkpoint goes.

        What was kept of it before stays whole until then, and goes with its exam. `tensors` are
        the bytes of a safetensors file, a file to copy, or a function that writes the path it is
        given; `trained` is what it was trained on. The manifest's `tensors_sha256` is filled in
        here. NotFound when the memory was deleted meanwhile.
        """
        beside = {} if trained is None else {storage.QUESTIONS: trained_to_json(trained)}
        with storage.staged_memory(self._memories_folder, manifest, tensors, beside) as staged:
            ready = self._place(key, staged[0])
        self.drop_checkpoint(key)
        return ready

    def keep_exam(self, key: str, exam: OwnExam) -> MemoryRecord:
        """Keep the exam of a finished memory in place of the one before.

        NotFound when the memory was deleted meanwhile.
        """
        self.memories.by_id(key)
        folder = self._memories_folder / key
        try:
            storage.atomic_write(folder / storage.EXAM, exam.to_json())
            return self.memories.set_exam(key, exam.score, storage.size_of(folder))
        except FileNotFoundError:
            self.memories.by_id(key)  # another process deleted the memory with its folder
            raise

    def exam(self, key: str) -> OwnExam | None:
        """The newest exam of a memory; None where none was held or it can't be read."""
        try:
            return OwnExam.from_json((self._memories_folder / key / storage.EXAM).read_bytes())
        except (OSError, UsageError):
            return None

    def trained(self, key: str) -> tuple[TrainedQuestion, ...] | None:
        """What a memory was trained on; None where that was not kept or can't be read."""
        try:
            file = self._memories_folder / key / storage.QUESTIONS
            return trained_from_json(file.read_bytes())
        except (OSError, UsageError):
            return None

    def _place(self, key: str, staged: Path) -> MemoryRecord:
        # In one transaction: a sweep, which holds the same lock, never sees half of it.
        with self._database.transaction():
            self.memories.by_id(key)
            size = storage.size_of(staged)
            storage.place(staged, self._memories_folder / key)
            self.memories.set_exam(key, None, size)
            return self.memories.set_status(key, Status.READY)

    def save_checkpoint(self, key: str, payload: bytes) -> None:
        """Replace the memory's checkpoint; the one before stays whole until this one is.

        NotFound when the memory was deleted meanwhile.
        """
        self.memories.by_id(key)
        path = self._checkpoint(key)
        with storage.disk_errors_in_words(path):
            path.parent.mkdir(mode=0o700, exist_ok=True)
        try:
            storage.save_checkpoint(path, payload)
        except FileNotFoundError:
            self.memories.by_id(key)  # another process deleted the memory with its folder
            raise

    def load_checkpoint(self, key: str) -> bytes | None:
        """The payload saved last; None where there is none that is whole."""
        return storage.load_checkpoint(self._checkpoint(key))

    def has_checkpoint(self, key: str) -> bool:
        """Whether learning this memory can go on where it stopped."""
        return self._checkpoint(key).is_file()

    def drop_checkpoint(self, key: str) -> None:
        """Remove the memory's checkpoint, if any."""
        storage.remove(self._checkpoint(key).parent)

    def _checkpoint(self, key: str) -> Path:
        return self._checkpoints_folder / key / "checkpoint"

    def _lock(self, key: str) -> Path:
        # Never removed with the memory still there: two could then hold locks of the same name.
        return self._locks_folder / key

    # Using

    def manifest(self, key: str) -> MemoryManifest:
        """The description of a finished memory, whose tensors are not looked at.

        UsageError or OSError when it can't be read.
        """
        content = (self._memories_folder / key / storage.MANIFEST).read_bytes()
        return MemoryManifest.from_json(content)

    def load_memory(self, key: str) -> StoredMemory:
        """A ready memory with its files checked against its hash.

        NotFound when it is gone or not ready; ModelUnavailable when its files are damaged.
        """
        record = self.memories.by_id(key)
        if record.status is not Status.READY:
            raise NotFound(
                f"The memory {record.name!r} is not finished; learn it to the end first."
            )
        tensors = self._memories_folder / key / storage.TENSORS
        try:
            manifest = self.manifest(key)
            whole = storage.sha256_of(tensors) == manifest.tensors_sha256
        except (OSError, UsageError) as error:
            raise ModelUnavailable(
                f"The memory {record.name!r} can't be read: {error} Delete it and learn it again."
            ) from error
        if not whole:
            raise ModelUnavailable(
                f"The memory {record.name!r} was changed on the disk; delete it and learn it again."
            )
        return StoredMemory(record, manifest, tensors)

    def delete_memory(self, key: str) -> None:
        """Remove a memory, its files and chat, and its document unless others use it."""
        with self._database.transaction():
            record = self.memories.by_id(key)
            files = self.documents.get(record.document_sha256).files
            self.memories.delete_within(key)
            self.documents.remove_unused_within(record.document_sha256)
        # After the row: a kill in between leaves files without a row, which are swept.
        storage.remove(self._memories_folder / key)
        self.drop_checkpoint(key)
        with suppress(OSError):  # Windows keeps it while someone learns; it is empty
            self._lock(key).unlink()
        for path, _ in files:
            folder = Path(path).parent
            ours = path and folder.parent == self._recognised_folder.resolve()
            if ours and not self.documents.has_file(path):
                storage.remove(folder)

    # Carrying elsewhere

    def export_memory(self, key: str, path: Path) -> None:
        """Write a ready memory and its document to one .liftmem file, whole or not at all."""
        memory = self.load_memory(key)
        sha256 = memory.record.document_sha256
        document, passages = self.documents.get(sha256), self.documents.passages(sha256)
        write_bundle(path, memory.tensors.parent, document, passages, memory.record.name)

    def import_memory(
        self, path: Path, name: str | None = None, base: BaseCheck | None = None
    ) -> MemoryRecord:
        """Take in a .liftmem file after checking all of it; nothing is left of a refused one.

        Without a `name` it is called as the file is, or as it was where a file can't be called so.
        A name that is taken gets ' (2)'. NotFound where there is no such file; UsageError for
        whatever is wrong with it, a base model other than `base` allows included.
        """
        with open_bundle(path) as bundle:
            refuse_other_base(bundle.manifest, base)
            free = shutil.disk_usage(self._memories_folder).free
            if bundle.tensors_size > free:
                raise OutOfResources(
                    f"The memory needs {sized(bundle.tensors_size)} on the disk and "
                    f"{sized(free)} are free; free some space."
                )
            staged = storage.staged_memory(
                self._memories_folder, bundle.manifest, bundle.extract_tensors, bundle.beside
            )
            with staged as (folder, whole):
                if whole.tensors_sha256 != bundle.manifest.tensors_sha256:
                    raise UsageError("The bundle's tensors are not the ones its description means.")
                check_tensors(folder / storage.TENSORS)
                return self._take_in(bundle, name or bundle.name(path.stem), folder)

    def _take_in(self, bundle: Bundle, name: str, staged: Path) -> MemoryRecord:
        manifest = bundle.manifest
        new = NewMemory(
            name=name,
            document_sha256=manifest.document_sha256,
            kind=manifest.kind,
            preset=manifest.preset,
            base_model=manifest.base_model,
            base_sha256=manifest.base_sha256,
        )
        with self._database.transaction():
            self.documents.add_within(bundle.document, bundle.passages)
            key = self.memories.create_within(new).id
            size = storage.size_of(staged)
            storage.place(staged, self._memories_folder / key)
            self.memories.set_exam(key, bundle.score, size)
            return self.memories.set_status(key, Status.READY)

    # Cleaning

    def _sweep(self) -> None:
        """Remove what killed processes left; what belongs to a living one stays."""
        # A look without the lock first: nearly always there is nothing, and `--list` is quick.
        if not any(self._left_over()):
            return
        with self._database.transaction():
            known = self.memories.ids()
            for path in list(self._left_over()):
                replaced = path.name.startswith(storage.FORMER)
                if replaced and path.name.removeprefix(storage.FORMER) in known:
                    storage.restore(path)
                else:
                    storage.remove(path)

    def _left_over(self) -> Iterator[Path]:
        # Listed before the ids are read: a memory's row is there before its folder.
        folders = [*listed(self._memories_folder), *listed(self._checkpoints_folder)]
        known = self.memories.ids()
        for path in folders:
            if path.name.startswith(storage.TEMPORARY):
                if storage.is_abandoned(path):
                    yield path
            elif path.name not in known:
                yield path
        for folder in folders:
            yield from filter(storage.is_abandoned, listed(folder))


def listed(folder: Path) -> list[Path]:
    """What lies in a folder; nothing, when another process just removed it."""
    try:
        return list(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []


def refuse_other_base(manifest: MemoryManifest, base: BaseCheck | None) -> None:
    """UsageError when the memory was learned for a base model other than `base` allows."""
    if base is None:
        return
    if callable(base):
        reason = base(manifest)
    elif base != manifest.base_sha256:
        reason = (
            f"This memory was learned with the base model {manifest.base_model!r}, "
            "and the one here is another; choose that model with --model."
        )
    else:
        return
    if reason:
        raise UsageError(reason)
