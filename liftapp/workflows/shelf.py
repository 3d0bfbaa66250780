"""What the list of memories shows, with what stands in the way of using one. No torch."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from liftapp.errors import ModelUnavailable
from liftapp.library import DocumentRecord, Library, MemoryRecord, Status
from liftapp.models.weights import sha256, weight_files
from liftapp.paths import Home, resources
from liftapp.workflows import bases


@dataclass(frozen=True)
class Entry:
    """A memory in the list; `bytes` are those on the disk, `created` is ISO 8601 in UTC.

    `score` is the share of right answers in its newest exam, None where none was held; `path` is
    where the document was learned from, and `others` the files learned together with it. Of those
    all, `here` are still there, as they were or changed. `files` is what several are called: paths,
    or names of those that were learned elsewhere.
    """

    id: str
    name: str
    status: Status
    bytes: int
    model: str
    preset: str
    created: str
    score: float | None
    path: str
    title: str
    file_changed: bool
    file_missing: bool
    base_missing: bool
    others: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    here: tuple[str, ...] = ()


def shelf(home: Home) -> list[Entry]:
    """Every memory, oldest first; it may read whole files, so not where a window waits."""
    places = bases.known(home)
    with Library(home) as library:
        return [
            _entry(record, library.documents.get(record.document_sha256), places)
            for record in library.memories.all()
        ]


def _entry(record: MemoryRecord, document: DocumentRecord, places: dict[str, str]) -> Entry:
    files = [(path, _digest(Path(path)), sha256) for path, sha256 in document.files]
    return Entry(
        id=record.id,
        name=record.name,
        status=record.status,
        bytes=record.size,
        model=record.base_model,
        preset=record.preset,
        created=record.created,
        score=record.score,
        path=document.source_path,
        title=document.title,
        others=tuple(path for path, _ in document.files[1:]),
        files=tuple(part.source_path or part.name for part in document.parts),
        here=tuple(path for path, now, _ in files if now is not None),
        file_changed=any(now is not None and now != learned for _, now, learned in files),
        file_missing=any(now is None for _, now, _ in files),
        base_missing=not _base_is_here(record, places),
    )


def _digest(path: Path) -> str | None:
    """SHA-256 of a file, read again only when it changed; None where it can't be read."""
    try:
        stat = path.stat()
        return _digest_of(path, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
    except (OSError, ValueError):
        return None


@lru_cache(maxsize=1024)
def _digest_of(path: Path, *_as_of: int) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _base_is_here(record: MemoryRecord, places: dict[str, str]) -> bool:
    """Whether the very base model is on this machine, as far as that shows without hashing it.

    Of the starter it is looked at: each version of liftapp may ship another one.
    """
    if record.base_model == "starter":
        return _starter() == record.base_sha256
    place = places.get(record.base_sha256)
    if place is None:
        return False
    if Path(place).is_dir():
        return True
    from liftapp.models.locate import locate  # the hub's library takes a while to import

    try:
        locate(place, resources() / "starter")
    except ModelUnavailable:
        return False
    return True


@lru_cache(maxsize=1)
def _starter() -> str | None:
    """The hash of the weights that ship with this liftapp."""
    try:
        return sha256(weight_files(resources() / "starter"))
    except (ModelUnavailable, OSError):
        return None
