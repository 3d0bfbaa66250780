"""Files that are whole or absent: temporary names, synced, then renamed.

memories/<id>/memory.safetensors, memory.json     a finished memory
memories/<id>/questions.json, exam.json           what it was trained on and asked, where known
memories/.tmp-<process>-<random>/                 one that is being written
checkpoints/<id>/checkpoint                       where learning can go on
locks/<id>                                        empty; held by the process that learns
"""

import errno
import hashlib
import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from liftapp.errors import OutOfResources
from liftapp.library.manifest import MemoryManifest

TENSORS = "memory.safetensors"
MANIFEST = "memory.json"
QUESTIONS, EXAM = "questions.json", "exam.json"
TEMPORARY = ".tmp-"
FORMER = ".old-"
CHECKPOINT_MARK = b"liftapp checkpoint 1\n"
HASH_BYTES = 32
CHUNK = 2**20

Content: TypeAlias = bytes | Path | Callable[[Path], object]
"""Bytes, a file to copy, or a function that writes the file it is given the path of."""

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS)


@contextmanager
def disk_errors_in_words(path: Path) -> Iterator[None]:
    """Turn a full or read-only disk into OutOfResources; `path` is what was being written."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise OutOfResources(
                f"There is no room on the disk to write {path}; free some space and try again."
            ) from error
        if error.errno in REFUSED:
            raise OutOfResources(
                f"{path} can't be written ({error.strerror}); check the rights or choose "
                "another place."
            ) from error
        raise


def atomic_write(path: Path, content: Content) -> None:
    """Write `path` so that a reader, at any moment, sees the old file or the whole new one.

    Raises OutOfResources when the disk is full or refuses; the old file then stays.
    """
    temporary = temporary_beside(path)
    try:
        with disk_errors_in_words(path):
            _write(temporary, content)
            temporary.replace(path)
            sync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def _write(path: Path, content: Content) -> None:
    """Write one new file and wait until it is on the disk."""
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif isinstance(content, Path):
        shutil.copyfile(content, path)
    else:
        content(path)
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the names in `folder` are on the disk; Windows does so by itself."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def temporary_beside(path: Path) -> Path:
    """A new name in the same folder that tells which process it belongs to."""
    return path.parent / f"{TEMPORARY}{os.getpid()}-{secrets.token_hex(6)}"


@contextmanager
def staged_memory(
    memories: Path, manifest: MemoryManifest, tensors: Content, beside: Mapping[str, bytes]
) -> Iterator[tuple[Path, MemoryManifest]]:
    """A whole memory, synced, in a temporary folder in `memories`; gone afterwards unless moved.

    `beside` are further small files by name.

    Yields the folder and the manifest completed with the tensors' hash.
    """
    folder = temporary_beside(memories / "memory")
    try:
        with disk_errors_in_words(folder):
            folder.mkdir(mode=0o700)
            _write(folder / TENSORS, tensors)
            whole = replace(manifest, tensors_sha256=sha256_of(folder / TENSORS))
            _write(folder / MANIFEST, whole.to_json())
            for name, content in beside.items():
                _write(folder / name, content)
            sync_folder(folder)
        yield folder, whole
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def place(staged: Path, target: Path) -> None:
    """Rename a staged folder to its place, instead of what may be there already."""
    former = target.parent / (FORMER + target.name)
    with disk_errors_in_words(target):
        restore(former)
        # A folder can't be renamed over another; `restore` mends an end between the two renames.
        with suppress(FileNotFoundError):
            target.rename(former)
        staged.rename(target)
        sync_folder(target.parent)
        remove(former)


def restore(former: Path) -> None:
    """Put a replaced folder back where its replacement never arrived; else remove it."""
    target = former.parent / former.name.removeprefix(FORMER)
    if former.exists() and not target.exists():
        former.rename(target)
    remove(former)


def size_of(folder: Path) -> int:
    """Bytes of the files in a folder."""
    return sum(file.stat().st_size for file in folder.iterdir())


def save_checkpoint(path: Path, payload: bytes) -> None:
    """Replace the checkpoint at `path`; a torn or changed one is never loaded."""
    digest = hashlib.sha256(payload).digest()

    def write(temporary: Path) -> None:
        with temporary.open("wb") as file:
            file.write(CHECKPOINT_MARK + digest)
            file.write(payload)

    atomic_write(path, write)


def load_checkpoint(path: Path) -> bytes | None:
    """The payload saved last, or None where there is none or it is not whole."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    start = len(CHECKPOINT_MARK) + HASH_BYTES
    payload = content[start:]
    sound = content[:start] == CHECKPOINT_MARK + hashlib.sha256(payload).digest()
    return payload if sound else None


def is_abandoned(path: Path) -> bool:
    """Whether this is a temporary file or folder whose process is gone."""
    process = path.name.removeprefix(TEMPORARY).partition("-")[0]
    if not path.name.startswith(TEMPORARY) or not process.isdigit():
        return False
    import psutil  # only where something was left behind, which is rare

    try:
        started: float = psutil.Process(int(process)).create_time()
        # A process younger than the file only inherited the number.
        return started > path.stat().st_mtime + 1
    except psutil.NoSuchProcess:
        return True
    except (psutil.AccessDenied, FileNotFoundError):
        return False


def remove(path: Path) -> None:
    """Remove a file or a folder with all it holds; one that is gone already is fine."""
    for last in (False, False, True):
        try:
            with disk_errors_in_words(path):
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path)
                else:
                    path.unlink(missing_ok=True)
            return
        except FileNotFoundError:
            return  # another process removes the same thing
        except OSError as error:
            # Another process may just have written one more file into the folder.
            if last or error.errno != errno.ENOTEMPTY:
                raise
